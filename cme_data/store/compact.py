"""The store written anew: smaller, or under another key. The old file is let go only when the new one is whole."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import duckdb

from cme_data.errors import CmeError, DiskFull
from cme_data.store import audit
from cme_data.store.connect import FILE, attach, attached, into_place, is_full
from cme_data.store.store import Store

_FULL = "The disk is full: the store is as it was. Make room and try again."
_TABLES = """SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = 'store' AND NOT internal ORDER BY ALL"""


def compact(data_dir: Path, *, key: str | None) -> tuple[int, int]:
    """Write the store anew without the room that it no longer needs; its bytes before and after.

    Raises StoreBusy, WrongKey or CmeError; the store is then as it was.
    """
    return _anew(data_dir, key, key)


def rekey(data_dir: Path, *, key: str | None, new: str, who: str, now: dt.datetime) -> tuple[int, int]:
    """Encrypt the store under another key; from the next opening on only that one opens it.

    Backups made before keep the key that they were made with. Raises as `compact` does.
    """
    if new == key:
        raise CmeError("The new key is the one that the store has already: nothing was changed.")

    def written_down(anew: duckdb.DuckDBPyConnection) -> None:
        audit.note(anew, who, "changed the key", "", now)

    return _anew(data_dir, key, new, written_down)


def _anew(
    data_dir: Path,
    key: str | None,
    new: str | None,
    also: Callable[[duckdb.DuckDBPyConnection], None] = lambda anew: None,
) -> tuple[int, int]:
    """`also` writes what is to stand in the new file alone: where that never takes its place, it was never done."""
    path, unfinished = data_dir / FILE, data_dir / (FILE + ".anew")
    if not path.exists():
        raise CmeError(f"There is no store in {data_dir}.")
    Store.open(
        data_dir, key=key
    ).close()  # folds its log in, brings an older one up, or says why it cannot be opened
    if path.with_name(
        path.name + ".wal"
    ).exists():  # it could not be folded in, and would be lost with the old file
        raise DiskFull(_FULL)
    before = path.stat().st_size
    _clear(unfinished)
    try:
        _copy(path, key, unfinished, new)
        root = attach(unfinished, key=new, read_only=False)
        try:
            also(root)
            root.execute("CHECKPOINT store")
        finally:
            root.close()
        into_place(unfinished, path)
    except (duckdb.Error, OSError) as error:
        if is_full(str(error)):
            raise DiskFull(_FULL) from None
        raise
    finally:
        _clear(unfinished)
    return before, path.stat().st_size


def _copy(path: Path, key: str | None, unfinished: Path, new: str | None) -> None:
    root = attach(path, key=key, read_only=True)
    try:
        with attached(root, unfinished, "anew", key=new):
            root.execute("COPY FROM DATABASE store TO anew")
            _compare(root)
    finally:
        root.close()


def _clear(unfinished: Path) -> None:
    for file in (unfinished, unfinished.with_name(unfinished.name + ".wal")):
        file.unlink(missing_ok=True)


def _compare(root: duckdb.DuckDBPyConnection) -> None:
    """Fail unless every row is in the new file: there is nothing to go back to once it is in place."""
    for schema, table in root.execute(_TABLES).fetchall():
        name = f'"{schema}"."{table}"'
        (missing,) = root.execute(
            f"SELECT count(*) FROM (SELECT * FROM store.{name} EXCEPT ALL SELECT * FROM anew.{name})"
        ).fetchone() or (0,)
        if missing:
            raise CmeError(
                f"{missing} rows of {schema}.{table} did not reach the new file: the store is as it was."
            )
