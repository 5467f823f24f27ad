"""A look at each part of a package before a parser sees it: what would fill the memory, what needs mending.

Parts are looked at in pieces, as they unpack, so that a part of any length costs no more memory than one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, NamedTuple

from cme_data.workbook.limits import MOST_CELLS, TooLarge

_PIECE = 1 << 20
_OWN_DEFINITIONS = (b"<!DOCTYPE", b"<!ENTITY")
_BEGINS = re.compile(rb"<(\w{1,20}:)?sheetData\b|<table:table\b")


class Marks(NamedTuple):
    """How one writer marks the rows and cells of an .xlsx, whose names may all carry a prefix."""

    row_begins: bytes
    value_ends: tuple[bytes, ...]  # the last is a formula's: those that share one come after it
    numbered: re.Pattern[bytes]
    two_letters: re.Pattern[bytes]
    far_column: re.Pattern[bytes]
    no_result: re.Pattern[bytes]
    failed: re.Pattern[bytes]


@lru_cache(maxsize=8)
def marks(prefix: bytes) -> Marks:
    """The marks of a writer with this prefix, such as `x:`, or with none."""
    x = re.escape(prefix)
    return Marks(
        b"<%brow" % prefix,
        tuple(b"</%b%b>" % (prefix, name) for name in (b"v", b"is", b"f")),
        re.compile(rb"<%brow\b[^<>]*?\sr=[\"'](\d+)" % x),
        re.compile(rb"<%bc r=\"[A-Z]{2}" % x),
        re.compile(rb"<%bc r=\"([A-Z]{2,3})\d+\"(?:[^<>]*[^<>/])?>" % x),
        re.compile(
            rb"(<%bc\b[^<>/]*)>\s*<%bf\b(?:[^<>]*/>|[^<>]*>([^<]*)</%bf>)\s*"
            rb"(?:<%bv\s*/>|<%bv></%bv>)?\s*</%bc>" % ((x,) * 7)
        ),
        re.compile(rb"(<%bc\b[^<>]*?\bt=)(?:\"e\"|'e')" % x),
    )


ODS_NO_RESULT = re.compile(
    rb"(<table:(?:covered-)?table-cell\b)(?![^<>]*\soffice:value-type=)"
    rb'(?=[^<>]*\stable:formula="(?:\w+:)?([^"<>]*)")'
)
"""The same of an .ods: the beginning of the cell, the formula."""


class OwnDefinitions(Exception):
    """A part defines entities of its own, as no spreadsheet program does: a few lines can swell without end."""


@dataclass(slots=True)
class Found:
    """What one part holds."""

    rows: int = 0  # to the last with anything in it
    columns: int = 26  # or more: those of one letter are not told apart
    faulty: bool = False  # with cells that a parser would hand over as empty
    pieces: int = 1  # to the last with anything in it
    blank: int = 0  # bytes of rows after that
    is_ods: bool = False
    prefix: bytes = b""


def pieces(part: IO[bytes]) -> Iterator[bytes]:
    """A part in pieces: whole rows where it is a sheet, whole tags elsewhere."""
    held, row_begins = b"", b""
    while more := part.read(max(_PIECE, len(held))):
        held += more
        if not row_begins and (begins := _begins(held)):
            row_begins = b"<table:table-row" if b"table:" in begins[0] else marks(begins[1] or b"").row_begins
        end = held.rfind(row_begins) if row_begins else held.rfind(b">") + 1
        if end > 0:
            yield held[:end]
            held = held[end:]
    if held:
        yield held


def look_through(part: IO[bytes]) -> Found:
    """What a part holds; raises OwnDefinitions, or TooLarge where its cells would not fit into memory."""
    found, row, begun, formulas = Found(), 0, False, False
    for number, piece in enumerate(pieces(part), 1):
        if any(mark in piece for mark in _OWN_DEFINITIONS):
            raise OwnDefinitions
        if not begun and (begins := _begins(piece)):
            begun, found.is_ods, found.prefix = True, b"table:" in begins[0], begins[1] or b""
        if not begun:
            continue
        if found.is_ods:
            found.faulty = found.faulty or _ods_faulty(piece)
            continue
        by = marks(found.prefix)
        ends = [piece.rfind(end) for end in by.value_ends]
        last_value, formulas = max(ends), formulas or ends[-1] >= 0
        if last_value < 0:
            found.blank += len(piece)
            continue
        of_value = by.numbered.match(piece, max(0, piece.rfind(by.row_begins, 0, last_value)))
        row = int(of_value[1]) if of_value else row
        found.rows, found.pieces, found.blank = row, number, 0
        if by.two_letters.search(piece):
            far = {_number(letters) for letters in set(by.far_column.findall(piece))}
            found.columns = max(found.columns, *far, 0)
        failed = b't="e"' in piece or b"t='e'" in piece
        found.faulty = found.faulty or failed or (formulas and bool(by.no_result.search(piece)))
    if found.rows * found.columns > MOST_CELLS:
        beyond_z = f" and column {found.columns:,}" if found.columns > 26 else ""
        raise TooLarge(f"a sheet reaches to row {found.rows:,}{beyond_z}")
    return found


def _begins(piece: bytes) -> re.Match[bytes] | None:
    return _BEGINS.search(piece) if b"sheetData" in piece or b"<table:table" in piece else None


def _ods_faulty(piece: bytes) -> bool:
    return b'calcext:value-type="error"' in piece or (
        b"table:formula" in piece and ODS_NO_RESULT.search(piece) is not None
    )


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
