"""The files that lists came in, written anew without a child."""

import csv
import datetime as dt
import hashlib
import io
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

import duckdb

from cme_data.errors import CmeError
from cme_data.store.held import Held
from cme_data.store.naming import Naming
from cme_data.workbook.marking.plain import as_xlsx, sheet_name
from cme_data.workbook.read import Cell, Sheet, read
from cme_data.workbook.sheet import OLE


@dataclass(slots=True)
class _File:
    """One file as it can be read, the uploads that were made of it, and whose its rows are."""

    name: str
    sent: set[str] = field(default_factory=set)
    """Its hash, and that of the locked file in which it came."""
    uploads: dict[int, tuple[str, str]] = field(default_factory=dict)
    """The sheet of each upload, and under which name the file came then."""
    gone: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    others: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))


def rewrite(cursor: duckdb.DuckDBPyConnection, held: Held) -> dict[str, str]:
    """Every file that has the child, in the place of the one that was sent; its hash before and after.

    The child's rows are emptied. Rows of other children stay as they are; whatever else stands in a file loses the
    child's names. Raises CmeError where a file cannot be written anew.
    """
    made = {}
    for inside, file in _files(cursor, held).items():
        ((data,),) = cursor.execute("SELECT bytes FROM store.files WHERE sha256 = $1", [inside]).fetchall()
        anew, sheets = _without(bytes(data), file, held.naming)
        if anew is None:
            continue
        sha256 = hashlib.sha256(anew).hexdigest()
        cursor.execute("INSERT INTO store.files VALUES ($1, $2) ON CONFLICT DO NOTHING", [sha256, anew])
        for old in file.sent - {sha256}:
            cursor.execute("DELETE FROM store.files WHERE sha256 = $1", [old])
            made[old] = sha256
        for number, (sheet, name) in file.uploads.items():
            cursor.execute(
                "UPDATE store.uploads SET sha256 = $1, opened = NULL WHERE number = $2", [sha256, number]
            )
            # The one sheet of a text is called after its file.
            now = sheets.get(sheet) or PurePath(held.naming.cleared(name)).stem
            if now != sheet:
                _renamed(cursor, number, now)
    return made


def _files(cursor: duckdb.DuckDBPyConnection, held: Held) -> dict[str, _File]:
    files: dict[str, _File] = {}
    rows: dict[int, set[int]] = defaultdict(set)
    for number, row in cursor.execute(
        "SELECT number, sheet_row FROM store.listed UNION ALL SELECT number, sheet_row FROM store.kept_out"
    ).fetchall():
        rows[number].add(row)
    for number, sha256, inside, sheet, name in cursor.execute(
        "SELECT number, sha256, coalesce(opened, sha256), sheet, file_name FROM store.uploads ORDER BY number"
    ).fetchall():
        file = files.setdefault(inside, _File(name))
        file.name = name
        file.sent |= {sha256, inside}
        file.uploads[number] = sheet, name
        gone = held.rows.get(number, set())
        file.gone[sheet] |= gone
        file.others[sheet] |= rows[number] - gone
    return files


def _without(data: bytes, file: _File, naming: Naming) -> tuple[bytes | None, dict[str, str]]:
    """The file without the child, None where it has none of it; and what each sheet of a workbook is called in it."""
    sheets = read(data, file.name)
    called, before = [sheet.name for sheet in sheets], _told(sheets)
    lists = {sheet for sheet, _ in file.uploads.values()}
    for sheet in sheets:
        # A text that came under two names is one sheet all the same.
        names = lists if len(sheets) == 1 else lists & {sheet.name}
        gone, others = (set().union(*(rows[name] for name in names)) for rows in (file.gone, file.others))
        sheet.rows = [
            row if number in others
            else [""] * len(row) if number in gone
            else naming.cleared_row(row, certainly=bool(names))
            for number, row in enumerate(sheet.rows, start=1)
        ]  # fmt: skip
    file_name, taken = naming.cleared(file.name), {name.casefold() for name in called}
    is_workbook = data.startswith((OLE, b"PK"))
    for sheet in sheets:
        if not is_workbook:
            sheet.name = PurePath(file_name).stem
        elif naming.names(sheet.name):
            sheet.name = sheet_name(naming.cleared(sheet.name), taken)
            taken.add(sheet.name.casefold())
    if _told(sheets) == before:
        return None, {}
    anew = as_xlsx(sheets)[0] if is_workbook else _as_csv(sheets[0])
    if _told(read(anew, file_name)) != _told(sheets):
        raise CmeError(
            f"{file.name} cannot be written anew so that it says the same of the other children: nothing was changed."
        )
    return anew, dict(zip(called, (sheet.name for sheet in sheets), strict=True)) if is_workbook else {}


def _renamed(cursor: duckdb.DuckDBPyConnection, number: int, sheet: str) -> None:
    """An upload whose sheet was called after the child: read again, it is to be known as the same register's."""
    ((register, told),) = cursor.execute(
        "SELECT register, options FROM store.uploads WHERE number = $1", [number]
    ).fetchall()
    options = {"register": register} | json.loads(told)
    options |= {"sheet": sheet} if "sheet" in options else {}
    cursor.execute(
        "UPDATE store.uploads SET sheet = $1, options = $2 WHERE number = $3",
        [sheet, json.dumps(options), number],
    )
    cursor.execute("UPDATE store.findings SET sheet = $1 WHERE number = $2", [sheet, number])


def _told(sheets: Sequence[Sheet]) -> list[tuple[str, list[list[Cell]]]]:
    """What sheets say, however far empty cells reach and whether a day has a time."""
    return [
        (sheet.name, _trimmed([_trimmed([_day(c) for c in row]) for row in sheet.rows])) for sheet in sheets
    ]


def _trimmed(cells: list[Any]) -> list[Any]:
    last = max((place for place, cell in enumerate(cells, start=1) if cell not in ("", [])), default=0)
    return cells[:last]


def _day(cell: Cell) -> Cell:
    return cell.date() if isinstance(cell, dt.datetime) and cell.time() == dt.time() else cell


def _as_csv(sheet: Sheet) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(sheet.rows)
    return text.getvalue().encode()
