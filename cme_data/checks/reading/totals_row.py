"""A row of totals."""

from cme_data.checks.check import Check
from cme_data.checks.example import sheet

_HEADINGS = "Surname | Forename | Date of birth | Borough | Date admitted | Basis | Hours"

CHECK = Check(
    code="W105",
    name="totals_row",
    title="A row of totals, passed over",
    severity="warning",
    says="A row of totals was passed over.",
    because="It is no child's; what is not read is said.",
    troubled=(
        sheet(
            "pru",
            _HEADINGS,
            "Smith | Ann | 5/5/2014 | Kingston | 7/9/2026 | PEX | 12",
            "Total | | | | | | 12",
        ),
    ),
    untroubled=(sheet("pru", _HEADINGS, "Total | Ann | 5/5/2014 | Kingston | 7/9/2026 | PEX | 12"),),
)
