"""Choices that live in the page's address, and the notice where an address asks for something unknown.

Streamlit drops an unknown value of a bound choice without a word, and the figures would silently widen.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, cast

import streamlit as st

from pages.components import words

_NOTICE = "unknown_in_address"
OPEN = "open"  # the address's word for the list that is open


def pick(
    label: str,
    options: Sequence[str],
    key: str,
    *,
    index: int = 0,
    help: str | None = None,
    width: int | str = "stretch",
) -> str:
    """One of some options from a drop-down list; the one at `index` is the default."""
    _look(key, lambda value: value in options, label)
    return st.selectbox(
        label, options, index, key=key, help=help, width=width, bind="query-params", persist_state="session"
    )


def segments(label: str, options: Sequence[str], key: str, *, default: str | None = None) -> str:
    """One of a few options, all in sight."""
    _look(key, lambda value: value in options, label)
    chosen = st.segmented_control(
        label, options, default=default or options[0], key=key, required=True, bind="query-params"
    )
    return cast(str, chosen or default or options[0])


def contents(label: str, options: Sequence[str], key: str) -> str:
    """One of many options, all in sight as in a list of contents."""
    _look(key, lambda value: value in options, label)
    chosen = st.pills(label, options, default=options[0], key=key, required=True, bind="query-params")
    return cast(str, chosen or options[0])


def day(
    label: str, default: date, key: str, *, earliest: date, latest: date, help: str | None = None
) -> date:
    """A day within two ends."""
    _look(key, lambda value: _within(value, earliest, latest), label)
    kept = st.session_state.get(key)
    if kept is not None and not earliest <= kept <= latest:
        del st.session_state[key]
    chosen = st.date_input(
        label,
        default,
        min_value=earliest,
        max_value=latest,
        key=key,
        format="DD/MM/YYYY",
        help=help,
        bind="query-params",
        persist_state="session",
    )
    return cast(date, chosen or default)


def unknown_names(known: Sequence[str]) -> None:
    """Note words of the address that no choice on this page goes by."""
    for name in st.query_params:
        if name not in known:
            _note(f"The address asks for “{_short(name)}”, which this page does not know.")


def note_unknown(what: str, value: str) -> None:
    """Note a value that the page does not know."""
    _note(f"The address asks for {what} “{_short(value)}”, which is not known.")


def notices(now_chosen: Any) -> None:
    """Show what the address asked for in vain, until the person chooses otherwise."""
    kept = st.session_state.get(_NOTICE)
    if not kept:
        return
    if kept["chosen"] is None:
        kept["chosen"] = now_chosen
    if kept["chosen"] != now_chosen:
        del st.session_state[_NOTICE]
        return
    st.warning(
        " ".join(words.plain(text) for text in kept["said"])
        + " That part of the address was left out, so **the figures may be of more children than it meant**.",
        icon=":material/link_off:",
    )


def _look(key: str, known: Callable[[str], bool], label: str) -> None:
    for value in st.query_params.get_all(key):
        if value and not known(value):
            _note(f"The address asks for {label.lower()} “{_short(value)}”, which is not known.")


def _note(said: str) -> None:
    kept = st.session_state.setdefault(_NOTICE, {"said": [], "chosen": None})
    if said not in kept["said"]:
        kept["said"].append(said)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"


def _within(text: str, earliest: date, latest: date) -> bool:
    try:
        return earliest <= date.fromisoformat(text) <= latest
    except ValueError:
        return False
