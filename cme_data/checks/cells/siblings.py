"""Two children in one row."""

from cme_data.checks.check import Check
from cme_data.checks.example import listed, sheet

CHECK = Check(
    code="E210",
    name="siblings",
    title="Several children in one cell",
    severity="error",
    says="More than one child seems to be named in one cell.",
    because="A row is one child's; two in one row count as one, and nobody looks for the other.",
    troubled=(
        listed("cme", {"forename": "Ann and Ben"}),
        sheet(
            "pru",
            "Name of child | DOB | LA | Date admitted | Basis",
            "Smith, Ann & Ben | 31.8.2014 | 314 | 7 Sep 2026 | Perm ex",
        ),
    ),
    untroubled=(
        listed("cme", {"forename": "Ann (Annie)"}),
        listed("cme", {"forename": "Anna-Maria"}),
    ),
)
