"""Opening the one DuckDB file: encrypted where there is a key, never by two writers at once."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from cme_data.errors import CmeError, DiskFull, StoreBusy, WrongKey

FILE = "register.duckdb"
_DAMAGED = ("not a valid duckdb", "serializ", "could not read enough bytes")


def attach(path: Path | None, *, key: str | None, read_only: bool) -> duckdb.DuckDBPyConnection:
    """A connection with the store attached as `store`; no path is an empty store in memory.

    Raises StoreBusy, WrongKey or CmeError, each with the sentence to show.
    """
    root = duckdb.connect(":memory:")
    # pandas frames and local variables are no tables: every table is named on purpose.
    root.execute("SET python_enable_replacements = false")
    root.execute("SET threads = " + str(min(4, os.cpu_count() or 1)))
    try:
        _attach(root, path, "store", key, read_only)
    except duckdb.Error as error:
        root.close()
        raise _sentence(path, str(error), bool(key)) from None
    return root


@contextmanager
def attached(root: duckdb.DuckDBPyConnection, path: Path, name: str, *, key: str | None) -> Iterator[None]:
    """Another file beside the store, by that name for as long as this lasts; made where there is none."""
    _attach(root, path, name, key, read_only=False)
    try:
        yield
    finally:
        root.execute(f"DETACH {name}")


def _attach(
    root: duckdb.DuckDBPyConnection, path: Path | None, name: str, key: str | None, read_only: bool
) -> None:
    options = ["READ_ONLY"] if read_only else []
    if key and path is not None:
        # httpfs carries the cipher that DuckDB needs to write an encrypted file.
        from duckdb_extensions import import_extension

        import_extension("httpfs", con=root)
        root.execute("LOAD httpfs")
        options.append(f"ENCRYPTION_KEY {_quoted(key)}")
    target = _quoted(":memory:" if path is None else str(path))
    root.execute(f"ATTACH {target} AS {name}" + (f" ({', '.join(options)})" if options else ""))


def waiting(path: Path | None) -> int:
    """How many bytes wait in the log of a store to be folded into its file."""
    log = path and path.with_name(path.name + ".wal")
    return log.stat().st_size if log and log.exists() else 0


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _sentence(path: Path | None, told: str, with_key: bool) -> CmeError:
    where = path.name if path else "the store"
    if "lock" in told.lower() and "conflicting" in told.lower():
        return StoreBusy(
            f"The store {where} is open in another program (the dashboard, perhaps):"
            " close it there first, or do this on its pages."
        )
    if is_full(told):
        return DiskFull(f"The disk is full, so the store {where} cannot be opened: make room and try again.")
    if "encrypt" in told.lower() or "key" in told.lower():
        return WrongKey(
            f"The key that was given does not open the store {where}: check CME_STORE_KEY or the file in CME_STORE_KEY_FILE."
            if with_key
            else f"The store {where} is encrypted: set CME_STORE_KEY to its key, or CME_STORE_KEY_FILE to a file with it."
        )
    if any(words in told.lower() for words in _DAMAGED):
        return CmeError(f"{where} is not a store of this program, or it is damaged: restore a backup.")
    return CmeError(f"The store {where} cannot be opened: {told.splitlines()[0]}")


def is_full(told: str) -> bool:
    """Whether DuckDB's words mean that there is no room to write."""
    return any(words in told.lower() for words in ("no space left", "disk full", "out of disk"))


def into_place(unfinished: Path, path: Path) -> None:
    """Let a finished file take its place only once it is on the disk, whatever happens to the power."""
    with unfinished.open("rb+") as file:
        os.fsync(file.fileno())
    unfinished.replace(path)
    if os.name == "posix":  # the folder's entry must outlast a loss of power too
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

def make_folder(data_dir: Path) -> None:
    """Make the folder of a new store; CmeError where that cannot be."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CmeError(f"There can be no store in {data_dir}: {error.strerror}.") from None
