"""Taking one child out of the store for good: rows, lists, versions, findings, the files they came in, the audit's subject."""

import csv
import datetime as dt
import hashlib
import io
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from cme_data.choices import Choices
from cme_data.errors import CmeError
from cme_data.store import audit
from cme_data.store.held import NAMED_IN, Held, Rows, held_of
from cme_data.store.store import Store
from cme_data.workbook.marking.plain import as_xlsx
from cme_data.workbook.places import place
from cme_data.workbook.read import Cell, Sheet, read
from cme_data.workbook.sheet import OLE


@dataclass(frozen=True, slots=True)
class Disposed:
    """What went: distinct rows, and the hash of each rewritten file before and after."""

    rows: int
    files: dict[str, str]


def dispose(
    store: Store,
    child: str,
    *,
    why: str,
    approved_by: str,
    who: str,
    now: dt.datetime,
    backups: Sequence[str] = (),
) -> Disposed:
    """Remove a child (by the opaque id) in one transaction; the store is then to be compacted.

    Raises CmeError where there is no such child, or a file cannot be rewritten; nothing is changed then.
    """
    try:
        return _disposed(store, child, why, approved_by, who, now, backups)
    except BaseException:
        store.forget_rows()  # what was read meanwhile lacks a child who is still there
        raise


def _disposed(
    store: Store, child: str, why: str, approved_by: str, who: str, now: dt.datetime, backups: Sequence[str]
) -> Disposed:
    with store.writing() as cursor:
        built, _ = store.build(cursor)
        held = held_of(built, lambda sql, params: cursor.execute(sql, params).fetchall(), child)
        files = _rewrite(cursor, held.rows)
        _remove(cursor, held, child)
        note = json.dumps(files), json.dumps(list(backups))
        cursor.execute(
            "INSERT INTO store.disposals SELECT coalesce(max(entry), 0) + 1, $1, $2, $3, $4, $5, $6, $7 FROM store.disposals",
            [why, approved_by, who, now, len(held.contents), *note],
        )
        cursor.execute("INSERT OR REPLACE INTO store.meta VALUES ('compact', 'due')")
        audit.note(cursor, who, "disposed of a record", f"{why}; approved by {approved_by}", now)
        store.forget_rows()
        store.rebuild(cursor)
    return Disposed(len(held.contents), files)


def _rewrite(cursor: duckdb.DuckDBPyConnection, rows: Rows) -> dict[str, str]:
    """Every file with the child's rows emptied, in the place of the one that was sent; its hash before and after."""
    blanks: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    names: dict[str, str] = {}
    sent: dict[str, set[str]] = defaultdict(set)
    for number, sheet_rows in rows.items():
        sha256, opened, sheet, name = cursor.execute(
            "SELECT sha256, opened, sheet, file_name FROM store.uploads WHERE number = $1", [number]
        ).fetchall()[0]
        inside = opened or sha256
        blanks[inside][sheet] |= sheet_rows
        names[inside] = name
        sent[inside] |= {sha256, inside}
    made = {}
    for inside, by_sheet in blanks.items():
        ((data,),) = cursor.execute("SELECT bytes FROM store.files WHERE sha256 = $1", [inside]).fetchall()
        anew = _emptied(bytes(data), names[inside], by_sheet)
        sha256 = hashlib.sha256(anew).hexdigest()
        cursor.execute("INSERT INTO store.files VALUES ($1, $2) ON CONFLICT DO NOTHING", [sha256, anew])
        for old in sent[inside]:
            cursor.execute(
                "UPDATE store.uploads SET sha256 = $1, opened = NULL WHERE sha256 = $2", [sha256, old]
            )
            cursor.execute("DELETE FROM store.files WHERE sha256 = $1", [old])
            made[old] = sha256
    return made


def _emptied(data: bytes, name: str, blanks: dict[str, set[int]]) -> bytes:
    sheets = read(data, name)
    for sheet in sheets:
        for row in blanks.get(sheet.name, ()):
            if row <= len(sheet.rows):
                sheet.rows[row - 1] = [""] * len(sheet.rows[row - 1])
    anew = as_xlsx(sheets)[0] if data.startswith((OLE, b"PK")) else _as_csv(sheets[0])
    if _told(read(anew, name)) != _told(sheets):
        raise CmeError(
            f"{name} cannot be written anew so that it says the same of the other children: nothing was changed."
        )
    return anew


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


def _remove(cursor: duckdb.DuckDBPyConnection, held: Held, child: str) -> None:
    cursor.execute("DELETE FROM store.contents WHERE list_contains($1, content_id)", [list(held.contents)])
    for number, sheet_rows in held.rows.items():
        there = [number, sorted(sheet_rows)]
        (kept_out,) = cursor.execute(
            "SELECT count(*) FROM store.kept_out WHERE number = $1 AND list_contains($2, sheet_row)", there
        ).fetchall()[0]
        for table in ("listed", "kept_out", "findings", "mended"):
            cursor.execute(
                f"DELETE FROM store.{table} WHERE number = $1 AND list_contains($2, sheet_row)", there
            )
        (told,) = cursor.execute("SELECT choices FROM store.uploads WHERE number = $1", [number]).fetchall()[
            0
        ]
        choices = Choices.from_text(told)
        mends = {cell: text for cell, text in choices.mends.items() if place(cell)[0] + 1 not in sheet_rows}
        cursor.execute(
            "UPDATE store.uploads SET rows = rows - $1, passed = passed - $2, choices = $3 WHERE number = $4",
            [
                len(sheet_rows),
                len(sheet_rows) - kept_out,
                Choices(choices.columns, choices.values, mends).as_text(),
                number,
            ],
        )
    cursor.execute(
        "UPDATE store.settled SET child = $1, said = $1, means = $1 WHERE child = $2 OR list_contains($3, child)",
        [audit.DISPOSED, child, list(held.written)],
    )
    _frozen(cursor, held.traces)
    cursor.execute("UPDATE store.audit SET detail = $1 WHERE contains(detail, $2)", [audit.DISPOSED, child])
    for table in ("holds", "approvals"):
        cursor.execute(f"DELETE FROM store.{table} WHERE child = $1", [child])


def _frozen(cursor: duckdb.DuckDBPyConnection, traces: Sequence[str]) -> None:
    """Packs and update sheets that name the child keep what they say of others, and no longer the child nor the file."""
    papers = cursor.execute(f"SELECT entry, figures FROM store.frozen WHERE {NAMED_IN}", [list(traces)])
    for entry, told in papers.fetchall():
        figures = json.loads(told)
        if "children" in figures:
            figures["children"] = {
                child: facts for child, facts in figures["children"].items() if child not in traces
            }
        if "rows" in figures:
            figures["rows"] = [row for row in figures["rows"] if not _is_of(row, traces)]
        cursor.execute(
            "UPDATE store.frozen SET figures = $1, bytes = ''::BLOB WHERE entry = $2",
            [json.dumps(figures), entry],
        )


def _is_of(row: Mapping[str, Any], traces: Sequence[str]) -> bool:
    """Whether a row of an update sheet is the child's: by the opaque id, else by a digest in its key."""
    return not {row["child"], *row["key"].split("-")}.isdisjoint(traces)
