"""A file that is no .xlsx, as one: its sheets, their cells as they were read."""

import datetime as dt
import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cme_data.workbook.marking.outline import spelled
from cme_data.workbook.outgoing import begins_formula
from cme_data.workbook.read import Cell, Sheet
from cme_data.workbook.text import as_text

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST = 32_767
_FIRST_DAY = dt.datetime(1900, 3, 1)  # before it spreadsheets count days otherwise than calendars


def as_xlsx(sheets: Sequence[Sheet]) -> tuple[bytes, dict[str, str]]:
    """The workbook, and the name in it of each sheet, where a name may not stay as it is."""
    from openpyxl import Workbook

    book, names = Workbook(write_only=True), dict[str, str]()
    for sheet in sheets:
        names[sheet.name] = sheet_name(sheet.name, {name.casefold() for name in names.values()})
        made = book.create_sheet(names[sheet.name])
        made.sheet_state = "hidden" if sheet.hidden and len(sheets) > 1 else "visible"
        for row in sheet.rows:
            made.append([_cell(made, cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue(), names


def sheet_name(name: str, taken: set[str]) -> str:
    """A name as a spreadsheet takes it: short, of its letters, and no other sheet's."""
    plain = _NOT_IN_NAMES.sub("_", name).strip("'") or "Sheet"
    for number in range(1, len(taken) + 2):
        ending = f" {number}" if number > 1 else ""
        found = plain[: _LONGEST_NAME - len(ending)] + ending
        if found.casefold() not in taken:
            return found
    raise AssertionError("one of so many names is free")


def _cell(sheet: "WriteOnlyWorksheet", value: Cell) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if value == "" and isinstance(value, str):
        return None
    if isinstance(value, str):
        text = spelled(value)[:_LONGEST]
        if not begins_formula(text):
            return text
        cell = WriteOnlyCell(sheet, text)
        cell.data_type, cell.quotePrefix = "s", True  # what a leading apostrophe is to a spreadsheet
        return cell
    if isinstance(value, (dt.datetime, dt.date)):
        moment = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
        if moment < _FIRST_DAY:
            return as_text(value)
        cell = WriteOnlyCell(sheet, moment)
        cell.number_format = "DD/MM/YYYY" if moment.time() == dt.time() else "DD/MM/YYYY HH:MM"
        return cell
    return value
