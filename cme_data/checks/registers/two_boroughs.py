"""One child in two boroughs."""

from cme_data.checks.check import RegisterCheck
from cme_data.checks.example import listed
from cme_data.sql import beside

CHECK = RegisterCheck(
    code="W604",
    name="two_boroughs",
    title="Two boroughs for one child",
    severity="warning",
    says="Two registers on which a child is open give different boroughs.",
    because="The child counts in both, so the boroughs add up to more than the whole; each borough makes its own return.",
    file=beside(__file__),
    troubled=(
        listed("cme", {"record_number": "7", "borough": "Kingston upon Thames"})
        + listed("ehe", {"record_number": "7", "borough": "Richmond upon Thames"}),
    ),
    untroubled=(
        listed("cme", {"record_number": "7", "borough": "Kingston upon Thames"})
        + listed("ehe", {"record_number": "7", "borough": "RBK"}),
        listed("cme", {"record_number": "7", "borough": "Kingston upon Thames"})
        + listed("actions", {"record_number": "7", "borough": None}),
    ),
)
