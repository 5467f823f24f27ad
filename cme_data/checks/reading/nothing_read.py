"""Rows with something in them, but in no column that is read."""

from cme_data.checks.check import Check
from cme_data.checks.example import sheet

_HEADINGS = "No | Surname | Forename | Date of birth | Borough | Date admitted | Basis"

CHECK = Check(
    code="W107",
    name="nothing_read",
    title="Rows with nothing that is read",
    severity="warning",
    says="Rows hold something, but nothing in any column that is read, and were passed over.",
    because="Rows are numbered in advance and formulas copied too far down; what is not read is said.",
    troubled=(
        sheet(
            "pru", _HEADINGS, "1 | Smith | Ann | 5/5/2014 | Kingston | 7/9/2026 | PEX", "2 ||||||", "3 ||||||"
        ),
    ),
    untroubled=(sheet("pru", _HEADINGS, "1 | Smith | Ann | 5/5/2014 | Kingston | 7/9/2026 | PEX"),),
)
