"""A date before the one it follows."""

from cme_data.checks.check import CellCheck
from cme_data.checks.example import listed
from cme_data.checks.rows import Words
from schemas.register import Column, Register


def _words(register: Register, column: Column) -> Words:
    other = register.column(column.not_before or column.name).label.lower()
    return Words(
        f"{{value}} stands here, a day before {other}.",
        f"Put {column.label.lower()} on or after {other}, or correct that date.",
    )


CHECK = CellCheck(
    code="C301",
    name="date_order",
    title="Dates in the wrong order",
    severity="as the column says",
    says="A closing is before its opening, or the date added before the date identified, or a due date before its agreement.",
    because=(
        "A spell that ends before it begins cannot be counted, and its row is kept out; the others are slips that "
        "leave the count right (registers, Error or warning)."
    ),
    words=_words,
    troubled=(
        listed(
            "ehe", {"started_on": "7 September 2026", "ended_on": "6 September 2026", "end_reason": "Other"}
        ),
        listed("cme", {"identified_on": "8 September 2026", "added_on": "7 September 2026"}),
        listed("actions", {"agreed_on": "8 September 2026", "due_on": "7 September 2026"}),
    ),
    untroubled=(
        listed(
            "ehe", {"started_on": "7 September 2026", "ended_on": "7 September 2026", "end_reason": "Other"}
        ),
        listed("cme", {"identified_on": "7 September 2026", "added_on": "7 September 2026"}),
    ),
)
