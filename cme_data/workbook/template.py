"""A workbook of a register: headings with notes, drop-downs, a sheet that explains them; blank, or of some rows."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cme_data.workbook.cells import expected
from cme_data.workbook.places import letters
from cme_data.workbook.text import clean
from schemas.register import Column, Register

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_ROWS = 1_000  # how far down the drop-downs reach
_CHANGED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*<")
_MADE = dt.datetime(2026, 9, 1)  # one date, so that a template is the same file each time


def template(register: Register, *rows: Mapping[str, Any], told: str = "") -> bytes:
    """The bytes of an .xlsx whose first sheet takes the register's rows from row 2 on; `rows` stand there already.

    `told` is a word about this one workbook, kept among its properties.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.properties.created = book.properties.modified = _MADE
    book.properties.creator = book.properties.title = register.title
    book.properties.description = told or None
    sheet = book.active
    if sheet is None:
        raise AssertionError("a new workbook has a sheet")
    sheet.title = register.sheet
    _headings(sheet, register)
    for number, row in enumerate(rows, 2):
        _fill(sheet, register, number, row)
    _drop_downs(sheet, book.create_sheet("Lists"), register)
    _notes(book.create_sheet("Notes"), register)
    book["Lists"].sheet_state = "hidden"
    made = io.BytesIO()
    book.save(made)
    return fixed_times(made.getvalue())


def fixed_times(data: bytes) -> bytes:
    """The same workbook with one fixed time on it and all its parts, so that its hash says what is in it."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            text = old.read(part.filename)
            if part.filename == "docProps/core.xml":
                # openpyxl writes the hour of saving, whatever it was told
                text = _CHANGED.sub(rf"\g<1>{_MADE:%Y-%m-%dT%H:%M:%SZ}<".encode(), text)
            new.writestr(zipfile.ZipInfo(part.filename, (2026, 9, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return result.getvalue()


def _headings(sheet: "Worksheet", register: Register) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill

    for i, column in enumerate(register.columns):
        cell = sheet.cell(1, i + 1, column.label)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="12436D" if column.required else "5B6B7B")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.comment = Comment(_note(column), "Register", width=320, height=140)
        sheet.column_dimensions[letters(i)].width = max(12, min(40, len(column.label) + 4))
        if column.kind == "date":  # the whole column's format: styled empty cells would look like rows
            sheet.column_dimensions[letters(i)].number_format = "DD/MM/YYYY"
    sheet.row_dimensions[1].height = 32
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{letters(len(register.columns) - 1)}1"


def _fill(sheet: "Worksheet", register: Register, number: int, row: Mapping[str, Any]) -> None:
    for place, column in enumerate(register.columns, 1):
        value = row.get(column.name)
        if value is None:
            continue
        cell = sheet.cell(number, place, clean(value) if isinstance(value, str) else value)
        if isinstance(value, str):
            cell.data_type = "s"  # whatever it begins with: a name is never a formula
        elif column.kind == "date":
            cell.number_format = "DD/MM/YYYY"


def _note(column: Column) -> str:
    needed = "Required. " if column.required else ""
    blank = f" Blank counts as {column.blank}." if column.blank else ""
    return f"{needed}{column.meaning} {expected(column)[0].upper()}{expected(column)[1:]}.{blank}"


def _drop_downs(sheet: "Worksheet", lists: "Worksheet", register: Register) -> None:
    """Values to choose from; they stand on a sheet of their own, as a list in the cell ends at 255 characters."""
    from openpyxl.worksheet.datavalidation import DataValidation

    place = 0
    for i, column in enumerate(register.columns):
        if column.codes is None:
            continue
        values = column.codes.values
        for row, value in enumerate(values, 1):
            lists.cell(row, place + 1, value)
        at = letters(place)
        choice = DataValidation(
            type="list", formula1=f"Lists!${at}$1:${at}${len(values)}", allow_blank=True,
            showErrorMessage=True, errorTitle=column.label, error="Please choose a value of the list.",
        )  # fmt: skip
        sheet.add_data_validation(choice)
        choice.add(f"{letters(i)}2:{letters(i)}{_ROWS + 1}")
        place += 1


def _notes(notes: "Worksheet", register: Register) -> None:
    from openpyxl.styles import Alignment, Font

    rows = [
        (register.title, "", "", ""),
        (register.meaning, "", "", ""),
        (f"One row is {register.one_row}.", "", "", ""),
        ("", "", "", ""),
        ("Heading", "Required", "What it means", "What may stand in it"),
        *(
            (c.label, "Yes" if c.required else "", c.meaning,
             "; ".join(c.codes.values) if c.codes else expected(c)[0].upper() + expected(c)[1:])
            for c in register.columns
        ),
    ]  # fmt: skip
    for row, values in enumerate(rows, 1):
        for place, value in enumerate(values, 1):
            cell = notes.cell(row, place, value or None)
            cell.alignment = Alignment(wrap_text=place > 2, vertical="top")
            if row in (1, 5):
                cell.font = Font(bold=True)
    for place, width in enumerate((34, 10, 60, 60)):
        notes.column_dimensions[letters(place)].width = width
