"""Where a newer list says otherwise than the panel wrote: both, until somebody settles it."""

from collections import defaultdict
from collections.abc import Collection

import streamlit as st

from cme_data import panel
from pages.components import ask, frame, looked, recording, room, show, tables, words
from pages.components.tables import Column
from schemas import REGISTERS


def draw(registers: Collection[str]) -> None:
    """Each row of these registers that a newer list and the panel tell differently."""
    rows: dict[tuple[str, int], list[panel.Disagreement]] = defaultdict(list)
    for one in ask.disagreements():
        if one.register in registers:
            rows[one.register, one.content].append(one)
    if not rows:
        return
    show.section(
        "A newer list says otherwise",
        f"In {words.some(len(rows), 'row')} a list that came later differs from what the panel recorded. "
        "The newer counts until it is settled here.",
    )
    looked.at("rows of which a newer list says otherwise", [{"child": first.child} for first, *_ in rows.values()])
    children = {row["child"]: room.initials(row) for row in ask.room()}
    for both in rows.values():
        _one(both, children)


def _one(both: list[panel.Disagreement], children: dict[str, str]) -> None:
    first = both[0]
    whose = first.action_id or children.get(first.child or "", words.day(first.opened_on))
    title = f"{REGISTERS[first.register].title}: {whose}"
    with st.container(key=f"differ-{first.register}-{first.content}", border=True):
        show.section(title, level=3)
        tables.show(
            title,
            (
                Column("label", "Column"),
                Column("panel", "The panel recorded", blank="Blank"),
                Column("list", "The newer list says", blank="Blank"),
            ),
            [{"label": one.label, "panel": one.panel, "list": one.list} for one in both],
        )
        st.caption(
            words.plain(
                f"Recorded by {first.who}, counting from {words.day(first.panel_on)} (upload {first.panel_upload}); "
                f"list {first.file_name} as at {words.day(first.list_on)} (upload {first.list_upload})."
            )
        )
        store, key = frame.this().store, f"{first.register}-{first.content}"
        with st.container(horizontal=True):
            if st.button("The panel's word stands", key=f"panel-stands-{key}"):
                recording.keep("The panel's word", lambda by: panel.keep_panel(store, both, by))
            if st.button("The list is right", key=f"list-stands-{key}"):
                recording.keep("The list's word", lambda by: panel.keep_list(store, both, by))
