"""The store: one DuckDB file, many readers, one writer at a time."""

import datetime as dt
import shutil
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import duckdb

from cme_data.build import build
from cme_data.errors import CmeError, DiskFull, StoreBusy
from cme_data.spells import Built
from cme_data.store import audit, world
from cme_data.store.connect import FILE, attach, is_full, make_folder, waiting
from cme_data.store.facts import STANDING, Facts
from cme_data.store.prepare import is_built_by_these_rules, is_outdated, make_world, note_rules, prepare
from cme_data.store.state import NOW, kept_apart, state_of
from cme_data.store.uploads import Upload, listed_uploads
from cme_data.store.world import World

_KEPT_WORLDS = 12
_PATIENCE = 60.0
"""Seconds that a copy of the file waits for those who are reading."""
_ROOM = 16 * 2**20
"""Bytes free beside the size of the file itself: what changed is written anew before the old is let go."""
_LOG = 2**20
"""Bytes that wait in the log before notes alone are folded into the file."""
_DAMAGED = f"{FILE} is damaged or cut short: part of it cannot be read. Restore a backup that is whole."
_FULL = "The disk is full: nothing was changed. Make room and try again."


class Store:
    """The children's records of one authority, in one file of a data directory."""

    def __init__(self, root: duckdb.DuckDBPyConnection, path: Path | None, read_only: bool) -> None:
        self.path, self.read_only = path, read_only
        self._root = root
        self._writing = threading.Lock()
        self._building = threading.Lock()
        self._facts = Facts()
        self.salt = self.meta("salt") or ""
        """What tells this store from every other."""
        self.is_sample = self.meta("sample") == "yes"
        self.on_change: list[Callable[[bool], None]] = []
        """What is to be done after a commit that changes figures, by the thread that committed; told whether it added or
        withdrew lists, and nothing else."""
        self._apart = False
        with root.cursor() as cursor:
            self._state = state_of(cursor)

    @classmethod
    def open(cls, data_dir: Path | None, *, key: str | None = None, read_only: bool = False) -> Self:
        """Open the store of a data directory, making it if there is none; None is one in memory.

        Raises StoreBusy where another program holds it, WrongKey, or CmeError with a sentence.
        """
        path = None if data_dir is None else Path(data_dir) / FILE
        if path is not None and not path.exists():
            if read_only:
                path, read_only = None, False
            else:
                make_folder(path.parent)
        root = attach(path, key=key, read_only=read_only)
        try:
            if read_only and is_outdated(root):
                root.close()
                cls.open(data_dir, key=key).close()
                root = attach(path, key=key, read_only=True)
            prepare(root, path)
            store = cls(root, path, read_only)
            if not is_built_by_these_rules(root):
                with store.writing() as cursor:
                    store.rebuild(cursor)
                    note_rules(cursor)
            return store
        except duckdb.IOException as error:
            root.close()
            if is_full(str(error)):
                raise DiskFull(_FULL) from None
            raise CmeError(_DAMAGED) from None
        except BaseException:
            root.close()
            raise

    def close(self) -> None:
        """Close the file, so that another program may open it."""
        self._root.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(self, sql: str, params: dict[str, Any] | list[Any] | None = None) -> list[tuple[Any, ...]]:
        """Rows of a query over the store's own tables, with a cursor of its own."""
        with self._root.cursor() as cursor:
            return cursor.execute(sql, params).fetchall() if params else cursor.execute(sql).fetchall()

    def meta(self, name: str) -> str | None:
        """One of the store's own facts."""
        rows = self.ask("SELECT value FROM store.meta WHERE name = $1", [name])
        return rows[0][0] if rows else None

    @property
    def fingerprint(self) -> Hashable:
        """Equal for as long as every figure of this store stays the same."""
        return self._state.fingerprint(self.salt)

    def keep_apart(self) -> None:
        """From now on a world stays as it was while later uploads are committed, for as long as somebody may read it."""
        with self._writing, self._root.cursor() as cursor:
            self._apart = True
            self._state = kept_apart(cursor, self._state)

    def _note_changes(self) -> bool:
        """Take note of what was committed; whether any figure may have changed by it."""
        with self._root.cursor() as cursor:
            state = state_of(cursor)
            changed = state.fingerprint(self.salt) != self.fingerprint
            if changed:
                self._state = kept_apart(cursor, state) if self._apart else state
        return changed

    @contextmanager
    def writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """One transaction of the one writer: all of it is kept, or nothing.

        Raises StoreBusy where another upload is being written for longer than a minute.
        """
        if self.read_only:
            raise CmeError("The store is open for reading only.")
        if not self._writing.acquire(timeout=60):
            raise StoreBusy("Another upload is being written to the store: try again in a moment.")
        remembered = self._facts.newest
        try:
            self._find_room()
            with self._root.cursor() as cursor:
                cursor.execute("BEGIN")
                try:
                    yield cursor
                    cursor.execute("COMMIT")
                except BaseException as error:
                    self._facts.forget_after(*remembered)
                    _roll_back(cursor)
                    if isinstance(error, duckdb.Error) and is_full(str(error)):
                        raise DiskFull(_FULL) from None
                    raise
            before = self._state
            changed = self._note_changes()
            if changed or waiting(self.path) > _LOG:
                self._checkpoint()
        finally:
            self._writing.release()
        if changed:
            for tell in self.on_change:
                tell(self._state.differs_by_lists_alone(before))

    def build(
        self, cursor: duckdb.DuckDBPyConnection, known_at: dt.date | None = None
    ) -> tuple[Built, list[Any]]:
        """Every spell that follows from the uploads known at a day, as the cursor sees them."""
        with self._building:
            standing = cursor.execute(STANDING, {"known_at": known_at}).fetchall()
            listings = self._facts.listings(lambda sql: cursor.execute(sql).fetchall(), standing)
            return build(listings, self.salt), standing

    def _find_room(self) -> None:
        """Refuse to begin where the disk might not hold what is committed until it is folded in."""
        if self.path is not None:
            needed = self.path.stat().st_size + _ROOM
            if shutil.disk_usage(self.path.parent).free < needed:
                raise DiskFull(_FULL)

    def _checkpoint(self) -> bool:
        """Fold the log into the file, or it grows; False where somebody is still reading."""
        with self._root.cursor() as cursor:
            try:
                cursor.execute("CHECKPOINT store")
            except duckdb.TransactionException:
                return False
            except duckdb.IOException as error:
                if not is_full(str(error)):
                    raise
                raise DiskFull(
                    "The disk is full. What was committed is kept, but this program can go no further:"
                    " make room and start it again."
                ) from None
        return True

    def build_now(self) -> tuple[Built, list[Any]]:
        """The present world built anew, beside the one that is stored."""
        with self._writing, self._root.cursor() as cursor:
            return self.build(cursor)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """No writing while this lasts, and everything committed is in the one file.

        Raises StoreBusy where somebody reads without a pause for a minute.
        """
        with self._writing:
            until = time.monotonic() + _PATIENCE
            # Not FORCE CHECKPOINT: of DuckDB 1.5 it waits for ever where others begin to read meanwhile.
            while not self.read_only and not self._checkpoint():
                if time.monotonic() > until:
                    raise StoreBusy("The store is being read without a pause: try again in a moment.")
                time.sleep(0.02)
            yield

    def forget_rows(self) -> None:
        """Read the rows anew at the next building: some of them are gone."""
        self._facts = Facts()

    def rebuild(self, cursor: duckdb.DuckDBPyConnection) -> Built:
        """Build the present world anew, in the cursor's transaction."""
        built, standing = self.build(cursor)
        world.write(cursor, NOW, built, standing)
        return built

    def world(self, known_at: dt.date | None = None) -> World:
        """What is known (by uploads that speak for `known_at` or earlier; None: by all)."""
        state = self._state
        known = [(day, register) for day, register in state.lists if known_at is None or day <= known_at]
        last = known[-1][0] if known else dt.date.min
        return World(
            self._root,
            self._past(last) if len(known) < len(state.lists) else state.schema,
            known_at=known_at,
            newest=state.newest,
            registers=frozenset(register for _, register in known),
            state=state.fingerprint(self.salt),
            last=last,
        )

    def _past(self, last: dt.date) -> str:
        """The schema of an earlier world, built when it is first asked for."""
        with self._writing:
            schema = f"memory.known_{last:%Y%m%d}_{'_'.join(map(str, self._state.changes))}"
            with self._root.cursor() as cursor:
                known = {
                    row[0]
                    for row in cursor.execute(
                        "SELECT schema_name FROM information_schema.schemata WHERE catalog_name = 'memory'"
                    ).fetchall()
                }
                name = schema.removeprefix("memory.")
                if name in known:
                    return schema
                built, standing = self.build(cursor, last)
                cursor.execute("BEGIN")
                for old in sorted(s for s in known if s.startswith("known_"))[:-_KEPT_WORLDS]:
                    cursor.execute(f"DROP SCHEMA memory.{old} CASCADE")
                cursor.execute(f"CREATE SCHEMA {schema}")
                make_world(cursor, schema)
                world.write(cursor, schema, built, standing)
                cursor.execute("COMMIT")
            return schema

    def read_through(self) -> None:
        """Read every row of every table; raises CmeError where the file is cut short or damaged."""
        tables = self.ask(
            "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = 'store' AND NOT internal"
        )
        try:
            for schema, table in tables:
                self.ask(f'SELECT bit_xor(hash(read)) FROM store."{schema}"."{table}" AS read')
        except duckdb.Error:
            raise CmeError(_DAMAGED) from None

    def mark_sample(self) -> None:
        """Say for good that this store holds a made-up authority."""
        with self.writing() as cursor:
            cursor.execute("INSERT OR REPLACE INTO store.meta VALUES ('sample', 'yes')")
        self.is_sample = True

    def uploads(self) -> list[Upload]:
        """Every upload ever committed, newest first."""
        return listed_uploads(self)

    def audit(self, who: str, what: str, detail: str, now: dt.datetime) -> None:
        """Write down who did what; never a child's name, number or birth date."""
        with self.writing() as cursor:
            audit.note(cursor, who, what, detail, now)


def _roll_back(cursor: duckdb.DuckDBPyConnection) -> None:
    try:
        cursor.execute("ROLLBACK")
    except duckdb.TransactionException:
        return  # a failed COMMIT has rolled back already
