"""A narrower heading beside the full one."""

from cme_data.checks.check import Check
from cme_data.checks.example import sheet

CHECK = Check(
    code="W103",
    name="column_passed_over",
    title="A second heading that was not read",
    severity="warning",
    says="A heading that asks a narrower question stands beside the full one, and was not read.",
    because="The full column is read; that it says as much as the other is for a person to see.",
    troubled=(
        sheet(
            "pru",
            "Surname | Forename | Date of birth | Borough | Date admitted | Basis | SEN | EHCP",
            "Smith | Ann | 5/5/2014 | Kingston | 7/9/2026 | PEX | K | No",
        ),
    ),
    untroubled=(
        sheet(
            "pru",
            "Surname | Forename | Date of birth | Borough | Date admitted | Basis | SEN",
            "Smith | Ann | 5/5/2014 | Kingston | 7/9/2026 | PEX | K",
        ),
    ),
)
