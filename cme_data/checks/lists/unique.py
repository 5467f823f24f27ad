"""A value that may stand but once in a list."""

from cme_data.checks.check import CellCheck
from cme_data.checks.example import listed
from cme_data.checks.rows import Words
from schemas.register import Column, Register


def _words(register: Register, column: Column) -> Words:
    return Words("{value} stands here and in another row.", f"Give each row its own {column.label.lower()}.")


CHECK = CellCheck(
    code="E401",
    name="unique",
    title="Stands more than once",
    severity="error",
    says="An action number or a meeting date stands twice in one list.",
    because="The number is what an action is followed by from list to list: two rows with one are one (registers, actions).",
    words=_words,
    troubled=(
        listed("actions", {"action_id": "5"}, {"action_id": "5"}),
        listed("meetings", {"held_on": "12 November 2026"}, {"held_on": "12/11/2026"}),
    ),
    untroubled=(listed("actions", {"action_id": "5"}, {"action_id": "6"}),),
)
