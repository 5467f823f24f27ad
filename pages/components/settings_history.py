"""Which settings were changed, when, by whom and why, the newest first."""

import streamlit as st

from cme_data import local
from pages.components import frame, settings_field, show, tables, words
from pages.components.tables import Column

_MOST = 50


def draw() -> None:
    """Every change that was made here; a change made in the file itself leaves no trace."""
    changed = local.history(frame.this().store)
    show.section(
        "What was changed",
        f"{words.some(len(changed), 'change')} made on these pages."
        if changed
        else "Nothing has been changed on these pages.",
    )
    show.note("A change made by hand in the settings file counts as well, and is not listed here.")
    if not changed:
        return
    columns = (
        Column("at", "When"),
        Column("who", "By whom"),
        Column("setting", "Setting"),
        Column("old", "Was"),
        Column("new", "Became"),
        Column("why", "Why", prose=True),
    )
    rows = [
        {"at": one.at, "who": one.who, "why": one.why} | settings_field.change_in_words(one.change)
        for one in changed[:_MOST]
    ]
    st.html(f'<div class="tall">{tables.html("Settings changed, the newest first", columns, rows)}</div>')
    if len(changed) > _MOST:
        show.note(f"The {_MOST} newest of {words.number(len(changed))}.")
