"""The room view: which meeting, whose turn it is, and everybody by initials until one child is chosen."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

import streamlit as st

from pages.components import ask, choice, frame, looked, show, tables, unlisted, words
from pages.components.tables import Column

Row = dict[str, Any]

_CHILD, _AUDITED = "room_child", "room_audited"
_EVERY = "Every child"
_WHICH = {
    _EVERY: lambda row, since: True,
    "New since the last meeting": lambda row, since: since is None or row["opened_on"] > since,
    "With an open action": lambda row, since: row["open_actions"] > 0,
    "With a clock late or an action overdue": lambda row, since: bool(row["late"] or row["overdue"]),
    "Removal proposed": lambda row, since: (
        row["removed_on"] is not None and row["removal_approved_on"] is None
    ),
}
_NO_GROUP = "Panel group not recorded"
_FEW = 12  # children that are in sight together on a wall


def choose() -> tuple[date | None, list[Row]]:
    """The meeting that the page is about, and the children in its order, narrowed as the person chooses."""
    days = ask.panel_days()[::-1]
    # While a child is spoken of, the choice is folded: the child is in sight, on a telephone too.
    with st.expander("Meeting and children") if st.session_state.get(_CHILD) else st.container():
        with st.container(horizontal=True):
            listed = _meeting(days) if days else None
            which = choice.pick("Show", list(_WHICH), "which", width=360)
        held_on = unlisted.tick() or listed
    if not days:
        st.info(
            "No meeting is listed yet: upload the list of ROME panel meetings first.", icon=":material/event:"
        )
    if held_on is None:
        return None, []
    listing = "" if held_on in days else ", on no list yet"
    today = frame.this().now.date()
    show.note(f"Meeting of {words.day(held_on)}{listing}; as things stand on {words.day(today)}.")
    since = next((day for day in days if day < held_on), None)
    return held_on, [row for row in ask.room() if _WHICH[which](row, since)]


def _meeting(days: Sequence[date]) -> date:
    """The next meeting listed, else the newest, where the person chooses no other."""
    coming = [day for day in days if day >= frame.this().now.date()]
    labels = {words.day(day): day for day in days}
    default = list(labels).index(words.day(coming[-1] if coming else days[0]))
    return labels[choice.pick("Meeting", list(labels), "held", index=default, width=280)]


def turn(rows: Sequence[Row]) -> Row | None:
    """Whose turn it is: Previous and Next move on, and so do the arrow keys; None until a child is chosen."""
    ids = [row["child"] for row in rows]
    called = {row["child"]: f"{place}. {initials(row)}" for place, row in enumerate(rows, 1)}
    if st.session_state.get(_CHILD) not in ids:
        st.session_state[_CHILD] = None
    chosen = st.session_state[_CHILD]
    place = ids.index(chosen) if chosen else -1
    with st.container(horizontal=True, vertical_alignment="bottom", key="turn"):
        st.button(
            "Previous", key="room-previous", shortcut="Left", disabled=place < 1,
            on_click=_go, args=(ids, place - 1), icon=":material/arrow_back:",
        )  # fmt: skip
        st.selectbox(
            f"Child ({words.children(len(rows))})", ids, None, key=_CHILD, width=300,
            format_func=lambda child: called.get(child, ""), placeholder="Choose a child",
        )  # fmt: skip
        st.button(
            "Next" if chosen else "Begin", key="room-next", shortcut="Right", disabled=place + 1 >= len(ids),
            on_click=_go, args=(ids, place + 1), icon=":material/arrow_forward:", type="primary",
        )  # fmt: skip
        if chosen:
            st.button(
                "Everybody", key="room-everybody", on_click=_go, args=((), -1), icon=":material/groups:"
            )
    row = rows[ids.index(st.session_state[_CHILD])] if st.session_state[_CHILD] else None
    _write_down(row)
    return row


def everybody(rows: Sequence[Row]) -> None:
    """The children by initials and record number, in the panel's groups."""
    if not rows:
        show.section("Nobody to go through", "No child on the CME register is in this choice.")
        return
    looked.at("the children of the meeting, by initials", rows)
    numbered = [row | {"place": f"{place}. {initials(row)}"} for place, row in enumerate(rows, 1)]
    with st.container(key="room-everybody-list"):
        for group, some in groupby(numbered, key=lambda row: row["referral_group"]):
            _group(group or _NO_GROUP, list(some), unfolded=len(rows) <= _FEW)


def _group(title: str, rows: Sequence[Row], *, unfolded: bool) -> None:
    """One group of the meeting; folded where there are many, so that a telephone has the groups in sight."""
    asks = sum(bool(row["late"] or row["overdue"]) for row in rows)
    told = (
        f"{title}: {words.children(len(rows))}, {words.number(asks)} with a clock late or an action overdue"
    )
    cells = [row | {"late": len(row["late"])} for row in rows]
    with st.expander(words.plain(told), expanded=unfolded):
        tables.show(
            title,
            (
                Column("place", "Child"),
                Column("category", "Category"),
                Column("hours_per_week", "Hours", True),
                Column("days_open", "Days open", True),
                Column("late", "Clocks late", True),
                Column("open_actions", "Open actions", True),
            ),
            cells,
        )


def initials(row: Row) -> str:
    """A child as the wall may show it: initials and record number."""
    letters = "".join(f"{(row[name] or '?')[0]}." for name in ("forename", "surname"))
    return f"{letters} · {row['record_number'] or 'no record number'}"


def _go(ids: Sequence[str], place: int) -> None:
    st.session_state[_CHILD] = ids[place] if 0 <= place < len(ids) else None


def _write_down(row: Row | None) -> None:
    """Each opening of a child is written down, by the store's own id."""
    child = row["child"] if row else None
    if child and st.session_state.get(_AUDITED) != child:
        here = frame.this()
        here.store.audit(
            here.person.name or "Not named", "opened a child at the panel", f"child {child}", frame.clock()
        )
    st.session_state[_AUDITED] = child
