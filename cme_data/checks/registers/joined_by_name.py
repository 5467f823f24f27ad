"""Lists of one child that only the name and the date of birth join."""

from cme_data.checks.check import RegisterCheck
from cme_data.checks.example import listed
from cme_data.sql import beside

CHECK = RegisterCheck(
    code="W605",
    name="joined_by_name",
    title="One child by name and date of birth alone",
    severity="warning",
    says="Two sources are taken to speak of one child by name and date of birth alone.",
    because="Two children may share both: a person should see the pair and give the UPN or record number (R23).",
    file=beside(__file__),
    troubled=(
        listed("cme", {"upn": "F314999926001"}) + listed("pru", {"upn": None}),
        listed("cme", {"record_number": "7"}) + listed("ehe", {"record_number": "7"}) + listed("pru", {}),
    ),
    untroubled=(
        listed("cme", {"upn": "F314999926001"}) + listed("pru", {"upn": "F314999926001"}),
        listed("cme", {"record_number": "7", "upn": "F314999926001"})
        + listed("ehe", {"record_number": "7"})
        + listed("pru", {"upn": "F314999926001"}),
        listed("cme", {"surname": "Smith"}) + listed("pru", {"surname": "Jones"}),
    ),
)
