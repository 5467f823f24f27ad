"""A world: all that follows from the uploads known at one day, ready to be asked."""

import datetime as dt
import re
from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import duckdb

from cme_data.spells import Built


class World:
    """The children, spells and versions known at `known_at` (None: all that is known now)."""

    def __init__(
        self,
        root: duckdb.DuckDBPyConnection,
        schema: str,
        *,
        known_at: dt.date | None,
        newest: dt.date | None,
        registers: frozenset[str],
        state: Hashable,
        last: dt.date,
    ) -> None:
        self._root, self._schema = root, schema
        self.known_at, self.newest, self.registers = known_at, newest, registers
        self.state = state
        """Equal for all worlds of one state of the store."""
        self.fingerprint: Hashable = (state, last)
        """Equal for as long as every figure stays the same."""

    def rows(self, sql: str, params: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The rows of a query over `spells`, `versions`, `uploads` and `contents`.

        Each query has a cursor of its own: a shared one gives other threads' rows.
        Parameters that the query does not name are left out.
        """
        named = _parameters(sql)
        with self._root.cursor() as cursor:
            self._look_at(cursor)
            cursor.execute(sql, {name: value for name, value in (params or {}).items() if name in named})
            columns = [column[0] for column in cursor.description or ()]
            return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]

    def _look_at(self, cursor: duckdb.DuckDBPyConnection) -> None:
        try:
            cursor.execute(f"SET search_path = '{self._schema},store.main'")
        except duckdb.CatalogException:
            # Let go since: a click on a page that was drawn long ago finds what is known now.
            cursor.execute("SET search_path = 'store.now,store.main'")


@lru_cache(maxsize=1_000)
def _parameters(sql: str) -> frozenset[str]:
    return frozenset(re.findall(r"\$([a-z_][a-z0-9_]*)", re.sub(r"--[^\n]*", "", sql)))


def write(
    cursor: duckdb.DuckDBPyConnection, schema: str, built: Built, uploads: list[tuple[Any, ...]]
) -> None:
    """Put what was built into a world's tables, in the cursor's transaction."""
    import pyarrow as pa

    def days(values: Sequence[int | None]) -> Any:
        return pa.array(values, pa.int32()).cast(pa.date32())

    spells = built.spells
    spell_table = pa.table(
        {
            "spell_id": pa.array([s.number for s in spells], pa.int32()),
            "child": pa.array([s.child for s in spells], pa.string()),
            "register": pa.array([s.register for s in spells], pa.string()),
            "provider": pa.array([s.provider for s in spells], pa.string()),
            "opened_on": days([s.opened for s in spells]),
            "closed_on": days([s.closed for s in spells]),
            "outcome": pa.array([s.outcome for s in spells], pa.string()),
            "dropped_on": days([s.dropped for s in spells]),
            "first_content": pa.array([s.versions[0].content for s in spells], pa.int32()),
            "last_content": pa.array([s.versions[-1].content for s in spells], pa.int32()),
        }
    )
    # Column by column: so many rows, kept at once, would have the collector look through everything that there is.
    spell_id, content_id, valid_from, valid_to = list[int](), list[int](), list[int](), list[int]()
    for spell in spells:
        for content, begins, ends in spell.in_force():
            spell_id.append(spell.number)
            content_id.append(content)
            valid_from.append(begins)
            valid_to.append(ends)
    version_table = pa.table(
        {
            "spell_id": pa.array(spell_id, pa.int32()),
            "content_id": pa.array(content_id, pa.int32()),
            "valid_from": days(valid_from),
            "valid_to": days(valid_to),
        }
    )
    upload_table = pa.table(
        {
            "upload": pa.array([u[1] for u in uploads], pa.string()),
            "register": pa.array([u[2] for u in uploads], pa.string()),
            "provider": pa.array([u[3] for u in uploads], pa.string()),
            "as_at": pa.array([u[4] for u in uploads], pa.date32()),
            "mode": pa.array([u[5] for u in uploads], pa.string()),
        }
    )
    for name, table in {"spells": spell_table, "versions": version_table, "uploads": upload_table}.items():
        cursor.register("incoming_rows", table)
        cursor.execute(f"DELETE FROM {schema}.{name}")
        cursor.execute(f"INSERT INTO {schema}.{name} SELECT * FROM incoming_rows")
        cursor.unregister("incoming_rows")
