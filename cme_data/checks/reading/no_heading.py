"""Cells under no heading."""

from cme_data.checks.check import Check
from cme_data.checks.example import sheet

CHECK = Check(
    code="W108",
    name="no_heading",
    title="A column without a heading",
    severity="warning",
    says="A column without a heading holds something, which was not read.",
    because="A row may be one column out of place; what is not read is said.",
    troubled=(
        sheet(
            "pru",
            "Surname | Forename | Date of birth | Borough | Date admitted | Basis |",
            "Smith | Ann | 5/5/2014 | Kingston | 7/9/2026 | PEX | see file",
        ),
    ),
    untroubled=(
        sheet(
            "pru",
            "Surname | Forename | Date of birth | Borough | Date admitted | Basis | Notes",
            "Smith | Ann | 5/5/2014 | Kingston | 7/9/2026 | PEX | see file",
        ),
    ),
)
