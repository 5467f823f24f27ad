"""Children over the headings."""

from cme_data.checks.check import Check
from cme_data.checks.example import sheet

_HEADINGS = "Surname | Forename | Date of birth | Borough | Date admitted | Basis"

CHECK = Check(
    code="E111",
    name="above_headings",
    severity="error",
    says="Rows as full as a child's stand above the headings.",
    because="Only what stands under the headings is read, so the children of those rows would be dropped in silence.",
    troubled=(
        sheet(
            "pru",
            "Smith | Ann | 5/5/2014 | Kingston | 7/9/2026 | PEX",
            _HEADINGS,
            "Jones | Ben | 6/5/2014 | Kingston | 7/9/2026 | PEX",
        ),
    ),
    untroubled=(
        sheet(
            "pru",
            "Pupil referral unit | | | | as at | 20/11/2026",
            _HEADINGS,
            "Jones | Ben | 6/5/2014 | Kingston | 7/9/2026 | PEX",
        ),
    ),
)
