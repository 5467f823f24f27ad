"""Taking one child out of the store for good: rows, lists, versions, findings, the files they came in, the audit's subject."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from cme_data.choices import Choices
from cme_data.store import audit, mentions
from cme_data.store.held import Held, held_of
from cme_data.store.insert import NEWEST
from cme_data.store.rewriting import rewrite
from cme_data.store.store import Store
from cme_data.workbook.places import place


@dataclass(frozen=True, slots=True)
class Disposed:
    """What went: distinct rows, the hash of each rewritten file before and after, texts and kept papers; what stays."""

    rows: int
    files: dict[str, str]
    texts: int
    papers: int
    stays: tuple[str, ...]


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

        def ask(sql: str, params: Any) -> list[tuple[Any, ...]]:
            return cursor.execute(sql, params).fetchall()

        built, _ = store.build(cursor)
        held = held_of(built, ask, child)
        papers = mentions.papers(ask, held)
        files = rewrite(cursor, held)
        _remove(cursor, held, child)
        _let_go(cursor, papers, held)
        texts = mentions.written(ask, held.naming)
        mentions.clear(cursor, held.naming, texts)
        gone = Disposed(len(held.contents), files, len(texts), len(papers), tuple(mentions.stays(ask, held)))
        note = json.dumps(files), json.dumps({"backups": list(backups), "stays": gone.stays})
        cursor.execute(
            "INSERT INTO store.disposals SELECT coalesce(max(entry), 0) + 1, $1, $2, $3, $4, $5, $6, $7 FROM store.disposals",
            [why, approved_by, who, now, gone.rows, *note],
        )
        cursor.execute("INSERT OR REPLACE INTO store.meta VALUES ('compact', 'due')")
        audit.note(cursor, who, "disposed of a record", f"{why}; approved by {approved_by}", now)
        store.forget_rows()
        store.rebuild(cursor)
    return gone


def _remove(cursor: duckdb.DuckDBPyConnection, held: Held, child: str) -> None:
    cursor.execute(f"INSERT OR REPLACE INTO store.meta SELECT 'newest_content', ({NEWEST})")
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
    cursor.execute("UPDATE store.audit SET detail = $1 WHERE contains(detail, $2)", [audit.DISPOSED, child])
    for table in ("holds", "approvals"):
        cursor.execute(f"DELETE FROM store.{table} WHERE child = $1", [child])


def _let_go(cursor: duckdb.DuckDBPyConnection, papers: Sequence[mentions.Paper], held: Held) -> None:
    """Papers that name the child keep what they say of others, and no longer the child nor the files."""
    for paper in papers:
        ((told,),) = cursor.execute(
            "SELECT figures FROM store.frozen WHERE entry = $1", [paper.entry]
        ).fetchall()
        figures = json.loads(told)
        if "children" in figures:
            figures["children"] = {
                child: facts for child, facts in figures["children"].items() if child not in held.traces
            }
        if "rows" in figures:
            figures["rows"] = [row for row in figures["rows"] if not _is_of(row, held.traces)]
        cursor.execute(
            "UPDATE store.frozen SET figures = $1, bytes = ''::BLOB WHERE entry = $2",
            [json.dumps(mentions.cleared(figures, held.naming)), paper.entry],
        )
        cursor.execute("UPDATE store.frozen_files SET bytes = ''::BLOB WHERE entry = $1", [paper.entry])


def _is_of(row: Mapping[str, Any], traces: Sequence[str]) -> bool:
    """Whether a row of an update sheet is the child's: by the opaque id, else by a digest in its key."""
    return not {row["child"], *row["key"].split("-")}.isdisjoint(traces)
