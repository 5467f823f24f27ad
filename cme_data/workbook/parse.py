"""A file's bytes to rows of cells: the part of reading that runs in a process of its own."""

import io
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from cme_data.errors import NotAWorkbook
from cme_data.workbook import package
from cme_data.workbook.failed import failed_cells
from cme_data.workbook.limits import TooLarge
from cme_data.workbook.prescan import OwnDefinitions
from cme_data.workbook.protected import opened
from cme_data.workbook.separated import NotSeparated, separated
from cme_data.workbook.sheet import OLE, Cell

Rows = Iterable[list[Cell]]

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def parse(data: bytes, file_name: str) -> Iterator[tuple[str, bool, Rows]]:
    """Each sheet's name, whether it is hidden, and its rows, all of one width.

    Raises NotAWorkbook with the sentence to show.
    """
    if not data.strip():
        raise NotAWorkbook(f"{file_name} is empty: export or save it again.")
    if data.startswith((b"PK\x03\x04", OLE)):
        return _workbook(opened(data, file_name, None), file_name)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise NotAWorkbook(
            f"{file_name} is a web page or an XML file whatever its name says: open it in your spreadsheet"
            " program, save it as .xlsx and upload that."
        )
    if data.startswith(b"%PDF") or (b"\x00" in data and not data.startswith(_UTF16)):
        raise NotAWorkbook(
            f"{file_name} is not a spreadsheet that can be read: save it as .xlsx, .xls, .ods or .csv."
        )
    try:
        rows: list[list[Cell]] = [list(row) for row in separated(data)]
    except NotSeparated as reason:
        raise NotAWorkbook(f"{file_name}, {reason}") from None
    except TooLarge as reason:
        raise NotAWorkbook(too_large(file_name, reason)) from None
    return iter([(file_name.rsplit(".", 1)[0], False, rows)])


def too_large(file_name: str, reason: object) -> str:
    """The sentence for a file that costs too much."""
    return (
        f"{file_name} is too large to be read, as {reason}: delete the rows and columns beyond the list,"
        " save it and upload it again."
    )


def _workbook(data: bytes, file_name: str) -> Iterator[tuple[str, bool, Rows]]:
    try:
        failed: dict[str, dict[tuple[int, int], str]] = {}
        if data.startswith(OLE):
            failed = failed_cells(data)
        else:
            data = _package(data, file_name)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for meta in book.sheets_metadata:
            if meta.typ == SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_name(meta.name)
                rows = _rows(sheet, failed.get(meta.name, {}))
                yield meta.name, meta.visible != SheetVisibleEnum.Visible, rows
    except TooLarge as reason:
        raise NotAWorkbook(too_large(file_name, reason)) from None
    except OwnDefinitions:
        raise NotAWorkbook(
            f"{file_name} holds definitions of its own (<!DOCTYPE or <!ENTITY), as no spreadsheet program"
            " writes them: open it, save it as .xlsx and upload that."
        ) from None
    except (CalamineError, zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError,
            RuntimeError, OSError, EOFError, ValueError, KeyError) as error:  # fmt: skip
        if "password" in str(error).casefold() or "encrypt" in str(error).casefold():
            raise _locked(file_name) from None
        raise NotAWorkbook(
            f"{file_name} is damaged or not a spreadsheet: open it, save it as .xlsx and upload that."
        ) from None


def _package(data: bytes, file_name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if package.is_binary(parts):
            raise NotAWorkbook(f"{file_name} is an Excel binary workbook: save it as .xlsx and upload that.")
        if package.is_locked(parts):
            raise _locked(file_name)
        return package.mended(parts, data)


def _locked(file_name: str) -> NotAWorkbook:
    return NotAWorkbook(
        f"{file_name} is protected by a password in a way that cannot be opened here: save it without one"
        " and upload that."
    )


def _rows(sheet: CalamineSheet, failed: dict[tuple[int, int], str]) -> Iterator[list[Cell]]:
    """Its rows from row 1 and column A on, with what stands in cells that calamine sees as empty."""
    left: list[Cell] = [""] * (sheet.start[1] if sheet.start else 0)
    ends = sheet.end[1] + 1 if sheet.end and sheet.height else 0
    width = max(ends, *(column + 1 for _, column in failed), 0)
    right: list[Cell] = [""] * (width - ends)
    merged = _merged_down(sheet)
    held: dict[int, tuple[int, Cell]] = {}  # by column: the last row of a merged range, and what stands in it
    number = 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [*left, *row, *right] if left or right else row
        for column in range(width) if failed else ():
            cells[column] = failed.get((number - 1, column), cells[column])
        held |= {column: (last, cells[column]) for column, last in merged.get(number - 1, ())}
        under = {
            column: cell
            for column, (last, cell) in held.items()
            if number - 1 <= last and cells[column] == ""
        }
        own = sum(cell != "" for cell in cells) if under else 0
        if own >= len(under):  # else the row is blank, or more of the one above
            for column, cell in under.items():
                cells[column] = cell
        yield cells
    for beyond in range(number, max((row + 1 for row, _ in failed), default=0)):
        yield [failed.get((beyond, column), "") for column in range(width)]


def _merged_down(sheet: CalamineSheet) -> dict[int, list[tuple[int, int]]]:
    """By first row, the column and the last row of each cell merged with those below: it stands in every row."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (first, left), (last, right) in sheet.merged_cell_ranges or ():
        if first < last and left == right <= (sheet.end[1] if sheet.end else -1):
            found[first].append((left, last))
    return found
