"""Backups and the audit log's mark by the clock, while the dashboard runs and holds the store."""

import datetime as dt
import logging
import threading
from collections.abc import Callable
from pathlib import Path

import duckdb

from cme_data.errors import CmeError
from cme_data.store import backups
from cme_data.store.heads import note_head
from cme_data.store.store import Store

LOG = logging.getLogger("cme.backups")
_LOOK_EVERY = 600.0  # seconds
WHO = "The dashboard, by the clock"


class Schedule:
    """Takes a backup whenever the newest is too old, and lets old ones go; what went wrong last is kept to be shown."""

    def __init__(
        self,
        store: Store,
        folder: Path,
        *,
        key: str | None,
        every_hours: int,
        keep_days: int,
        clock: Callable[[], dt.datetime],
    ) -> None:
        self.folder, self.every_hours, self.keep_days = folder, every_hours, keep_days
        self.head_file: Path | None = None
        """The file to which the mark of the audit log's newest line is added each day."""
        self.failed: str = ""
        """Why the last attempt failed, in a sentence; empty where it did not."""
        self.unmarked: str = ""
        """The same of the audit log's mark."""
        self._store, self._key, self._clock = store, key, clock
        self._running = False
        self._ended = threading.Event()

    def start(self) -> None:
        """Look now and then, until the process ends; once started, nothing more."""
        if self._running:
            return
        self._running = True
        threading.Thread(target=self._run, name="backups", daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._ended.set()

    def look(self) -> None:
        """Take a backup if one is due, and remove those that are too old."""
        now = self._clock()
        # One from a day to come was made while the clock was wrong, and is no reason to wait until then.
        made = [one for one in backups.listed(self.folder) if one.made_at <= now]
        if made and now - made[0].made_at < dt.timedelta(hours=self.every_hours):
            return
        try:
            if self._store.path is not None:
                self.take(WHO, now)
        except (CmeError, OSError, duckdb.Error) as error:
            self.failed = str(error) if isinstance(error, CmeError) else "It could not be read or written."
            LOG.error("The backup failed: %s", type(error).__name__)

    def mark(self) -> None:
        """Note the audit log's mark of the day, where that is not done yet."""
        self.unmarked = ""
        try:
            if self.head_file is not None and self._store.path is not None:
                note_head(self._store, self.head_file, self._clock())
        except (CmeError, duckdb.Error) as error:
            self.unmarked = str(error) if isinstance(error, CmeError) else "The audit log cannot be read."
            LOG.error("The audit log's mark could not be noted: %s", type(error).__name__)

    def take(self, who: str, now: dt.datetime) -> backups.Backup:
        """Make a backup at once, and let go what is too old; raises as `backups.take` does."""
        made = backups.take(self._store, self.folder, key=self._key, who=who, now=now)
        backups.prune(self.folder, keep_days=self.keep_days, now=now)
        self.failed = ""
        return made

    def _run(self) -> None:
        while not self._ended.is_set():
            self.look()
            self.mark()
            self._ended.wait(_LOOK_EVERY)
