"""A list without rows."""

from cme_data.checks.check import Check
from cme_data.checks.example import sheet

_HEADINGS = "Surname | Forename | Date of birth | Borough | Date admitted | Basis"

CHECK = Check(
    code="E110",
    name="empty_list",
    title="A list without rows",
    severity="error",
    says="A sheet has a register's headings without any row under them, and nobody said whose list it is.",
    because="An empty list closes every spell of its source: that must be meant.",
    troubled=(sheet("pru", _HEADINGS),),
    untroubled=(sheet("pru", _HEADINGS, "Smith | Ann | 5/5/2014 | Kingston | 7/9/2026 | PEX"),),
)
