"""Lists of children that somebody saw on a page: written down once for each person, list and day, never at each run."""

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from pages.components import frame, words

_SEEN = "lists_seen_in_this_session"


def at(what: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write down that the person sees this list, by its name and how many are on it; never a child of it."""
    here, listed = frame.this(), list(rows)
    if not listed:
        return
    children = {row["child"] for row in listed if row.get("child")}
    many = words.children(len(children)) if children else words.some(len(listed), "row")
    line = f"{what}: {many}"
    seen: set[tuple[object, ...]] = st.session_state.setdefault(_SEEN, set())
    key = here.now.date(), here.person, line
    if key not in seen:
        here.store.audit(here.person.name or "Not named", "saw a list", line, frame.clock())
        seen.add(key)
