"""Cells of an old .xls whose formula failed, such as #REF!: calamine hands them over as empty.

Only so much of the format is read as that takes: the records of each sheet ([MS-XLS]).
"""

import io
import struct
from collections.abc import Iterator

import olefile

from cme_data.workbook.limits import MOST_CELLS, TooLarge

_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_BOF, _EOF, _BOUNDSHEET, _FILEPASS = 0x0809, 0x000A, 0x0085, 0x002F
_FORMULA, _BOOLERR = 0x0006, 0x0205
_VALUES = {_FORMULA, _BOOLERR, 0x0203, 0x0204, 0x00BD, 0x00D6, 0x00FD, 0x027E}  # numbers and texts besides


def failed_cells(data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """For each sheet, what stands at a row and column (both from 0) whose formula failed.

    Raises TooLarge where the cells of a sheet would not fit into memory.
    """
    try:
        book = _workbook_stream(data)
        return {name: _failed(book, start) for name, start in _sheets(book)}
    except (struct.error, OSError, IndexError, ValueError):  # calamine reads it or refuses it
        return {}


def has_password(data: bytes) -> bool:
    """Whether the workbook says that what follows is encrypted."""
    try:
        return any(kind == _FILEPASS for kind, _, _ in _records(_workbook_stream(data), 0))
    except (struct.error, OSError, IndexError, ValueError):
        return False


def _workbook_stream(data: bytes) -> bytes:
    with olefile.OleFileIO(io.BytesIO(data)) as compound:
        for name in ("Workbook", "Book"):
            if compound.exists(name):
                return bytes(compound.openstream(name).read())
    return b""


def _records(book: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """(kind, place, length) of each record to the end of the part that begins here."""
    depth = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        yield kind, at + 4, length
        at += 4 + length


def _sheets(book: bytes) -> Iterator[tuple[str, int]]:
    for kind, at, _ in _records(book, 0):
        if kind == _BOUNDSHEET:
            start, _, letters, wide = struct.unpack_from("<IHBB", book, at)
            name = book[at + 8 : at + 8 + letters * (2 if wide else 1)]
            yield name.decode("utf-16-le" if wide else "latin-1"), start


def _failed(book: bytes, start: int) -> dict[tuple[int, int], str]:
    found = {}
    rows = columns = 0
    for kind, at, _ in _records(book, start):
        if kind not in _VALUES:
            continue
        row, column = struct.unpack_from("<HH", book, at)
        rows, columns = max(rows, row + 1), max(columns, column + 1)
        if kind == _BOOLERR:
            value, is_error = struct.unpack_from("<BB", book, at + 6)
        elif kind == _FORMULA:
            result, value, mark = struct.unpack_from("<BxBxxxH", book, at + 6)
            is_error = result == 2 and mark == 0xFFFF
        else:
            continue
        if is_error:
            found[row, column] = _ERRORS.get(value, "#N/A")
    if rows * columns > MOST_CELLS:
        raise TooLarge(f"a sheet reaches to row {rows:,} and column {columns:,}")
    return found
