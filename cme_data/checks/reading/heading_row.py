"""A heading between rows."""

from cme_data.checks.check import Check
from cme_data.checks.example import sheet

_HEADINGS = "Surname | Forename | Date of birth | Borough | Date admitted | Basis"

CHECK = Check(
    code="W106",
    name="heading_row",
    title="A heading among the rows, passed over",
    severity="warning",
    says="A text alone in its row, such as CLOSED, was taken for a heading and passed over.",
    because="Rows under such a heading are not thereby closed: a spell ends on a day, which the row must give.",
    troubled=(
        sheet(
            "pru",
            _HEADINGS,
            "Smith | Ann | 5/5/2014 | Kingston | 7/9/2026 | PEX",
            "CLOSED",
            "Jones | Ben | 6/5/2014 | Kingston | 7/9/2026 | PEX",
        ),
    ),
    untroubled=(sheet("pru", _HEADINGS, "Smith | Ann | 5/5/2014 | Kingston | 7/9/2026 | PEX", " "),),
)
