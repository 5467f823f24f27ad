"""What every page of one run shares: the store, who is asking, today, and the settings."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from cme_data import access, settings
from cme_data.settings import Settings
from cme_data.sign_in import Session
from cme_data.store import Store, World
from cme_data.store.key import key_of
from cme_data.store.schedule import Schedule
from pages.components import identity
from pages.components.ready import Ready

_KEY = "frame_of_this_run"


@dataclass(frozen=True)
class Frame:
    """One run of the dashboard for one person; `now` was read once, at the entrance."""

    store: Store
    world: World
    settings: Settings
    person: access.Person
    now: datetime
    session: Session | None = None
    """The sign-in of the person; None where nobody signs in."""

    @property
    def is_newest(self) -> bool:
        """Whether nothing was committed since what the pages of this run show."""
        return self.world.state == self.store.fingerprint


def open_frame(data_dir: Path, now: datetime, name: str) -> Frame:
    """Open the store (once for all people) and note who is asking, for the pages of this run.

    The settings are read anew where their file changed, by whomever: one that is wrong ends the run with its sentence.
    """
    folder = str(data_dir.resolve())
    store = _opened(folder)
    local = settings.current(data_dir.resolve())
    person = identity.person(store, local, name, now)
    world = _ready(folder, store).world(person.name)
    frame = Frame(store, world, local, person, now, identity.session())
    st.session_state[_KEY] = frame
    scheduled(frame)
    return frame


def this() -> Frame:
    """The frame of the run that is drawing a page."""
    return cast(Frame, st.session_state[_KEY])


def at_click(of: Frame, doing: str) -> None:
    """Pass where the person of a run may do this now: a click is answered outside the run, which may be long ago.

    Raises SignedOut where the sign-in is over meanwhile, and NotAllowed where the role, as it now is, does not include it.
    """
    person = of.person
    if of.session is not None:
        local = settings.current(of.store.path.parent) if of.store.path else of.settings
        person = identity.again(of.store, local, of.session, clock())
    access.check(person, doing)
    if (person.role, person.service) != (of.person.role, of.person.service):
        raise access.NotAllowed("Your role has changed since this page was drawn: see what it is now, then ask again.")


def drawing_again() -> Callable[[], None]:
    """What draws the page of this run again from outside it; nothing where no server runs it.

    Streamlit has no public way: this one is tried in a browser with the version that is pinned.
    """
    run = get_script_run_ctx(suppress_warning=True)

    def draw() -> None:
        opened = _is_served() and run and runtime.get_instance()._session_mgr.get_session_info(run.session_id)
        if opened:
            opened.session.request_rerun(opened.session._client_state)

    return draw


def clock() -> datetime:
    """The time on the wall: of a run as it begins, and of a click, which may come long after its page was drawn."""
    return datetime.now()  # noqa: DTZ005  officers read their own time of day


@st.cache_resource(show_spinner=False)
def _opened(data_dir: str) -> Store:
    return Store.open(Path(data_dir), key=key_of(os.environ))


@st.cache_resource(show_spinner=False)
def _ready(data_dir: str, _store: Store) -> Ready:
    ready = Ready(_store)
    if _is_served():
        ready.hold()
    _store.on_change.append(lambda by_lists_alone: ready.changed(_who_writes(), by_lists_alone))
    return ready


def _who_writes() -> str:
    """Whose run this thread draws; nobody's where it draws none."""
    is_drawing = get_script_run_ctx(suppress_warning=True) is not None and _KEY in st.session_state
    return this().person.name if is_drawing else ""


def scheduled(of: Frame) -> Schedule:
    """The backups of the store by the clock, as the settings now say; over made-up data the clock stands still."""
    schedule = _schedule(of.store.salt, of.store)
    folder = of.store.path.parent if of.store.path else Path()
    schedule.folder = folder / of.settings.backup.folder
    schedule.every_hours, schedule.keep_days = of.settings.backup.every_hours, of.settings.backup.keep_days
    schedule.head_file = folder / of.settings.audit.head_file
    if _is_served() and of.store.path and not of.store.is_sample:
        schedule.start()
    return schedule


def _is_served() -> bool:
    """Whether this is the real server: tests draw pages without one, or with one that is none."""
    return runtime.exists() and isinstance(runtime.get_instance(), runtime.Runtime)


@st.cache_resource(show_spinner=False)
def _schedule(salt: str, _store: Store) -> Schedule:
    return Schedule(_store, Path(), key=key_of(os.environ), every_hours=24, keep_days=35, clock=clock)
