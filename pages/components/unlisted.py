"""A meeting that is on no list yet: the tick that says so, and the removals approved by such a one."""

from datetime import date

import streamlit as st

from pages.components import ask, ask_panel, frame, lists, show, words
from pages.components.chasing import day_of
from pages.components.lists import Rows

_FOLLOWS = (
    "What is recorded counts as that meeting's. A removal approved so closes the child all the same, and stands below as "
    "approved by a meeting that is not listed until the list of meetings has its day. Which services came can be "
    "recorded only then."
)


def tick() -> date | None:
    """The day of a meeting that is on no list yet, where the person says that there is one."""
    if not st.checkbox("This meeting is on no list yet", key="unlisted"):
        return None
    today = frame.this().now.date()
    held_on = day_of(
        st.date_input(
            "It met on", today, date(1990, 1, 1), today, key="unlisted_day", format="DD/MM/YYYY", width=180
        )
    )
    show.note(_FOLLOWS)
    return held_on or today


def approved() -> None:
    """The removals that a meeting on no list approved, with their list."""
    rows = ask_panel.approved_unlisted()
    if not rows:
        return
    newest = words.day(rows[0]["removal_approved_on"])
    show.section(
        "Approved by a meeting that is not listed",
        f"{words.some(len(rows), 'removal')}, the newest on {newest}. Each counts; list the meeting, or correct the day.",
    )
    lists.menu(
        "unlisted", [Rows("unlisted", "Removals", lambda: ask.named(rows), len(rows), "No listed meeting")]
    )
