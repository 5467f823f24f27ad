"""Two headings for one column."""

from cme_data.checks.check import Check
from cme_data.checks.example import sheet

CHECK = Check(
    code="E102",
    name="column_twice",
    title="Two headings for one column",
    severity="error",
    says="Two headings of a sheet name the same column equally well.",
    because="Which of the two to read is not certain, and nothing is guessed.",
    troubled=(
        sheet(
            "pru",
            "Surname | Forename | Date of birth | DOB | Borough | Date admitted | Basis",
            "Smith | Ann | 5/5/2014 | 6/5/2014 | Kingston | 7/9/2026 | PEX",
        ),
    ),
    untroubled=(
        sheet(
            "pru",
            "Surname | Forename | Date of birth | Age | Borough | Date admitted | Basis",
            "Smith | Ann | 5/5/2014 | 12 | Kingston | 7/9/2026 | PEX",
        ),
    ),
)
