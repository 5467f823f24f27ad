"""A column that no heading names."""

from cme_data.checks.check import Check
from cme_data.checks.example import sheet

CHECK = Check(
    code="E101",
    name="column_missing",
    title="No heading for a column that is needed",
    severity="error",
    says="A sheet of a register has no heading for a column that the register cannot do without.",
    because="Which column is meant is not guessed; without it no row of the sheet can be counted.",
    troubled=(
        sheet(
            "pru",
            "Surname | Forename | Date of birth | Borough | Date admitted",
            "Smith | Ann | 5/5/2014 | Kingston | 7/9/2026",
        ),
    ),
    untroubled=(
        sheet(
            "pru",
            "Surname | Forename | Date of birth | Borough | Date admitted | Basis",
            "Smith | Ann | 5/5/2014 | Kingston | 7/9/2026 | PEX",
        ),
    ),
)
