"""Figures that the DfE published, and the files they were read from."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import duckdb

from cme_data.store import audit

if TYPE_CHECKING:
    from cme_data.store.store import Store

_FILES = """SELECT entry, publication, newest, file_name, sha256, who, loaded_at, f.rows, count(line)
    FROM store.published_files AS f LEFT JOIN store.published AS p USING (entry, publication)
    GROUP BY ALL ORDER BY entry DESC"""

_NUMBERS = {"line": "int32", "number": "float64", "percent": "float64", "rate": "float64"}
_WHAT = "(period, level, code, topic)"  # what a file speaks of as a whole

# What a newer release says already, an older one does not overwrite.
_TO_KEEP = f"""FROM incoming_rows WHERE {_WHAT} NOT IN (
    SELECT {_WHAT} FROM store.published JOIN store.published_files AS f USING (entry, publication)
    WHERE publication = $publication AND f.newest > $newest)"""


class PublishedRow(NamedTuple):
    """One published line; each number with the symbol that stands in its place, one of the two."""

    line: int
    period: str
    level: str
    code: str
    old_code: str
    name: str
    topic: str
    breakdown: str
    number: float | None
    number_symbol: str
    percent: float | None
    percent_symbol: str
    rate: float | None
    rate_symbol: str


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file of published figures that was loaded once."""

    entry: int
    publication: str
    newest: str
    file_name: str
    sha256: str
    who: str
    at: dt.datetime
    rows: int
    standing: int
    """How many of its rows no newer file has replaced."""


def published_files(store: "Store") -> list[PublishedFile]:
    """Every file of published figures ever loaded, newest first."""
    return [PublishedFile(*row) for row in store.ask(_FILES)]


def keep_published(
    store: "Store",
    publication: str,
    rows: Sequence[PublishedRow],
    file_name: str,
    sha256: str,
    who: str,
    now: dt.datetime,
) -> tuple[PublishedFile, bool]:
    """Keep a file's rows in the place of older ones of the same areas and periods; False where it was loaded before."""
    with store.writing() as cursor:
        same = next((file for file in _files(cursor) if file.sha256 == sha256), None)
        if same:
            return same, False
        newest = max(row.period for row in rows)
        made = cursor.execute(
            """INSERT INTO store.published_files
            SELECT coalesce(max(entry), 0) + 1, $1, $2, $3, $4, $5, $6, $7 FROM store.published_files
            RETURNING entry""",
            [publication, newest, file_name, sha256, who, now, len(rows)],
        ).fetchone()
        assert made is not None
        _replace(cursor, publication, newest, made[0], rows)
        audit.note(cursor, who, "loaded published figures", f"{file_name}, {len(rows)} rows", now)
        kept = _files(cursor)[0]
    return kept, True


def _files(cursor: duckdb.DuckDBPyConnection) -> list[PublishedFile]:
    return [PublishedFile(*row) for row in cursor.execute(_FILES).fetchall()]


def _replace(
    cursor: duckdb.DuckDBPyConnection, publication: str, newest: str, entry: int, rows: Sequence[PublishedRow]
) -> None:
    import pyarrow as pa

    columns = zip(PublishedRow._fields, zip(*rows, strict=True), strict=True)
    table = {name: pa.array(values, _NUMBERS.get(name, "string")) for name, values in columns}
    cursor.register("incoming_rows", pa.table(table))
    given = {"publication": publication, "newest": newest}
    cursor.execute(
        f"DELETE FROM store.published WHERE publication = $publication AND {_WHAT} IN (SELECT {_WHAT} {_TO_KEEP})",
        given,
    )
    cursor.execute(
        f"""INSERT INTO store.published BY NAME
        SELECT $entry AS entry, $publication AS publication, incoming_rows.* {_TO_KEEP}""",
        {**given, "entry": entry},
    )
    cursor.unregister("incoming_rows")
