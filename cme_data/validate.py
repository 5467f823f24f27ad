"""Typed rows held to the checks: Pandera's failures, and what needs several cells to see.

A row is kept out only when the child cannot be counted rightly with it (registers.md, *Error
or warning*); whatever else is wrong leaves the row in and the cell not recorded.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cme_data.checks import CHECKS
from cme_data.checks.check import CellCheck, RowCheck
from cme_data.checks.rows import Rows
from cme_data.findings import Finding
from cme_data.workbook.rows import Typed
from schemas.register import Column

_ROW_CHECKS = [check for check in CHECKS.values() if isinstance(check, RowCheck)]


@dataclass(slots=True)
class Valid:
    """A sheet's rows after validation: which are kept out (by position), and every finding."""

    typed: Typed
    kept_out: frozenset[int]
    findings: list[Finding]

    @property
    def passed(self) -> int:
        """How many rows can be committed."""
        return len(self.typed.row_numbers) - len(self.kept_out)


def validate(sheets: Sequence[tuple[Typed, Sequence[str | None]]], as_at: Sequence[dt.date]) -> list[Valid]:
    """Validate sheets' typed rows, each with whose its rows are and the day it speaks for.

    Cells that cannot be used and may be blank are emptied in place. Pandera looks at all the
    sheets of a register in one go: its work a column costs more than its work a row.
    """
    begun = [Rows(typed, provider_of, day) for (typed, provider_of), day in zip(sheets, as_at, strict=True)]
    for rows in begun:
        _run(rows, empties=True)
    for together in _together(begun):
        for rows, i, column, rule in _failures(together):
            _fault(rows, i, rows.register.column(column), rule)
    for rows in begun:
        _run(rows, empties=False)
    return [_valid(rows) for rows in begun]


def _run(rows: Rows, *, empties: bool) -> None:
    """The checks of rows that apply; those that empty cells come before Pandera, which looks for blanks."""
    for check in _ROW_CHECKS:
        if check.empties is empties and check.applies(rows.register):
            check.run(rows)


def _together(begun: Iterable[Rows]) -> list[list[Rows]]:
    """Sheets of one register; alone where a value may stand but once in an upload."""
    groups: dict[object, list[Rows]] = defaultdict(list)
    for at, rows in enumerate(begun):
        alone = any(column.unique for column in rows.register.columns)
        groups[at if alone else rows.register.name].append(rows)
    return list(groups.values())


def _failures(sheets: Sequence[Rows]) -> Iterator[tuple[Rows, int, str, str]]:
    """(sheet, position of the row, column, rule) of whatever the register's schema refuses."""
    import pandas as pd

    from schemas.validation import failures

    places = [(rows, i) for rows in sheets for i in range(len(rows.typed.row_numbers))]
    frames = [rows.typed.frame() for rows in sheets]
    frame = frames[0] if len(frames) == 1 else pd.concat(frames)
    frame.index = pd.RangeIndex(len(places))
    for index, column, rule in failures(sheets[0].register, frame):
        yield (*places[int(str(index))], column, rule)


def _fault(rows: Rows, i: int, column: Column, rule: str) -> None:
    """Say what Pandera found, once a cell, and empty a cell that cannot be used."""
    if rule in ("required", "expected") and (rows.typed.row_numbers[i], column.name) in rows.unreadable:
        return
    check = CHECKS[rule]
    assert isinstance(check, CellCheck), rule
    level = check.level(column)
    rows.say(i, column, rule, level, *check.words(rows.register, column))
    if level == "warning" and rule in ("range", "code"):
        rows.columns[column.name][i] = None


def _valid(rows: Rows) -> Valid:
    findings = sorted(rows.findings, key=lambda f: (f.row or 0, f.level, f.column or ""))
    position = {number: i for i, number in enumerate(rows.typed.row_numbers)}
    kept_out = frozenset(position[f.row] for f in findings if f.level == "error" and f.row in position)
    return Valid(rows.typed, kept_out, findings)
