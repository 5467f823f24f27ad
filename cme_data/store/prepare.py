"""A new store made ready, an older one brought up to date, and a newer one refused."""

import secrets
from importlib import resources
from pathlib import Path

import duckdb

from cme_data.build import RULES
from cme_data.errors import CmeError
from cme_data.store import audit, tables


def prepare(root: duckdb.DuckDBPyConnection, path: Path | None) -> None:
    """Make the tables of a new store, or those that an older one lacks; refuse a newer one."""
    if not _is_made(root):
        root.execute("BEGIN")
        for statement in tables.create():
            root.execute(statement)
        make_world(root, "store.now")
        root.execute(
            "INSERT INTO store.meta VALUES ('version', $1), ('salt', $2)",
            [str(tables.VERSION), secrets.token_hex(16)],
        )
        root.execute("COMMIT")
    version = _version(root)
    if version > tables.VERSION:
        raise CmeError(
            f"The store {path} was written by a newer version of this program: update the program first."
        )
    if version < tables.VERSION:
        root.execute("BEGIN")
        for statement in tables.upgrade(version):
            root.execute(statement)
        if version < audit.CHAINED_SINCE:
            audit.chain(root)
        root.execute("UPDATE store.meta SET value = $1 WHERE name = 'version'", [str(tables.VERSION)])
        root.execute("COMMIT")


def is_outdated(root: duckdb.DuckDBPyConnection) -> bool:
    """Whether the store attached is of an earlier version, and only opening it for writing can mend that."""
    # One whose making was broken off has no tables yet.
    return not _is_made(root) or _version(root) < tables.VERSION or not is_built_by_these_rules(root)


def is_built_by_these_rules(root: duckdb.DuckDBPyConnection) -> bool:
    """Whether what follows from the uploads was built as it would be now."""
    return root.execute("SELECT value FROM store.meta WHERE name = 'rules'").fetchall() == [(str(RULES),)]


def note_rules(cursor: duckdb.DuckDBPyConnection) -> None:
    """Say of the store that it is built by these rules."""
    cursor.execute("DELETE FROM store.meta WHERE name = 'rules'")
    cursor.execute("INSERT INTO store.meta VALUES ('rules', $1)", [str(RULES)])


def _is_made(root: duckdb.DuckDBPyConnection) -> bool:
    ((made,),) = root.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE database_name = 'store' AND table_name = 'meta'"
    ).fetchall()
    return bool(made)


def _version(root: duckdb.DuckDBPyConnection) -> int:
    # Every row is fetched: a result with some left keeps its transaction open for as long as the store is, and then
    # no deleted row may leave the file.
    ((version,),) = root.execute("SELECT value FROM store.meta WHERE name = 'version'").fetchall()
    return int(version)


def make_world(cursor: duckdb.DuckDBPyConnection, schema: str) -> None:
    """The empty tables of a world."""
    text = resources.files(__package__).joinpath("world.sql").read_text()
    cursor.execute(text.replace("{schema}", schema))
