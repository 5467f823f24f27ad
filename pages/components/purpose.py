"""What a list of children is taken for: said with one click, remembered for the session, kept with the list."""

from typing import cast
from zlib import crc32

import streamlit as st

from cme_data.reports.recognisable import children
from pages.components import frame, seen, words

_SAID, _OWN = "purpose_of_downloads", "purpose_in_own_words"
OTHER = "Other …"


def ask(key: str) -> str:
    """The field, and what was said for this file or an earlier one; empty until somebody said, and no file leaves then."""
    said = cast(str, st.session_state.get(_SAID, ""))
    if said and not _names_a_child(said):
        with st.popover(
            words.plain(f"For: {said}"), icon=":material/assignment:", type="tertiary", key=f"purpose-of-{key}"
        ):
            _choose(key, said)
        return said
    st.html('<p class="note"><strong>What is it for?</strong> It is written on the file and in the audit log.</p>')
    _choose(key, said)
    return ""


def _choose(key: str, said: str) -> None:
    # What was said stands in the keys, so that of two fields on one page each begins with what was said last.
    field, typed = (f"{name}-{key}-{crc32(said.encode())}" for name in ("purpose", "purpose-typed"))
    purposes = (*frame.this().settings.audit.purposes, OTHER)
    own = said not in purposes if said else bool(st.session_state.get(_OWN))
    st.pills(
        "What it is for", purposes, default=OTHER if own else said or None, key=field, label_visibility="collapsed",
        on_change=_chosen, args=(field,),
    )  # fmt: skip
    if own:
        st.text_input(
            "In your own words, without any child's name", said, key=typed, max_chars=80, width=400, autocomplete="off",
            on_change=_typed, args=(typed,),
        )  # fmt: skip


def _chosen(field: str) -> None:
    chosen = st.session_state[field]
    if chosen:
        st.session_state[_OWN] = chosen == OTHER
        st.session_state[_SAID] = "" if chosen == OTHER else chosen


def _typed(field: str) -> None:
    st.session_state[_SAID] = " ".join(st.session_state[field].split())


def _names_a_child(said: str) -> bool:
    """Whether the words seem to name one; told to those alone who see every child, as others would learn who is there."""
    here = frame.this()
    found = children(here.world, here.settings, said) if seen.children() is None else []
    if found:
        st.error(
            words.plain(f"{' '.join(found)} The audit log names no child: say it in other words."), icon=":material/privacy_tip:"
        )
    return bool(found)
