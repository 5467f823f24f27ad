"""An update sheet coming back: each row matched by its hidden key, and what it changes as rows for `ingest`."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cme_data.errors import CmeError
from cme_data.findings import Finding
from cme_data.store import World
from cme_data.update_sheets.columns import KEY, SHEETS, TOLD, UpdateSheet
from cme_data.update_sheets.matching import Known, known_rows
from cme_data.update_sheets.one_row import Given, changed
from cme_data.update_sheets.said import problem
from cme_data.workbook.places import letters
from cme_data.workbook.read import Cell, Sheet, read
from cme_data.workbook.text import as_text

Row = dict[str, Any]

_TITLE_ROWS = 20  # so far down the headings are looked for


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a sheet as it was sent: whose it is, and whether anything was filled in."""

    key: str
    register: str
    action_id: str | None
    child: str | None
    surname: str | None
    forename: str | None
    filled: bool
    came_back: bool = True


@dataclass(slots=True)
class Updates:
    """What a service's sheet says: the changed rows by register, what is wrong, and what it left blank."""

    service: str
    held_on: dt.date
    rows: dict[str, list[Row]] = field(default_factory=lambda: {sheet.register.name: [] for sheet in SHEETS})
    problems: list[Finding] = field(default_factory=list)
    not_filled: list[str] = field(default_factory=list)
    """The rows that came back without a word, or not at all, as a person would name them."""
    sheet_rows: list[SheetRow] = field(default_factory=list)
    """Every row that was sent, filled in or not."""

    @property
    def errors(self) -> int:
        """How many problems kept a row out."""
        return sum(one.level == "error" for one in self.problems)


def updates_in(
    data: bytes, file_name: str, world: World, *, today: dt.date, held_on: dt.date | None = None
) -> Updates:
    """The updates of a workbook, those of the meeting of `held_on` only; raises CmeError where it is no update sheet."""
    sheets = {sheet.name: sheet for sheet in read(data, file_name)}
    found, keys = _about(sheets.get(TOLD), file_name)
    if held_on is not None and found.held_on != held_on:
        found.problems.append(problem(
            "another_meeting", TOLD, None, None, f"{found.held_on:%d/%m/%Y}",
            f"{file_name} is the update sheet of the meeting on {found.held_on:%d/%m/%Y}, not on {held_on:%d/%m/%Y}: nothing was taken from it.",
            "Choose that meeting to take it in, or send the service the sheet of this one.",
        ))  # fmt: skip
        return found
    unlocked = _without_protection(data, sheets)
    for sheet in SHEETS:
        if sheet.name in unlocked:
            found.problems.append(problem(
                "protection_removed", sheet.name, None, None, None,
                f"The protection of the sheet {sheet.name} was taken off.",
                "Nothing to do: every row is compared with what was sent out.", level="warning",
            ))  # fmt: skip
        _read(sheet, sheets.get(sheet.name), known_rows(world, sheet, keys[sheet.name]), found, today)
    return found


def _about(about: Sheet | None, file_name: str) -> tuple[Updates, dict[str, list[str]]]:
    keys: dict[str, list[str]] = {sheet.name: [] for sheet in SHEETS}
    told = [[as_text(cell) for cell in row[:2]] for row in about.rows] if about else []
    facts = {row[0]: row[1] for row in told[:2] if len(row) == 2}
    try:
        held_on = dt.date.fromisoformat(facts["Meeting"])
        service = facts["Service"]
    except (KeyError, ValueError):
        raise CmeError(
            f"{file_name} is no update sheet, or its hidden sheet “{TOLD}” was taken out or changed: ask the service"
            " to fill in the workbook as it was sent, or type its updates into a fresh one."
        ) from None
    for name, key in (row for row in told[2:] if len(row) == 2):
        keys.setdefault(name, []).append(key)
    return Updates(service, held_on), keys


def _read(
    sheet: UpdateSheet, page: Sheet | None, known: Mapping[str, Known], found: Updates, today: dt.date
) -> None:
    places, first = _headings(sheet, page, found)
    seen: set[str] = set()
    for number, cells in enumerate(page.rows[first:] if page and KEY in places else (), first + 1):
        given = _given(sheet, number, cells, places)
        if given.is_blank:
            continue
        row = known.get(given.key)
        if row is None or given.key in seen:
            found.problems.append(_stranger(given, again=row is not None))
            continue
        seen.add(given.key)
        new, problems, filled = changed(given, row, today)
        found.problems += problems
        found.sheet_rows.append(_sheet_row(sheet, given.key, row, filled=filled))
        if not filled:
            found.not_filled.append(row.name)
        elif new is not None:
            found.rows[sheet.register.name].append(new)
    missing = {key: row for key, row in known.items() if key not in seen}
    found.not_filled += [f"{row.name} (its row did not come back)" for row in missing.values()]
    found.sheet_rows += [
        _sheet_row(sheet, key, row, filled=False, came_back=False) for key, row in missing.items()
    ]


def _sheet_row(sheet: UpdateSheet, key: str, row: Known, *, filled: bool, came_back: bool = True) -> SheetRow:
    said = row.handed
    return SheetRow(
        key, sheet.register.name, said["action_id"], row.child, said["surname"], said["forename"], filled, came_back,
    )  # fmt: skip


def _headings(sheet: UpdateSheet, page: Sheet | None, found: Updates) -> tuple[dict[str, int], int]:
    """Where each heading stands, and how many rows lie above the first of the children's."""
    rows = page.rows if page else []
    places: dict[str, int] = {}
    above = 0
    while above < min(len(rows), _TITLE_ROWS) and len(places) <= len(sheet.headings) // 2:
        places = {
            text: place for place, cell in enumerate(rows[above]) if (text := as_text(cell)) in sheet.headings
        }
        above += 1
    if len(places) <= len(sheet.headings) // 2:
        places = {}
    for heading in sheet.headings:
        if heading not in places:
            found.problems.append(problem(
                "column_deleted", sheet.name, None, heading, None,
                f"The column “{heading}” is gone from the sheet {sheet.name}"
                + (", so none of its rows can be matched." if heading == KEY else ": nothing of it was taken."),
                "Fill in the workbook as it was sent, with all its columns.",
                level="error" if heading == KEY or heading in [fill.heading for fill in sheet.filled] else "warning",
            ))  # fmt: skip
    return places, above


def _given(sheet: UpdateSheet, number: int, cells: Sequence[Cell], places: Mapping[str, int]) -> Given:
    values = {heading: cells[place] if place < len(cells) else "" for heading, place in places.items()}
    at = {heading: f"{letters(place)}{number}" for heading, place in places.items()}
    return Given(sheet, number, as_text(values.pop(KEY)), values, at)


def _stranger(given: Given, *, again: bool) -> Finding:
    told = (
        "has the key of an earlier row"
        if again
        else "was not in the sheet that was sent out, or its key was changed"
    )
    return problem(
        "row_added", given.sheet.name, given.row, None, None,
        f"{given.sheet.name}, row {given.row}: this row {told}, so nothing was taken from it.",
        "A new action is agreed at the panel, and a new child is referred: neither is added here.",
    )  # fmt: skip


def _without_protection(data: bytes, sheets: Mapping[str, Sheet]) -> list[str]:
    """The sheets of an .xlsx that are no longer protected; of another kind of file nobody can say."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [name for name in package.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]
        parts.sort(key=lambda name: int("".join(filter(str.isdigit, name))))
        bare = [b"<sheetProtection" not in package.read(name) for name in parts]
    return [name for name, is_bare in zip(sheets, bare, strict=False) if is_bare]
