"""Two sheets that are one list."""

from cme_data.checks.check import Check
from cme_data.checks.example import sheets

_HEADINGS = "Surname | Forename | Date of birth | Borough | Date admitted | Basis"
_ANN = "Smith | Ann | 5/5/2014 | Kingston | 7/9/2026 | PEX"
_BEN = "Jones | Ben | 6/5/2014 | Kingston | 7/9/2026 | PEX"

CHECK = Check(
    code="E109",
    name="two_lists",
    title="Two sheets that are one list",
    severity="error",
    says="Two sheets of a workbook are both a list of one register from one source.",
    because="The second would take the first one's place, and its children would seem to have left.",
    troubled=(sheets("pru", Current=(_HEADINGS, _ANN), Closed=(_HEADINGS, _BEN)),),
    untroubled=(sheets("pru", Current=(_HEADINGS, _ANN, _BEN), Notes=("Rooms | Key", "A1 | 7")),),
)
