"""Cells of an old .xls whose formula failed, such as #REF!: calamine hands them over as empty.

Only so much of the format is read as that takes: the compound file's chain of sectors, then the
records of each sheet ([MS-CFB], [MS-XLS]).
"""

import struct
from collections.abc import Iterator

_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_BOF, _BOUNDSHEET, _FORMULA, _BOOLERR = 0x0809, 0x0085, 0x0006, 0x0205
_END = 0xFFFFFFFA  # this and above are marks, not sectors


def failed_cells(data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """For each sheet, what stands at a row and column (both from 0) whose formula failed."""
    try:
        book = _workbook_stream(data)
        return {name: dict(_failed(book, start)) for name, start in _sheets(book)}
    except (struct.error, IndexError, ValueError):  # an older layout: calamine reads it or refuses it
        return {}


def _workbook_stream(data: bytes) -> bytes:
    shift: int = struct.unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):  # sectors of 512 or 4,096 bytes: there are no others
        return b""
    size = 1 << shift
    first_directory: int = struct.unpack_from("<I", data, 48)[0]
    in_tables = [sector for sector in struct.unpack_from("<109I", data, 76) if sector < _END]
    more: int = struct.unpack_from("<I", data, 68)[0]
    while more < _END and len(in_tables) < len(data) // size:
        *sectors, more = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        in_tables += [sector for sector in sectors if sector < _END]
    following: list[int] = []
    for sector in in_tables:
        following += struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)

    def chain(sector: int) -> bytes:
        parts: list[bytes] = []
        while sector < _END and len(parts) <= len(following):
            parts.append(data[(sector + 1) * size : (sector + 2) * size])
            sector = following[sector]
        return b"".join(parts)

    directory = chain(first_directory)
    for at in range(0, len(directory), 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        if directory[at : at + max(0, length - 2)].decode("utf-16-le") in ("Workbook", "Book"):
            return chain(struct.unpack_from("<I", directory, at + 116)[0])
    return b""


def _records(book: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """(kind, place, length) of each record to the end of the part that begins here."""
    depth = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        if kind == _BOF:
            depth += 1
        elif kind == 0x000A:
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


def _failed(book: bytes, start: int) -> Iterator[tuple[tuple[int, int], str]]:
    for kind, at, _ in _records(book, start):
        if kind == _BOOLERR:
            row, column, _, value, is_error = struct.unpack_from("<HHHBB", book, at)
        elif kind == _FORMULA:
            row, column, result, value, mark = struct.unpack_from("<HH2xBxB3xH", book, at)
            is_error = result == 2 and mark == 0xFFFF
        else:
            continue
        if is_error:
            yield (row, column), _ERRORS.get(value, "#N/A")
