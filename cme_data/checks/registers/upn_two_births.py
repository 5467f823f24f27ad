"""One UPN with two dates of birth in two lists."""

from cme_data.checks.check import RegisterCheck
from cme_data.checks.example import listed
from cme_data.sql import beside

CHECK = RegisterCheck(
    code="W603",
    name="upn_two_births",
    title="One UPN with two dates of birth",
    severity="warning",
    says="Two sources give one UPN different dates of birth.",
    because=(
        "A UPN is one child's (R7). Where a name agrees the two are taken for one child with a slip in one list, "
        "else for two children (measures, Child, again): a person must say."
    ),
    file=beside(__file__),
    troubled=(
        listed("cme", {"upn": "F314999926001", "date_of_birth": "5 May 2014"})
        + listed("pru", {"upn": "F314999926001", "date_of_birth": "6 May 2014"}),
        listed("cme", {"upn": "F314999926001", "date_of_birth": "5 May 2014"})
        + listed(
            "actions",
            {"upn": "F314999926001", "surname": "Jones", "forename": "Ben", "date_of_birth": "6 May 2014"},
        ),
    ),
    untroubled=(
        listed("cme", {"upn": "F314999926001", "date_of_birth": "5 May 2014"})
        + listed("pru", {"upn": "F314999926001", "date_of_birth": "5 May 2014"}),
        listed("cme", {"upn": "E31499992601A", "date_of_birth": "5 May 2014"})
        + listed("pru", {"upn": "E31499992601A", "date_of_birth": "6 May 2014"}),
    ),
)
