"""Who did what and when, in a chain of hashes: a line taken out or changed afterwards breaks it.

A line's hash covers the one before, its own number, time, person and deed, and the digest of its detail. So a
detail can be emptied when a child's record is disposed of, and the chain still holds.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from cme_data.store.store import Store

FIRST = "0" * 64
"""What stands before the first line."""
CHAINED_SINCE = 6
"""The version of the store that brought the hashes."""
DISPOSED = "Disposed of"
"""What stands in the place of a detail that was emptied."""

_ROWS = "SELECT entry, happened_at, who, what, detail, detail_digest, hash FROM store.audit"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit log."""

    entry: int
    happened_at: dt.datetime
    who: str
    what: str
    detail: str
    detail_digest: str
    hash: str


def note(cursor: duckdb.DuckDBPyConnection, who: str, what: str, detail: str, now: dt.datetime) -> None:
    """One line more, in the cursor's transaction."""
    last = cursor.execute("SELECT entry, hash FROM store.audit ORDER BY entry DESC LIMIT 1").fetchone()
    before, chained = last or (0, FIRST)
    digest = _digest(detail)
    cursor.execute(
        "INSERT INTO store.audit (entry, happened_at, who, what, detail, detail_digest, hash)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [before + 1, now, who, what, detail, digest, _hash(chained, before + 1, now, who, what, digest)],
    )


def taken(what: str, purpose: str) -> str:
    """A detail that says what something was taken for, where anybody said so."""
    return f"{what}; for: {purpose}" if purpose else what


def entries(
    store: "Store",
    *,
    who: str = "",
    what: str = "",
    detail: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> list[Entry]:
    """The lines that hold these words (in any case) and lie between these days, newest first."""
    rows = store.ask(
        f"""{_ROWS}
        WHERE contains(lower(who), lower($who)) AND contains(lower(what), lower($what))
            AND contains(lower(detail), lower($detail))
            AND happened_at::DATE BETWEEN coalesce($since, DATE '0001-01-01') AND coalesce($until, DATE '9999-12-31')
        ORDER BY entry DESC""",
        {"who": who, "what": what, "detail": detail, "since": since, "until": until},
    )
    return [Entry(*row) for row in rows]


def head(store: "Store") -> tuple[int, str]:
    """The number and the hash of the newest line: written down elsewhere, they prove that nothing before was changed."""
    rows = store.ask("SELECT entry, hash FROM store.audit ORDER BY entry DESC LIMIT 1")
    return rows[0] if rows else (0, FIRST)


def faults(store: "Store") -> Iterator[str]:
    """Where the chain is broken, a sentence each."""
    before, chained = 0, FIRST
    for row in store.ask(f"{_ROWS} ORDER BY entry"):
        line = Entry(*row)
        if line.entry != before + 1:
            yield f"The audit log lacks the lines {before + 1} to {line.entry - 1}."
        elif line.hash != _hash(
            chained, line.entry, line.happened_at, line.who, line.what, line.detail_digest
        ):
            yield f"Line {line.entry} of the audit log is not the one that was written."
        if line.detail != DISPOSED and _digest(line.detail) != line.detail_digest:
            yield f"The detail of line {line.entry} of the audit log is not the one that was written."
        before, chained = line.entry, line.hash


def lacking(store: "Store", heads: Iterable[str]) -> Iterator[str]:
    """Which marks of earlier newest lines, noted elsewhere, no line has any more, a sentence each.

    Where the chain is whole and a line has the mark, that line and all before it are as they were written.
    """
    there = {FIRST, *(mark for (mark,) in store.ask("SELECT hash FROM store.audit"))}
    for head in heads:
        if head.strip().lower() not in there:
            yield (
                f"No line of the audit log has the mark {head}: the log was changed before that line, an older backup was"
                " put back since, or the mark is of another store."
            )


def chain(cursor: duckdb.DuckDBPyConnection) -> None:
    """Give the lines of an older store their hashes."""
    chained, made = FIRST, []
    for entry, at, who, what, detail in cursor.execute(
        "SELECT entry, happened_at, who, what, detail FROM store.audit ORDER BY entry"
    ).fetchall():
        digest = _digest(detail)
        chained = _hash(chained, entry, at, who, what, digest)
        made.append((digest, chained, entry))
    if made:
        cursor.executemany("UPDATE store.audit SET detail_digest = $1, hash = $2 WHERE entry = $3", made)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _hash(before: str, entry: int, at: dt.datetime, who: str, what: str, digest: str) -> str:
    told = "\0".join((before, str(entry), at.isoformat(timespec="microseconds"), who, what, digest))
    return _digest(told)
