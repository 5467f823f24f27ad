"""A file's bytes to sheets of cells, whatever the program that wrote it.

A pure function of the bytes, so that it can run in a process of its own.
"""

import csv
import datetime as dt
import io
import zipfile
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from cme_data.errors import NotAWorkbook

Cell = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DELIMITERS = ",;\t"


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
    if not data:
        raise NotAWorkbook(f"{file_name} is empty: export or save it again.")
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise NotAWorkbook(f"{file_name} is protected by a password: save it without one and upload that.")
    if data.startswith(b"PK\x03\x04") or data.startswith(_OLE):
        return _workbook(data, file_name)
    if b"\x00" in data[:4096] or data.startswith(b"%PDF"):
        raise NotAWorkbook(_not_a_workbook(file_name))
    return [_csv(data, file_name)]


def _not_a_workbook(file_name: str) -> str:
    return f"{file_name} is not a spreadsheet that can be read: save it as .xlsx, .xls, .ods or .csv."


def _workbook(data: bytes, file_name: str) -> list[Sheet]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = []
        for meta in book.sheets_metadata:
            if str(meta.typ).rsplit(".", 1)[-1] != "WorkSheet":
                continue
            sheet = book.get_sheet_by_name(meta.name)
            rows = sheet.to_python(skip_empty_area=False)
            hidden = meta.visible != SheetVisibleEnum.Visible
            sheets.append(Sheet(meta.name, rows, hidden))
        return sheets
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        if "password" in str(error).lower():
            raise NotAWorkbook(
                f"{file_name} is protected by a password: save it without one and upload that."
            ) from None
        raise NotAWorkbook(
            f"{file_name} is damaged or not a spreadsheet: open it, save it as .xlsx and upload that."
        ) from None


def _csv(data: bytes, file_name: str) -> Sheet:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    try:
        delimiter = max(_DELIMITERS, key=lambda mark: _fit(text, mark))
        if _fit(text, delimiter)[0] == 0:
            raise NotAWorkbook(_not_a_workbook(file_name))
        rows: list[list[Cell]] = [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error:
        raise NotAWorkbook(_not_a_workbook(file_name)) from None
    return Sheet(file_name.rsplit(".", 1)[0], rows)


def _fit(text: str, delimiter: str) -> tuple[int, int]:
    """How many of the first rows a delimiter cuts into equally many columns, and how many those are."""
    widths = Counter(
        len(row) for row in islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 30) if len(row) > 1
    )
    return max(((times, width) for width, times in widths.items()), default=(0, 0))
