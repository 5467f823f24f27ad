"""A meeting of the panel held on another day than its calendar says: what was moved, and moving one by hand."""

from datetime import date, timedelta

import streamlit as st

from cme_data import access, local, panels
from cme_data.errors import CmeError
from cme_data.settings import Moved
from pages.components import frame, rules, show, signing, words

_SAID, _ROUND = "moving_said", "moving_round"
_NONE = "On no day"
_HOW = ("On another day", _NONE)
_AHEAD = timedelta(days=366)


def told(meeting: panels.Meeting) -> None:
    """How the meeting comes to be on its day, and which meetings before it are not held."""
    if said := st.session_state.pop(_SAID, None):
        st.success(words.plain(said), icon=":material/check_circle:")
    if meeting.moved:
        show.note(f"Moved from {_day(meeting.moved.day)}: {meeting.moved.why}")
    for move in _cancelled(meeting):
        show.note(f"The meeting of {_day(move.day)} is not held: {move.why}")


def form(meeting: panels.Meeting) -> None:
    """Move a meeting that only the calendar speaks of, for those who record for the panel."""
    here = frame.this()
    today = here.now.date()
    if meeting.held_on < today or not access.may(here.person.role, access.RECORD):
        return
    with st.expander("Move this meeting", icon=":material/edit_calendar:"):
        rules.beside("panel.first_meeting", "panel.every_days")
        held_on = _which(meeting)
        if held_on is None:
            return
        turn = f"{st.session_state.get(_ROUND, 0)}-{held_on}"
        with st.container(horizontal=True):
            how = st.selectbox("It is held", _HOW, key=f"move-how-{turn}", width=220)
            to = st.date_input(
                "New day", held_on, today, today + _AHEAD, key=f"move-to-{turn}", format="DD/MM/YYYY", width=180,
                disabled=how == _NONE,
            )  # fmt: skip
        why = st.text_input("Why it is moved", key=f"move-why-{turn}", max_chars=200, autocomplete="off")
        moved = how == _NONE or to != meeting.held_on
        ready = signing.named() and moved and bool(why.strip())
        if st.button("Move the meeting", icon=":material/save:", disabled=not ready):
            _move(held_on, None if how == _NONE else to, why)


def _which(meeting: panels.Meeting) -> date | None:
    """The meeting to move: the one in sight, or one before it that is not held; None where a list speaks for it."""
    if meeting.listed:
        st.info(
            "This meeting is on the services' list of meetings, and that list counts: change its day there and upload it. "
            "It is not moved from here.",
            icon=":material/list_alt:",
        )
    days = [*([] if meeting.listed else [meeting.held_on]), *(move.day for move in _cancelled(meeting))]
    if len(days) < 2:
        return days[0] if days else None
    return st.selectbox(
        "Which meeting", days, format_func=_day, key=f"move-which-{meeting.held_on}", width=320
    )


def _cancelled(meeting: panels.Meeting) -> list[Moved]:
    return panels.cancelled(frame.this().settings, frame.this().now.date(), meeting.held_on)


def _move(held_on: date, to: date | None, why: str) -> None:
    here = frame.this()
    try:
        who = signing.signature(access.RECORD)
        local.move_meeting(here.store, here.world, here.settings, held_on, to, why, who, frame.clock())
    except CmeError as refused:
        st.error(words.plain(str(refused)), icon=":material/error:")
        return
    becomes = f"is held on {_day(to)}" if to else "is not held"
    st.session_state[_SAID] = f"The meeting of {_day(held_on)} {becomes}."
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()


def _day(day: date) -> str:
    return f"{day:%A}, {words.day(day)}"
