"""What officers write into reports: every saving is kept, the newest of each part counts."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from cme_data.errors import CmeError
from cme_data.store import audit
from cme_data.store.edition import Edition

if TYPE_CHECKING:
    from cme_data.store.store import Store

_OF = """SELECT entry, part, said, who, written_at FROM store.commentary
    WHERE report = $1 AND period = $2 AND boroughs = $3 AND released = $4"""
_NEWEST = f"{_OF} AND part = $5 ORDER BY entry DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody saved of one part of a report."""

    entry: int
    part: str
    text: str
    who: str
    at: dt.datetime


class CommentaryChanged(CmeError):
    """Somebody else saved this part meanwhile; `newer` is what they wrote."""

    def __init__(self, newer: Written) -> None:
        super().__init__(
            f"{newer.who} saved this commentary at {newer.at:%H:%M} on {newer.at.day} {newer.at:%B %Y}, while you were "
            "writing: read both, put together what should stand, and save again."
        )
        self.newer = newer


def commentary(store: "Store", edition: Edition) -> dict[str, Written]:
    """The newest of each part."""
    return {row[1]: Written(*row) for row in store.ask(f"{_OF} ORDER BY entry", edition.cells)}


def ever_written(store: "Store", edition: Edition, part: str) -> list[Written]:
    """Everything that was ever saved of a part, newest first."""
    rows = store.ask(f"{_OF} AND part = $5 ORDER BY entry DESC", [*edition.cells, part])
    return [Written(*row) for row in rows]


def write(
    store: "Store", edition: Edition, part: str, text: str, upon: int | None, who: str, now: dt.datetime
) -> Written:
    """Save a part by somebody who saw entry `upon` of it (None: none yet); no text takes it out of the report.

    Raises CommentaryChanged, with nothing changed, where a newer one stands.
    """
    text = text.strip()
    with store.writing() as cursor:
        newest = _newest(cursor, edition, part)
        if newest is not None and newest.text == text:
            return newest
        if newest is not None and newest.entry != upon:
            raise CommentaryChanged(newest)
        cursor.execute(
            "INSERT INTO store.commentary SELECT coalesce(max(entry), 0) + 1, $1, $2, $3, $4, $5, $6, $7, $8"
            " FROM store.commentary",
            [*edition.cells, part, text, who, now],
        )
        audit.note(cursor, who, "wrote commentary", f"{edition.report} of {edition.period}, {part}", now)
        written = _newest(cursor, edition, part)
    assert written is not None
    return written


def _newest(cursor: duckdb.DuckDBPyConnection, edition: Edition, part: str) -> Written | None:
    row = cursor.execute(_NEWEST, [*edition.cells, part]).fetchone()
    return Written(*row) if row else None
