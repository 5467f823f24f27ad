"""A typed value off its list."""

from cme_data.checks.check import CellCheck
from cme_data.checks.example import listed
from cme_data.checks.rows import Words, choices
from schemas.register import Column, Register


def _words(register: Register, column: Column) -> Words:
    return Words(
        "{value} stands here, which is none of the values of the list.", f"Choose one{choices(column)}."
    )


CHECK = CellCheck(
    code="C204",
    name="code",
    title="None of the values of the list",
    severity="as the column says",
    says="A value that was given for the whole list is none of the values the column may hold.",
    because="A source that nobody knows would stand beside the real one and never replace it (registers, Who holds what).",
    words=_words,
    troubled=(listed("medical_tuition", {"data_provider": None}, provider="Holly School"),),
    untroubled=(listed("medical_tuition", {"data_provider": None}, provider="malden oaks"),),
)
