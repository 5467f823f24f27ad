"""One column's cells to typed values; what cannot be read with certainty is said, never guessed.

Columns repeat their values, so each distinct cell is read once.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from cme_data.choices import value_key
from cme_data.workbook import dates, hours
from cme_data.workbook.read import Cell
from cme_data.workbook.text import as_text, clean
from cme_data.workbook.upn import normalised
from schemas.register import Column

_EXCEL_ERROR = re.compile(
    r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|GETTING_DATA|UNKNOWN!|BUSY!)"
    r"|Err:\d{3}|#{3,}|=\S.*"  # the last a formula whose result was not saved
)
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?) ?(%?)", re.ASCII)
_WHOLE_AS_TEXT = re.compile(r"^(\d+)\.0+$", re.ASCII)  # 12345.0 in a csv is the 12345 of a workbook
_DIGIT = re.compile("[1-9]")
_BAD = object()
_EQUAL_ACROSS = (int, float, bool)  # 1 == 1.0 == True, though they read differently


@dataclass(slots=True)
class Parsed:
    """A column's typed values, and the rows (by position) whose cell needs a word."""

    values: list[Any]
    bad: list[int] = field(default_factory=list)
    full_time: list[int] = field(default_factory=list)
    filled: list[int] = field(default_factory=list)  # blanks that count as the column's `blank`


def parse_column(
    column: Column,
    cells: Sequence[Cell],
    heading: str = "",
    chosen: Mapping[str, str] = MappingProxyType({}),
) -> Parsed:
    """Typed values of a column's cells: dates, floats, ints or texts; None where blank or unreadable.

    A blank, but not an unreadable cell, becomes the column's `blank`; only where that is Unknown is
    the unreadable as unknown as the blank. `chosen` holds written values (`value_key`) whose code a person settled.
    """
    read = _reader(column, heading, chosen)
    kinds = set(map(type, cells))
    keys: Sequence[Any] = cells
    if sum(kind in kinds for kind in _EQUAL_ACROSS) > 1:
        keys = [(cell.__class__, cell) for cell in cells]
        table = {key: read(key[1]) for key in set(keys)}
    else:
        table = {cell: read(cell) for cell in set(cells)}
    bad = {key for key, value in table.items() if value is _BAD}
    blank = {key for key, value in table.items() if value is None} if column.blank is not None else set()
    full_time = {c for c in table if hours.says_full_time(c)} if column.kind == "hours" else set()
    table |= dict.fromkeys(bad, column.blank if column.blank == "Unknown" else None)
    table |= dict.fromkeys(blank, column.blank)
    return Parsed(
        [table[key] for key in keys], _among(keys, bad), _among(keys, full_time), _among(keys, blank)
    )


def expected(column: Column, heading: str = "") -> str:
    """What a cell of the column should hold, for a sentence."""
    if column.kind == "date":
        return dates.EXPECTED
    if column.kind == "hours":
        return hours.EXPECTED
    if column.kind == "number":
        return "a number such as 93.5" + (
            " (a percentage may be written 93.5%)" if column.high == 100 else ""
        )
    if column.kind == "whole":
        return "a whole number"
    if column.kind == "upn":
        return "a UPN such as F314999926001"
    codes = column.codes_under(heading)
    if codes is not None:
        values = codes.values
        return (
            "one of " + ", ".join(values[:8]) + (f" … ({len(values)} in the list)" if len(values) > 8 else "")
        )
    return "a number of the central system" if column.name == "record_number" else "text"


def _among(keys: Sequence[Any], some: set[Any]) -> list[int]:
    return [i for i, key in enumerate(keys) if key in some] if some else []


def _reader(column: Column, heading: str, chosen: Mapping[str, str]) -> Callable[[Cell], Any]:
    if column.kind == "date":
        return _unless_blank(dates.read_date)
    if column.kind == "hours":
        return _unless_blank(hours.read_hours)
    if column.kind == "number":
        return _unless_blank(_per_cent if column.high == 100 else _number)
    if column.kind == "whole":
        return _unless_blank(_whole)
    codes = column.codes_under(heading)
    if codes is not None:
        if chosen:
            return _unless_blank(lambda text: codes.read(text) or chosen.get(value_key(text)), as_text)
        return _unless_blank(codes.read, as_text)
    if column.kind == "upn":
        return _unless_blank(lambda text: _with_digits(normalised(text)), as_text)
    if column.name == "record_number":
        return _unless_blank(lambda text: _with_digits(_WHOLE_AS_TEXT.sub(r"\1", text)), as_text)
    if column.name in ("surname", "forename"):
        return _unless_blank(_name, as_text)
    return _unless_blank(lambda text: text, as_text)


def _unless_blank(
    read: Callable[[Any], Any], otherwise: Callable[[Cell], Any] = lambda cell: cell
) -> Callable[[Cell], Any]:
    """None for a blank cell, `_BAD` for one that `read` makes None of; `otherwise` prepares what is no text."""

    def reader(cell: Cell) -> Any:
        if not isinstance(cell, str):
            value = read(otherwise(cell))
        else:
            text = clean(cell)
            if not text:
                return None
            if text[0] in "#E=" and _EXCEL_ERROR.fullmatch(text):
                return _BAD
            value = read(text)
        return _BAD if value is None else value

    return reader


def _with_digits(text: str) -> str | None:
    """A number, but not "n/a", "tbc" or "0": as a key those would make one child of many."""
    return text if _DIGIT.search(text) else None


def _name(text: str) -> str | None:
    """Any name, Null and None among them, but not a dash or a question mark."""
    return text if text.isalpha() or any(map(str.isalnum, text)) else None


def _number(cell: Cell) -> float | None:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return float(cell)
    match = _NUMBER.fullmatch(as_text(cell))
    return float(match[1]) if match else None


def _per_cent(cell: Cell) -> float | None:
    """93.5 or 93.5%; not 0.935 or 1, which may be a whole 93.5 or 100 per cent as a spreadsheet keeps it."""
    number = _number(cell)
    certain = isinstance(cell, str) and cell.endswith("%")
    return None if number is not None and 0 < number <= 1 and not certain else number


def _whole(cell: Cell) -> int | None:
    number = _number(cell)
    return int(number) if number is not None and number.is_integer() else None
