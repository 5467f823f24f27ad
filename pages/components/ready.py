"""Which state of the store the pages show: the newest, as soon as what people asked lately has been answered of it."""

import time
from contextlib import suppress
from threading import Lock, Thread

from cme_data.store import Store, World
from pages.components.kept import asked_lately, forget_but, kept

_AT_MOST = 20.0
"""Seconds for which pages show what was known before an upload, however much is left to be answered anew."""


class Ready:
    """Until the figures of a new state are there, the one before stays in sight, whole: no page waits, none shows a mixture.

    Whoever committed sees the new state at once, and everybody does where a child's record was disposed of.
    """

    def __init__(self, store: Store) -> None:
        self._store, self._shown = store, store.world()
        self._turn = Lock()
        self._changes, self._shown_of = 0, 0
        self._wrote: dict[str, int] = {}
        self._holds, self._is_counting = False, False

    def hold(self) -> None:
        """Keep earlier states in sight from now on."""
        if not self._holds:
            self._store.keep_apart()
            self._shown, self._holds = self._store.world(), True

    def world(self, who: str) -> World:
        """What a person's page shows."""
        with self._turn:
            if self._shown_of == self._changes or self._wrote.get(who, 0) <= self._shown_of:
                return self._shown
            self._wrote[who] = self._changes  # nobody goes back to what was before what they saw
        return self._store.world()

    def changed(self, who: str, by_lists_alone: bool) -> None:
        """Something was committed, by this person where it was one."""
        with self._turn:
            self._changes += 1
            self._wrote[who] = self._changes
            held = self._holds and by_lists_alone
            if held and self._is_counting:
                return
            self._is_counting = held
        if held:
            Thread(target=self._count, name="figures", daemon=True).start()
        else:
            self._show(self._changes, self._store.world())

    def _show(self, of: int, world: World) -> None:
        with self._turn:
            if of > self._shown_of:
                self._shown, self._shown_of = world, of
        forget_but(world.state, self._store.fingerprint)

    def _count(self) -> None:
        while True:
            began, of, newest = time.monotonic(), self._changes, self._store.world()
            for asked in asked_lately(self._shown):
                if time.monotonic() < began + _AT_MOST:
                    with suppress(Exception):  # the page that asks meets the same fault, and tells it
                        kept(asked.of(newest))
            self._show(of, newest)
            with self._turn:
                if self._shown_of == self._changes:
                    self._is_counting = False
                    return
            # Where uploads follow each other, half of the time is for those who read.
            time.sleep(time.monotonic() - began)
