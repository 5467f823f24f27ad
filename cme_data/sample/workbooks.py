"""The newest list of every source as a workbook, dressed as its service would send it."""

import io
import itertools
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from xml.etree.ElementTree import canonicalize

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from cme_data.sample.history import History, Row
from cme_data.sample.outfit import Outfit
from cme_data.sample.outfits import workbooks
from cme_data.sample.spells import Value
from schemas import REGISTERS

_BOLD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_YEAR = {"Y9": "Y{}", "Yr 9": "Yr {}", "9": "{}", "Year 9": "Year {}"}
_CHANGED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_CLOSINGS = ("ended_on", "left_on", "closed_on", "removal_approved_on")


def newest_workbooks(history: History) -> Iterator[tuple[str, bytes, list[tuple[Outfit, int]]]]:
    """File name, bytes and sheets (with their number of rows) of every workbook of the newest day."""
    newest = {(upload.register, upload.provider): upload for upload in history.newest()}
    dressed = dict(workbooks())
    known = {sheet.register for sheets in dressed.values() for sheet in sheets}
    for register in sorted({name for name, _ in newest} - known):
        dressed[f"{register}.xlsx"] = (Outfit(register, REGISTERS[register].sheet),)
    for file_name, outfits in dressed.items():
        book = Workbook()
        book.remove(book["Sheet"])
        sheets = []
        for outfit in outfits:
            upload = newest.get((outfit.register, outfit.provider or REGISTERS[outfit.register].holders[0]))
            if upload is not None and upload.rows:
                _fill(book.create_sheet(outfit.sheet), outfit, upload.rows, history.as_at)
                sheets.append((outfit, len(upload.rows)))
        if sheets:
            yield file_name, _settled(book, history.as_at), sheets


def _fill(sheet: Worksheet, outfit: Outfit, rows: Sequence[Row], day: date) -> None:
    for title in outfit.titles:
        sheet.append([title or None])
    others = [name for name in REGISTERS[outfit.register].names if name not in outfit.first]
    columns = [*outfit.first, *others]
    if outfit.one_name:
        columns.remove("forename")
    if outfit.groups:
        sheet.append([outfit.groups.get(name) for name in columns])
    labels = {column.name: column.label for column in REGISTERS[outfit.register].columns}
    sheet.append([outfit.words.get(name, labels[name]) for name in columns])
    header = len(outfit.titles) + bool(outfit.groups) + 1
    for cell in itertools.chain.from_iterable(sheet.iter_rows(min_row=1, max_row=header)):
        if cell.value:
            cell.font = _BOLD
            cell.alignment = _WRAPPED if cell.row > len(outfit.titles) else Alignment()
    sheet.freeze_panes = f"A{header + 1}"
    for line in _lines(outfit, rows, day):
        sheet.append([_cell(outfit, name, line, place) for place, name in enumerate(columns)])
    for cell in itertools.chain.from_iterable(sheet.iter_rows(min_row=header + 1)):
        if isinstance(cell.value, date):
            cell.number_format = "DD/MM/YYYY"


def _lines(outfit: Outfit, rows: Sequence[Row], day: date) -> Iterator[Row]:
    """The rows in the service's order, with its separators, headings and totals as rows of one value."""
    by = [name for name in (outfit.apart, "surname") if name]
    ordered = sorted(rows, key=lambda row: [str(row.get(name, "")) for name in by])
    if outfit.register in ("cme", "actions", "meetings", "enquiries"):
        ordered = list(rows)  # in the order in which they were entered
    closed = [row for row in ordered if outfit.closed_below and _is_closed(row, day)]
    group: Value | None = None
    for row in ordered:
        if outfit.apart and group not in (None, row.get(outfit.apart)):
            yield {}
        group = row.get(outfit.apart) if outfit.apart else None
        if row not in closed:
            yield row
    if closed:
        yield {"": "CLOSED"}
        yield from closed
    if outfit.total:
        yield {"": f"Total: {len(rows)}"}


def _is_closed(row: Row, day: date) -> bool:
    ends = [row.get(name) for name in _CLOSINGS]
    return any(isinstance(end, date) and end <= day for end in ends)


def _cell(outfit: Outfit, name: str, row: Row, place: int) -> Value | None:
    if "" in row:
        return row[""] if place == 0 else None
    value = row.get(name)
    if name == "surname" and outfit.one_name and row:
        return f"{value}, {row['forename']}"
    if isinstance(value, str):
        value = outfit.writes.get(name, {}).get(value, value)
    if name == "year_group" and isinstance(value, str) and value.startswith("Year "):
        return _YEAR[outfit.year].format(value.removeprefix("Year "))
    if name == "hours_per_week" and row:
        return _hours(outfit, value, str(row.get("surname")))
    return value or None if isinstance(value, str) else value


def _hours(outfit: Outfit, hours: Value | None, surname: str) -> Value | None:
    if not isinstance(hours, float):
        return "tbc" if outfit.hours == "12h30" and len(surname) == 6 else hours
    if outfit.full_time and hours == 25 and len(surname) == 6:
        return "FT"
    if outfit.hours == "12h30" and hours % 1 == 0.5:
        return f"{int(hours)}h30"
    if outfit.hours == "12h30" and hours == 0:
        return "nil"
    return f"{hours:g} hrs" if outfit.hours == "12.5 hrs" else hours


def _settled(book: Workbook, day: date) -> bytes:
    """The workbook's bytes, the same whenever and wherever it is saved."""
    saved = io.BytesIO()
    book.save(saved)
    settled = io.BytesIO()
    # Stored, not deflated: two versions of zlib need not pack the same bytes alike.
    with zipfile.ZipFile(saved) as found, zipfile.ZipFile(settled, "w", zipfile.ZIP_STORED) as made:
        for name in sorted(found.namelist()):
            part = _plain(name, found.read(name))
            if name == "docProps/core.xml":
                part = _CHANGED.sub(rb"\g<1>" + f"{day}T09:00:00Z".encode(), part)
            made.writestr(zipfile.ZipInfo(name, (day.year, day.month, day.day, 9, 0, 0)), part)
    return settled.getvalue()


def _plain(name: str, part: bytes) -> bytes:
    """A part's XML written one way, whichever of two XML libraries openpyxl found to write it with."""
    if name.startswith(("xl/worksheets/", "xl/sharedStrings")):
        return part.replace(b" />", b"/>")  # all they differ in, and too long for the slow way
    return canonicalize(part.decode()).encode()
