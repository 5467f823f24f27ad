"""A row that does not say which child it is about."""

from collections.abc import Iterator
from dataclasses import dataclass

from cme_data.checks.check import CellCheck, RowCheck, Trouble
from cme_data.checks.example import listed
from cme_data.checks.rows import Rows, Words
from cme_data.workbook.upn import upn_is_key
from schemas.register import Column, Register

_FIX = "Give the UPN, or the record number, or surname, forename and date of birth."


def _words(register: Register, column: Column) -> Words:
    return Words("the row does not say which child it is about.", _FIX)


def _look(rows: Rows) -> Iterator[Trouble]:
    """A UPN that is wrong or temporary finds nobody: the row needs another key."""
    for i, upn, record, *name in rows.across("upn", "record_number", "surname", "forename", "date_of_birth"):
        if upn and not upn_is_key(upn) and not record and not all(name):
            yield Trouble(
                i,
                "upn",
                "{value} stands here, a temporary or wrong UPN, which tells no child from another.",
                _FIX,
            )


@dataclass(frozen=True, kw_only=True)
class _Findable(CellCheck, RowCheck):
    """Pandera finds the rows without any key, and a look those whose only key is none."""


CHECK = _Findable(
    code="E211",
    name="findable",
    title="Not enough to find the child by",
    severity="error",
    says="An action or an enquiry has no valid UPN, no record number and no whole name with a date of birth.",
    because="Nobody could tell whose action it is (registers, Child columns); a temporary UPN is no key (R7).",
    words=_words,
    look=_look,
    columns=("upn",),
    registers=("actions", "enquiries"),
    troubled=(
        listed("actions", {"surname": "Smith", "forename": "Ann", "date_of_birth": None}),
        listed("enquiries", {"upn": "E31499992601A"}),
    ),
    untroubled=(
        listed(
            "enquiries",
            {"upn": "E31499992601A", "surname": "Smith", "forename": "Ann", "date_of_birth": "5 May 2014"},
        ),
        listed("actions", {"upn": "F314999926001"}),
        listed("enquiries", {"record_number": "77"}),
        listed("enquiries", {"upn": "E31499992601A", "record_number": "77"}),
    ),
)
