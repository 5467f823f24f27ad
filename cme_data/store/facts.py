"""The uploads that count and their rows, read from the store for `spells.build`.

Distinct rows never change, so a process reads each only once.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from cme_data.people import Identity
from cme_data.spells import Fact, KeptOut, Listing
from schemas import REGISTERS
from schemas.register import Register

Ask = Callable[[str], list[tuple[Any, ...]]]

# R21: a child leaves the CME register on the later of removal and the panel's approval.
_CLOSES = {
    "cme": "CASE WHEN removed_on IS NOT NULL AND removal_approved_on IS NOT NULL"
    " THEN greatest(removed_on, removal_approved_on) END"
}
_SAYS_CLOSED = {"actions": "coalesce(status IN ('Completed', 'Cancelled'), false)"}
_OUTCOMES = {"ehe": "end_reason"}

STANDING = """
    SELECT number, upload, register, provider, as_at, mode
    FROM store.uploads AS u
    WHERE withdrawn_at IS NULL
      AND as_at <= coalesce($known_at, DATE '9999-12-31')
      AND NOT (mode = 'snapshot' AND EXISTS (
          FROM store.uploads AS newer
          WHERE newer.register = u.register AND newer.provider = u.provider
            AND newer.as_at = u.as_at AND newer.mode = 'snapshot'
            AND newer.withdrawn_at IS NULL AND newer.number > u.number))
    ORDER BY as_at, number
"""


def event_columns(register: Register) -> list[str]:
    """The columns that tell one event from another: a number, else all that is required."""
    unique = [column.name for column in register.columns if column.unique]
    return unique or [column.name for column in register.columns if column.required]


def event_text(register: Register) -> str:
    """The same as one SQL text, to compare events by."""
    return " || '/' || ".join(f"coalesce(\"{name}\"::VARCHAR, '')" for name in event_columns(register))


def _day(column: str) -> str:
    return f"({column}) - DATE '1970-01-01'"


def _facts_sql(register: Register, after: int) -> str:
    columns = {column.name for column in register.columns}
    closes = _CLOSES.get(register.name, f'"{register.closes}"' if register.closes else "NULL::DATE")
    outcome = _OUTCOMES.get(register.name, "outcome" if "outcome" in columns else "NULL")
    whole = register.child == "full" and not any(c.unique for c in register.columns)
    return f"""
        SELECT content_id, upn_key, record_number, surname_key, forename_key,
            {_day("date_of_birth")}, {_day(f'"{register.opens}"')}, {_day(closes)}, {outcome},
            {"NULL" if whole else event_text(register)},
            {_SAYS_CLOSED.get(register.name, "false")}
        FROM store.contents WHERE register = '{register.name}' AND content_id > {after}
    """


class Facts:
    """A memory of rows and lists, filled from the store as they come."""

    def __init__(self) -> None:
        self._facts: dict[int, Fact] = {}
        self._lists: dict[int, list[int]] = {}
        self._kept_out: dict[int, list[KeptOut]] = {}
        self._newest = 0

    def forget_after(self, content: int, number: int) -> None:
        """Forget rows and uploads past these, where their transaction was rolled back."""
        self._facts = {c: fact for c, fact in self._facts.items() if c <= content}
        self._lists = {n: rows for n, rows in self._lists.items() if n <= number}
        self._kept_out = {n: rows for n, rows in self._kept_out.items() if n <= number}
        self._newest = min(self._newest, content)

    @property
    def newest(self) -> tuple[int, int]:
        """The highest content and upload number remembered."""
        return self._newest, max(self._lists, default=0)

    def listings(self, ask: Ask, standing: list[tuple[Any, ...]]) -> list[Listing]:
        """The uploads that count, as `spells.build` wants them."""
        self._read(ask)
        return [
            Listing(
                number,
                register,
                provider,
                (as_at - dt.date(1970, 1, 1)).days,
                mode == "snapshot",
                [self._facts[content] for content in self._lists.get(number, ())],
                self._kept_out.get(number, ()),
            )
            for number, _, register, provider, as_at, mode in standing
        ]

    def _read(self, ask: Ask) -> None:
        last_list = max(self._lists, default=0)
        for register in REGISTERS.values():
            for content, upn, record, surname, forename, born, opened, closed, outcome, key, says in ask(
                _facts_sql(register, self._newest)
            ):
                identity = Identity(upn, record, surname, forename, born)
                self._facts[content] = Fact(content, identity, opened, closed, outcome, (key,), says)
        self._newest = max(self._facts, default=0)
        lists: dict[int, list[int]] = defaultdict(list)
        for number, content in ask(
            f"SELECT number, content_id FROM store.listed WHERE number > {last_list} ORDER BY number, sheet_row"
        ):
            lists[number].append(content)
        self._lists.update(lists)
        for number, upn, record, surname, forename, born, opened, event in ask(
            f"""SELECT number, upn_key, record_number, surname_key, forename_key,
                {_day("date_of_birth")}, {_day("opened_on")}, event
            FROM store.kept_out WHERE number > {max(self._kept_out, default=0)}"""
        ):
            identity = Identity(upn, record, surname, forename, born)
            self._kept_out.setdefault(number, []).append(KeptOut(identity, opened, (event,)))
