"""A closed spell that is open again."""

from cme_data.checks.check import Check
from cme_data.checks.example import listed

_CLOSED = {"ended_on": "2 November 2026", "end_reason": "Other"}
_REMOVED = {"removed_on": "2 November 2026", "outcome": "Other", "removal_approved_on": "5 November 2026"}

CHECK = Check(
    code="W502",
    name="closing_withdrawn",
    title="A closing taken back",
    severity="warning",
    says="A row leaves blank the closing date, or the removal or its approval, that an earlier list gave.",
    because="The spell is open again as if it had never ended: figures already given change (R21, reopened keeps history).",
    troubled=(
        listed("ehe", _CLOSED, as_at="6 November 2026") + listed("ehe", {}),
        listed("cme", _REMOVED, as_at="6 November 2026")
        + listed("cme", _REMOVED | {"removal_approved_on": None}),
    ),
    untroubled=(
        listed("ehe", _CLOSED, as_at="6 November 2026")
        + listed("ehe", _CLOSED | {"ended_on": "3 November 2026"}),
        listed("ehe", _CLOSED, as_at="6 November 2026") + listed("ehe", {"started_on": "9 November 2026"}),
    ),
)
