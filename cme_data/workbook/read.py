"""A file's bytes to sheets of cells, whatever the program that wrote it.

A pure function of the bytes, so that it can run in a process of its own.
"""

import datetime as dt
import io
import zipfile
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from cme_data.errors import NotAWorkbook
from cme_data.workbook import package
from cme_data.workbook.failed import failed_cells
from cme_data.workbook.separated import NotSeparated, separated

Cell = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(slots=True)
class Sheet:
    """One sheet: its rows from row 1 and column A on; an empty cell is an empty text."""

    name: str
    rows: list[list[Cell]]
    hidden: bool = False


def read(data: bytes, file_name: str) -> list[Sheet]:
    """The sheets of a workbook (xlsx, xlsm, xls, ods) or of a csv, told apart by their content.

    Raises NotAWorkbook with the sentence to show.
    """
    if not data.strip():
        raise NotAWorkbook(f"{file_name} is empty: export or save it again.")
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise NotAWorkbook(_protected(file_name))
    if data.startswith((b"PK\x03\x04", _OLE)):
        return _workbook(data, file_name)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise NotAWorkbook(
            f"{file_name} is a web page or an XML file whatever its name says: open it in your spreadsheet"
            " program, save it as .xlsx and upload that."
        )
    if data.startswith(b"%PDF") or (b"\x00" in data[:4096] and not data.startswith(_UTF16)):
        raise NotAWorkbook(
            f"{file_name} is not a spreadsheet that can be read: save it as .xlsx, .xls, .ods or .csv."
        )
    try:
        rows: list[list[Cell]] = [list(row) for row in separated(data)]
    except NotSeparated as reason:
        raise NotAWorkbook(f"{file_name}, {reason}") from None
    return [Sheet(file_name.rsplit(".", 1)[0], rows)]


def _protected(file_name: str) -> str:
    return f"{file_name} is protected by a password: save it without one and upload that."


def _workbook(data: bytes, file_name: str) -> list[Sheet]:
    try:
        if data.startswith(_OLE):
            failed = failed_cells(data)
        else:
            if package.is_binary(data):
                raise NotAWorkbook(
                    f"{file_name} is an Excel binary workbook: save it as .xlsx and upload that."
                )
            data, failed = package.mended(data), {}
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = []
        for meta in book.sheets_metadata:
            if meta.typ != SheetTypeEnum.WorkSheet:
                continue
            rows: list[list[Cell]] = book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
            for (row, column), text in failed.get(meta.name, {}).items():
                _put(rows, row, column, text)
            sheets.append(Sheet(meta.name, rows, meta.visible != SheetVisibleEnum.Visible))
        return sheets
    except package.TooLarge as reason:
        raise NotAWorkbook(
            f"{file_name} is too large to be read, as {reason}: delete the rows and columns beyond the list,"
            " save it and upload it again."
        ) from None
    except (CalamineError, zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError,
            OSError, EOFError, ValueError, KeyError) as error:  # fmt: skip
        if "password" in str(error).casefold() or "encrypt" in str(error).casefold():
            raise NotAWorkbook(_protected(file_name)) from None
        raise NotAWorkbook(
            f"{file_name} is damaged or not a spreadsheet: open it, save it as .xlsx and upload that."
        ) from None


def _put(rows: list[list[Cell]], row: int, column: int, text: str) -> None:
    """Write into a cell that may lie beyond the last one calamine saw."""
    width = max(column + 1, len(rows[0]) if rows else 0)
    while len(rows) <= row:
        rows.append([])
    for cells in rows:
        cells += [""] * (width - len(cells))
    rows[row][column] = text
