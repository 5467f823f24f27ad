"""One column's cells to typed values; what cannot be read with certainty is said, never guessed.

Columns repeat their values, so each distinct cell is read once.
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from cme_data.workbook import dates, hours
from cme_data.workbook.read import Cell
from cme_data.workbook.upn import normalised
from schemas.codes.codelist import Codelist
from schemas.register import Column

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_EXCEL_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})
_BAD = object()


@dataclass(slots=True)
class Parsed:
    """A column's typed values, and the rows (by position) whose cell could not be read."""

    values: list[Any]
    bad: list[int] = field(default_factory=list)
    full_time: list[int] = field(default_factory=list)
    filled: list[int] = field(default_factory=list)  # blanks that count as the column's `blank`


def parse_column(column: Column, cells: Sequence[Cell], heading: str = "") -> Parsed:
    """Typed values of a column's cells: dates, floats, ints or texts; None where blank or unreadable."""
    read = _reader(column, heading)
    known: dict[Any, Any] = {}
    values = []
    bad: list[int] = []
    filled: list[int] = []
    full_time: list[int] = []
    may_be_full_time = column.kind == "hours"
    for i, cell in enumerate(cells):
        key = (cell.__class__, cell)
        value = known.get(key, known)
        if value is known:
            value = known[key] = read(cell)
        if value is _BAD:
            bad.append(i)
            value = None
        elif value is None and column.blank is not None:
            filled.append(i)
            value = column.blank
        elif may_be_full_time and value == hours.FULL_TIME and hours.says_full_time(cell):
            full_time.append(i)
        values.append(value)
    return Parsed(values, bad, full_time, filled)


def expected(column: Column) -> str:
    """What a cell of the column should hold, for a sentence."""
    if column.kind == "date":
        return dates.EXPECTED
    if column.kind == "hours":
        return hours.EXPECTED
    if column.kind == "number":
        return "a number"
    if column.kind == "whole":
        return "a whole number"
    if column.codes is not None:
        values = column.codes.values
        return "one of " + ", ".join(values[:8]) + (f" … ({len(values)} in the list)" if len(values) > 8 else "")
    return "text"


def _reader(column: Column, heading: str) -> Callable[[Cell], Any]:
    if column.kind == "date":
        return _or_blank(dates.read_date)
    if column.kind == "hours":
        return _or_blank(hours.read_hours)
    if column.kind == "number":
        return _or_blank(_number)
    if column.kind == "whole":
        return _or_blank(_whole)
    if column.codes is not None:
        return _or_blank(_code(column.codes_under(heading) or column.codes))
    if column.kind == "upn":
        return _or_blank(lambda cell: normalised(as_text(cell)))
    return _or_blank(lambda cell: cell if cell.__class__ is str else as_text(cell))


def _or_blank(read: Callable[[Any], Any]) -> Callable[[Cell], Any]:
    """Blank cells are None; what the reader makes None of is bad."""

    def reader(cell: Cell) -> Any:
        if isinstance(cell, str):
            if not cell.isprintable():
                cell = _CONTROL.sub("", cell).replace("\xa0", " ").replace("\u200b", "")
            cell = cell.strip()
            if not cell:
                return None
            if cell in _EXCEL_ERRORS:
                return _BAD
        value = read(cell)
        return _BAD if value is None else value

    return reader


def as_text(cell: Cell) -> str:
    """A cell as a person reads it: 12345 for 12345.0, a date day first."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        return f"{cell:%d/%m/%Y}" if cell.time() == dt.time() else f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, dt.date):
        return f"{cell:%d/%m/%Y}"
    return _CONTROL.sub("", str(cell)).replace("\xa0", " ").strip()


def _code(codes: Codelist) -> Callable[[Cell], str | None]:
    def read(cell: Cell) -> str | None:
        return codes.read(as_text(cell))

    return read


def _number(cell: Cell) -> float | None:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return float(cell)
    text = as_text(cell)
    if text.endswith("%"):
        text = text[:-1].strip()
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None


def _whole(cell: Cell) -> int | None:
    number = _number(cell)
    return int(number) if number is not None and number.is_integer() else None
