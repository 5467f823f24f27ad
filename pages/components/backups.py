"""The store's backups and its health, on a page."""

import os
from pathlib import Path

import streamlit as st

from cme_data import access
from cme_data.store import backups as kept
from cme_data.store.key import key_of
from cme_data.store.schedule import Schedule
from cme_data.verify import verify
from pages.components import frame, show, tables, words
from pages.components.tables import Column

_SAID, _HEALTH = "backup_done", "health_of_the_store"


def schedule() -> Schedule:
    """The clock that makes this store's backups."""
    return frame.scheduled(frame.this())


def state() -> None:
    """When the last good backup was made, and what went wrong since."""
    here, clock = frame.this(), schedule()
    access.check(here.person, access.KEEP)
    if said := st.session_state.pop(_SAID, None):
        st.success(said, icon=":material/check_circle:")
    made = kept.listed(clock.folder)
    rule = f"One is made every {words.some(clock.every_hours, 'hour')} and kept for {words.some(clock.keep_days, 'day')}."
    last = (
        f"The last good backup is of {words.moment(made[0].made_at)}." if made else "There is no backup yet."
    )
    show.section("The newest backup", f"{last} {rule}")
    how = (
        "encrypted as the store is"
        if key_of(os.environ)
        else "not encrypted, as the store is not: see CME_STORE_KEY in the README"
    )
    show.note(f"They go to {clock.folder}. Each is opened and read through before it counts, and {how}.")
    if here.store.is_sample:
        show.note("Made-up data is not backed up by the clock; the button below makes one.")
    if clock.failed:
        st.error(f"The last attempt failed. {words.plain(clock.failed)}", icon=":material/error:")


def now() -> None:
    """A backup at once."""
    if not st.button("Back up now", icon=":material/backup:", type="primary"):
        return
    here, clock = frame.this(), schedule()
    access.check(here.person, access.KEEP)
    made = clock.take(here.person.name or "Not named", frame.clock())
    st.session_state[_SAID] = f"{made.file} is made, opened and read through: {words.size(made.bytes)}."
    st.rerun()


def listed() -> None:
    """Every good backup."""
    rows = [
        {
            "file": made.file,
            "at": made.made_at,
            "size": words.size(made.bytes),
            "uploads": made.uploads,
            "line": made.audit_line,
        }
        for made in kept.listed(schedule().folder)
    ]
    if rows:
        columns = (
            Column("file", "File"), Column("at", "Made on"), Column("size", "Size", True), Column("uploads", "Uploads", True),
            Column("line", "Newest line of the audit log", True),
        )  # fmt: skip
        tables.show("Backups, newest first", columns, rows)
    show.note(
        "To go back to one: stop the dashboard, then give the command python -m cme_data restore FILE. The store as it was is kept beside it."
    )


def health() -> None:
    """Whether bytes, rows, spells, audit log and figures agree, when asked for: it reads everything again."""
    here = frame.this()
    path = here.store.path
    size = f"The store has {words.size(Path(path).stat().st_size)}." if path else ""
    show.section("Is the store whole?", size)
    if st.button("Check the whole store", icon=":material/verified:"):
        access.check(here.person, access.KEEP)
        with st.spinner("Reading every file again …"):
            st.session_state[_HEALTH] = frame.clock(), verify(here.store)
    if _HEALTH not in st.session_state:
        return
    at, faults = st.session_state[_HEALTH]
    if faults:
        st.error(f"On {words.moment(at)}: " + words.plain(" ".join(faults)), icon=":material/error:")
    else:
        st.success(f"On {words.moment(at)} everything agreed.", icon=":material/verified:")
