"""Finding the one child that a page is about; the address keeps nothing but the store's own id."""

from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st

from cme_data import access
from cme_data.store import guesses
from cme_data.story import Story
from pages.components import ask, choice, frame, looked, scope, seen, words
from schemas import CHILD_REGISTERS, REGISTERS

PAGE, ADDRESS = "pages/panel/child.py", "child"
_TYPED, _OPENED = "child_search", "child_opened"
_MOST = 20


def chosen() -> Story | None:
    """The story of the child that the address names, under the field to look for another; each opening is noted."""
    here = frame.this()
    access.check(here.person, access.CHILDREN)
    with st.container(key="find"):
        typed = st.text_input(
            "Find a child by name, UPN or record number",
            key=_TYPED,
            max_chars=80,
            placeholder="For example Smith Ann, or F314999926001",
            help="What you type stays on this page: it is no part of the address. Opening a child is written down.",
        )
        if typed.strip():
            _found(ask.search(typed))
    child = st.query_params.get(ADDRESS)
    told = ask.story_of(child, scope.this().as_at) if child else None
    if told and st.session_state.get(_OPENED) != child:
        here.store.audit(here.person.name or "Not named", "opened a child", told.child, frame.clock())
    st.session_state[_OPENED] = child
    if child and not told:
        # Whoever tries ids leaves a trace; what was tried is not kept, as somebody may have typed a name there.
        seen.in_vain(child, guesses.UNKNOWN)
        choice.note_unknown("the child", child)
    if not told:
        told_how = (
            "Search for a child to see all that the registers have said of that child, and where it was said."
        )
        st.html(f'<p class="note">{told_how}</p>')
    return told


def offer(rows: Sequence[dict[str, Any]], key: str) -> None:
    """A way from rows that name children to the page about one of them."""
    names = {
        row["child"]: f"{row['surname']}, {row['forename']}"
        for row in rows
        if row.get("child") and row.get("surname")
    }
    if names:
        child = st.selectbox(
            "Open one child",
            sorted(names, key=lambda child: names[child].lower()),
            index=None,
            format_func=names.__getitem__,
            placeholder="Choose a child",
            key=key,
            width=360,
        )
        if child:
            st.switch_page(PAGE, query_params={ADDRESS: child})


def _found(rows: list[dict[str, Any]]) -> None:
    if not rows:
        where = "the registers" if seen.children() is None else "the lists of the panel or of your service"
        st.html(f'<p class="finding">Nobody on {where} is named so, now or earlier.</p>')
        return
    told = f"{words.children(len(rows))} found."
    if len(rows) > _MOST:
        told += f" The first {_MOST} are shown: type more of the name."
    st.html(f'<p class="finding">{escape(told)}</p>')
    looked.at("children found by a search", rows[:_MOST])
    for row in rows[:_MOST]:
        st.button(
            _named(row),
            key=f"open-{row['child']}",
            icon=":material/person:",
            type="tertiary",
            on_click=_open,
            args=(row["child"],),
        )


def _open(child: str) -> None:
    st.query_params[ADDRESS] = child
    st.session_state[_TYPED] = ""


def _named(row: dict[str, Any]) -> str:
    on = [name for name in CHILD_REGISTERS if name in row["registers"]] or row["registers"]
    registers = words.listed(REGISTERS[name].title for name in on)
    told = f"{row['surname']}, {row['forename']} · born {words.day(row['date_of_birth'])} · {registers}"
    return words.plain(told)
