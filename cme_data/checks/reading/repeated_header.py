"""The headings again in mid-sheet."""

from cme_data.checks.check import Check
from cme_data.checks.example import sheet

_HEADINGS = "Surname | Forename | Date of birth | Borough | Date admitted | Basis"

CHECK = Check(
    code="W104",
    name="repeated_header",
    title="The headings stand again",
    severity="warning",
    says="The headings stand again further down, and the row was passed over.",
    because="Lists are put together by copying one under another; what is not read is said.",
    troubled=(
        sheet(
            "pru",
            _HEADINGS,
            "Smith | Ann | 5/5/2014 | Kingston | 7/9/2026 | PEX",
            _HEADINGS,
            "Jones | Ben | 6/5/2014 | Kingston | 7/9/2026 | PEX",
        ),
    ),
    untroubled=(sheet("pru", _HEADINGS, "Surname | Ann | 5/5/2014 | Kingston | 7/9/2026 | PEX"),),
)
