"""A column that goes with another."""

from cme_data.checks.check import CellCheck
from cme_data.checks.example import listed
from cme_data.checks.rows import Words, choices
from schemas.register import Column, Register


def _words(register: Register, column: Column) -> Words:
    other = register.column(column.expected_with or column.name)
    values = " or ".join(column.expected_values)
    return Words(
        f"nothing stands here, though {other.label.lower()} is {values or 'filled in'}.",
        f"Fill in {column.label.lower()}{choices(column)}.",
    )


CHECK = CellCheck(
    code="W203",
    name="expected",
    title="Blank, though something was expected",
    severity="warning",
    says="A cell is blank though another cell of the row asks for it: an outcome, a completion or a target date.",
    because="The child is counted all the same; what became of the child is not known (registers, Error or warning).",
    words=_words,
    troubled=(
        listed("cme", {"transition_agreed": "Yes", "hours_per_week": 10, "full_time_due": None}),
        listed("actions", {"status": "Completed", "completed_on": None}),
        listed("ehe", {"ended_on": "1 October 2026", "end_reason": None}),
    ),
    untroubled=(
        listed("cme", {"transition_agreed": "No", "full_time_due": None}),
        listed("actions", {"status": "Completed", "completed_on": "10 September 2026"}),
    ),
)
