"""What counts in a store between two commits, kept as it was for those who are still reading it."""

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass, replace

import duckdb

from cme_data.store.prepare import make_world

NOW = "store.now"
_PREFIX = "was_"
_KEPT = 8
_TABLES = ("spells", "versions", "uploads")


@dataclass(frozen=True, slots=True)
class State:
    """The uploads that count, and where what follows from them stands."""

    changes: tuple[int, int]
    """One number for the uploads and withdrawals there were, one for the disposals."""
    published: int
    """How many files of published figures there are."""
    lists: tuple[tuple[dt.date, str], ...] = ()
    """The day and the register of each upload that counts, earliest first."""
    newest: dt.date | None = None
    """The newest day that a list ever spoke for."""
    schema: str = NOW

    def fingerprint(self, salt: str) -> Hashable:
        """Equal for as long as every figure of the store stays the same."""
        return salt, self.changes, self.published

    def differs_by_lists_alone(self, other: "State") -> bool:
        """Whether nothing but uploads and withdrawals lies between them: no child's record was disposed of, for one."""
        return (self.changes[1], self.published) == (other.changes[1], other.published)


def state_of(cursor: duckdb.DuckDBPyConnection) -> State:
    """The state that the cursor sees."""
    number, withdrawn, newest, disposed, published = cursor.execute(
        """SELECT coalesce(max(number), 0), count(withdrawn_at), max(as_at),
            (SELECT count(*) FROM store.disposals), (SELECT count(*) FROM store.published_files) FROM store.uploads"""
    ).fetchall()[0]
    lists = cursor.execute(f"SELECT DISTINCT as_at, register FROM {NOW}.uploads ORDER BY ALL").fetchall()
    newest = lists[-1][0] if lists else newest
    return State((2 * number + withdrawn if number else 0, disposed), published, tuple(lists), newest)


def kept_apart(cursor: duckdb.DuckDBPyConnection, state: State) -> State:
    """The state with tables of its own in memory, which no later commit touches; the oldest are let go."""
    made = [
        row[0]
        for row in cursor.execute(
            "SELECT schema_name FROM duckdb_schemas() WHERE database_name = 'memory' AND starts_with(schema_name, $1)",
            [_PREFIX],
        ).fetchall()
    ]
    numbers = sorted(int(name.removeprefix(_PREFIX)) for name in made)
    schema = f"memory.{_PREFIX}{numbers[-1] + 1 if numbers else 1}"
    cursor.execute("BEGIN")
    for old in numbers[: 1 - _KEPT]:
        cursor.execute(f"DROP SCHEMA memory.{_PREFIX}{old} CASCADE")
    cursor.execute(f"CREATE SCHEMA {schema}")
    make_world(cursor, schema)
    for table in _TABLES:
        cursor.execute(f"INSERT INTO {schema}.{table} SELECT * FROM {NOW}.{table}")
    cursor.execute("COMMIT")
    return replace(state, schema=schema)
