"""The rows of a list while they are being checked, and what is said of them."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import count
from typing import Any, NamedTuple

from cme_data.findings import Finding, Level
from cme_data.workbook.typed import Typed
from cme_data.workbook.upn import upn_is_key
from schemas import REGISTERS
from schemas.register import Column


class Words(NamedTuple):
    """What was found at a cell (`{value}` is what stands there) and how to mend it."""

    said: str
    fix: str


class Rows:
    """Typed rows with their register, the day they speak for and whose each is."""

    def __init__(self, typed: Typed, provider_of: Sequence[str | None], as_at: dt.date) -> None:
        self.typed, self.provider_of, self.as_at = typed, provider_of, as_at
        self.register = REGISTERS[typed.register]
        self.columns = typed.columns
        self.findings = list(typed.findings)
        self.unreadable = {(f.row, f.column) for f in typed.findings if f.rule == "unreadable"}

    def across(self, *names: str) -> Iterator[tuple[Any, ...]]:
        """Position and values of some columns, row by row."""
        return zip(count(), *(self.columns[name] for name in names))

    def still_open(self, *names: str) -> Iterator[tuple[Any, ...]]:
        """The same of the rows that are open at the end of the day the list speaks for."""
        return (row for row, is_open in zip(self.across(*names), self._open, strict=False) if is_open)

    @cached_property
    def closed(self) -> list[dt.date | None]:
        """When each row closed; one of the CME register on the later of removal and approval (R21)."""
        closes = self.register.closes
        if closes is None:
            return [None] * len(self.typed.row_numbers)
        if "removal_approved_on" not in self.columns:
            return self.columns[closes]
        return [
            max(removed, approved) if removed and approved else None
            for removed, approved in zip(
                self.columns[closes], self.columns["removal_approved_on"], strict=True
            )
        ]

    @cached_property
    def valid_upns(self) -> list[str | None]:
        """The UPN of each row where it is a key."""
        return [upn if upn and upn_is_key(upn) else None for upn in self.columns["upn"]]

    @cached_property
    def _open(self) -> list[bool]:
        return [
            opened is not None and opened <= self.as_at and (closed is None or closed > self.as_at)
            for opened, closed in zip(self.columns[self.register.opens], self.closed, strict=True)
        ]

    def say(self, i: int, column: Column, rule: str, level: Level, said: str, fix: str) -> None:
        """One finding at one cell."""
        cell, value = self.typed.cell(i, column.name), self.typed.raw(i, column.name)
        number = self.typed.row_numbers[i]
        where = f"{self.typed.sheet}, {'cell ' + cell if cell else f'row {number}'}"
        stands = f"“{value}”" if value else "an empty cell"
        self.findings.append(
            Finding(
                level=level, rule=rule, sheet=self.typed.sheet, row=number, cell=cell, column=column.name,
                value=value, message=f"{where}, {column.label}: {said.replace('{value}', stands)}", fix=fix,
            )
        )  # fmt: skip


def written(day: dt.date) -> str:
    """A day in a sentence: 21 November 2026."""
    return f"{day.day} {day:%B %Y}"


def choices(column: Column) -> str:
    """The values of a column's list, for the end of a sentence; nothing where there is no list."""
    if column.codes is None:
        return ""
    values = column.codes.values
    return ": " + ", ".join(values[:8]) + (" …" if len(values) > 8 else "")
