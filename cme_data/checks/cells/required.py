"""A column that a register cannot do without."""

from cme_data.checks.check import CellCheck
from cme_data.checks.example import listed
from cme_data.checks.rows import Words, choices
from schemas.register import Column, Register


def _words(register: Register, column: Column) -> Words:
    return Words(
        f"nothing stands here, and a row without {column.label.lower()} cannot be counted.",
        f"Fill in {column.label.lower()}{choices(column)}.",
    )


CHECK = CellCheck(
    code="E202",
    name="required",
    title="Blank, though a row needs it",
    severity="error",
    says="A cell is blank in a column that is required.",
    because="Without it the child cannot be counted rightly, so the row is kept out (registers, Error or warning).",
    words=_words,
    troubled=(listed("cme", {"borough": None}), listed("actions", {"due_on": None})),
    untroubled=(listed("cme", {"borough": "Out of borough"}), listed("cme", {"upn": None})),
)
