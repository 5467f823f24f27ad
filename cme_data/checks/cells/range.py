"""A number that cannot be."""

from cme_data.checks.check import CellCheck
from cme_data.checks.example import listed
from cme_data.checks.rows import Words
from schemas.register import Column, Register


def _words(register: Register, column: Column) -> Words:
    return Words(
        f"{{value}} stands here; a number from {column.low or 0:g} to {column.high or 0:g} was expected.",
        "Put the right number, or leave the cell empty: it counts as not recorded.",
    )


CHECK = CellCheck(
    code="C205",
    name="range",
    title="Out of range",
    severity="as the column says",
    says="A number is smaller or larger than it can be: hours 0 to 60, attendance 0 to 100, days absent 0 to 200.",
    because="A blank is not recorded and never 0 (R20); an impossible number is no better known than a blank.",
    words=_words,
    troubled=(listed("cme", {"hours_per_week": 75}), listed("virtual_school", {"attendance": 101})),
    untroubled=(
        listed("cme", {"hours_per_week": 60}),
        listed("cme", {"hours_per_week": 0}),
        listed("virtual_school", {"attendance": 100}),
    ),
)
