"""The workbook that goes to a service: its children and open actions, with columns to fill in."""

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cme_data.sql import sql
from cme_data.store import World
from cme_data.update_sheets.columns import SHEETS, TOLD, UpdateSheet
from cme_data.workbook.outgoing import MARKING
from cme_data.workbook.places import letters
from cme_data.workbook.template import fixed_times
from cme_data.workbook.text import clean

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Row = dict[str, Any]
Held = dict[str, list[Row]]

_ROWS = Path(__file__).with_name("rows.sql")
_SERVICE = {"actions": "service", "cme": "lead_service"}


def held_by(world: World, on: dt.date) -> dict[str, Held]:
    """Every service that leads for a child or owes an open action, with the rows of its sheets."""
    found: dict[str, Held] = {}
    for sheet in SHEETS:
        for row in world.rows(sql(_ROWS), {"register": sheet.register.name, "on": on}):
            service = row[_SERVICE[sheet.register.name]]
            found.setdefault(service, {one.name: [] for one in SHEETS})[sheet.name].append(row)
    return dict(sorted(found.items()))


def update_sheet(held_on: dt.date, service: str, held: Held) -> bytes:
    """The bytes of a service's workbook for a meeting."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.title = book.properties.creator = f"{MARKING}: update sheet"
    told = book.active
    if told is None:
        raise AssertionError("a new workbook has a sheet")
    told.title = TOLD
    for line in (("Meeting", held_on.isoformat()), ("Service", service)):
        told.append(line)
    lists = book.create_sheet("Lists")
    for number, sheet in enumerate(SHEETS):
        _fill(book.create_sheet(sheet.name, number), sheet, held[sheet.name], lists, held_on)
        for row in held[sheet.name]:
            told.append((sheet.name, row["key"]))
    told.sheet_state = lists.sheet_state = "hidden"
    book.active = 0
    made = io.BytesIO()
    book.save(made)
    return fixed_times(made.getvalue())


def _fill(
    page: "Worksheet", sheet: UpdateSheet, rows: Sequence[Row], lists: "Worksheet", held_on: dt.date
) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill, Protection

    page.append([f"{MARKING}. Please fill in the white columns before the panel on {held_on:%d/%m/%Y}."])
    page["A1"].font = Font(bold=True)
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(sheet.headings))
    page.append(list(sheet.headings))
    locked = 1 + len(sheet.locked)
    for place, cell in enumerate(page[2]):
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="5B6B7B" if place < locked else "12436D")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        page.column_dimensions[letters(place)].width = (
            16 if place < locked else sheet.filled[place - locked].width
        )
    for number, row in enumerate(rows, 3):
        for place, value in enumerate((row["key"], *(row[name] for name in sheet.locked)), 1):
            cell = page.cell(number, place, clean(value) if isinstance(value, str) else value)
            cell.fill = PatternFill("solid", fgColor="EEF3F7")
            cell.alignment = Alignment(wrap_text=place > 1, vertical="top")
            if isinstance(value, str):
                cell.data_type = "s"  # whatever it begins with: a name is never a formula
            elif isinstance(value, dt.date):
                cell.number_format = "DD/MM/YYYY"
        for place, fill in enumerate(sheet.filled, locked + 1):
            cell = page.cell(number, place)
            cell.protection = Protection(locked=False)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if fill.changes and sheet.column(fill.changes).kind == "date":
                cell.number_format = "DD/MM/YYYY"
    page.column_dimensions["A"].hidden = True
    page.freeze_panes = "D3"
    page.protection.enable()
    page.protection.formatColumns = page.protection.formatRows = False  # False is allowed
    if rows:
        _choices(page, sheet, len(rows), lists)


def _choices(page: "Worksheet", sheet: UpdateSheet, rows: int, lists: "Worksheet") -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    for place, fill in enumerate(sheet.filled, 1 + len(sheet.locked)):
        values = sheet.choices(fill)
        if not values:
            continue
        column = lists.max_column + 1 if lists["A1"].value else 1
        for number, value in enumerate(values, 1):
            lists.cell(number, column, value)
        at = letters(column - 1)
        choice = DataValidation(
            type="list", formula1=f"Lists!${at}$1:${at}${len(values)}", allow_blank=True, showErrorMessage=True,
            errorTitle=fill.heading, error="Please choose a value of the list.",
        )  # fmt: skip
        page.add_data_validation(choice)
        choice.add(f"{letters(place)}3:{letters(place)}{rows + 2}")
