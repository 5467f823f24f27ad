"""A cell that cannot be read with certainty."""

from cme_data.checks.check import Check
from cme_data.checks.example import sheet

CHECK = Check(
    code="C201",
    name="unreadable",
    title="Could not be read",
    severity="as the column says",
    says="A cell holds something that cannot be read with certainty as what its column asks for.",
    because=(
        "Nothing is guessed, dropped in silence or turned into 0, Other or Unknown (registers, What a spreadsheet "
        "may look like; R6). In a column that may be blank the cell counts as not recorded, else the row is kept out."
    ),
    troubled=(
        sheet(
            "pru",
            "Surname | Forename | Date of birth | Borough | Date admitted | Basis | Hours",
            "Smith | Ann | 31/02/2014 | Kingston | 7.9.26 | PEX | tbc",
        ),
        sheet(
            "pru",
            "Surname | Forename | Date of birth | Borough | Date admitted | Basis",
            "Smith | Ann | 5/5/14 | Kingston? | #REF! | PEX",
        ),
    ),
    untroubled=(
        sheet(
            "pru",
            "Name of child | DOB | LA | Date admitted | Basis | Year | Hours",
            "SMITH, Ann | 31.8.2014 | 314 | 7 Sep 2026 | Perm ex | Y8 | 12h30",
        ),
    ),
)
