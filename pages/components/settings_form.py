"""The settings of one group: the fields, what is wrong with what stands in them, and what a save would change."""

from html import escape
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cme_data import access, local
from cme_data.errors import CmeError
from cme_data.local import Change
from cme_data.settings import Wrong, shipped
from cme_data.settings.described import DESCRIBED, GROUPS, Group, said
from cme_data.settings.plain import plain
from pages.components import choice, frame, settings_field, show, signing, tables, words
from pages.components.tables import Column

_SAID = "settings_said"
_WHY = "settings_why"


def chosen() -> Group:
    """The group of settings that the page is about, after how many of all are the authority's own or in doubt."""
    now, before = plain(frame.this().settings), plain(shipped())
    own = sum(value != before[path] for path, value in now.items())
    doubtful = sum(now[path] == before[path] for path, each in DESCRIBED.items() if each.said.unverified)
    show.section(
        "What the authority sets for itself",
        f"{words.number(own)} of {words.some(len(now), 'setting')} are not as they came; {words.number(doubtful)} "
        "stand as they came though no public source confirms them.",
    )
    titles = {group.title: group for group in GROUPS}
    return titles[choice.pick("Group", tuple(titles), "group", width=360)]


def draw(group: Group) -> None:
    """Each setting of the group, and below what would change; nothing is kept before it is saved with a reason."""
    if done := st.session_state.pop(_SAID, None):
        st.success(words.plain(done), icon=":material/check_circle:")
    show.section(group.title, said()[group.about].rule if group.about else "")
    values: dict[str, Any] = {}
    beneath: dict[str, DeltaGenerator] = {}
    settings = frame.this().settings
    now, before = plain(settings), plain(shipped())
    for described in group.settings:
        path = described.path
        with st.container(key=f"setting-{path.replace('.', '-')}"):
            settings_field.told(described, now[path], before[path])
            values[path] = settings_field.field(described, now[path], before[path], settings)
            beneath[path] = st.container()
            settings_field.give_back(described, now[path], before[path])
    try:
        changes = local.changes(settings, values)
    except Wrong as wrong:
        told, at = escape(local.said(wrong)), local.place(wrong)[0]
        # A setting of another group may not go with what stands here: the sentence then comes last.
        beneath.get(at, st.container()).html(f'<p class="problem error">{told}</p>')
        return
    if changes:
        _save(changes)


def _save(changes: list[Change]) -> None:
    show.section(
        "What would change", f"{words.some(len(changes), 'setting')}; it counts at once, for everybody."
    )
    tables.show(
        "What would change",
        (
            Column("setting", "Setting"),
            Column("old", "Now", prose=True),
            Column("new", "Becomes", prose=True),
        ),
        [settings_field.change_in_words(change) for change in changes],
    )
    why = st.text_input(
        "Why it changes",
        key=f"{_WHY}-{settings_field.turn()}",
        max_chars=300,
        autocomplete="off",
        help="Kept with your name and the time. Without any child's name, please.",
    )
    label = f"Save {words.some(len(changes), 'change')}"
    if st.button(
        label, type="primary", icon=":material/save:", disabled=not (signing.named() and why.strip())
    ):
        try:
            who = signing.signature(access.SETTINGS)
            local.change(frame.this().store, changes, why, who, frame.clock())
        except CmeError as refused:
            st.error(words.plain(str(refused)), icon=":material/error:")
            return
        names = words.listed(DESCRIBED[change.path].label for change in changes)
        st.session_state[_SAID] = f"Saved: {names}."
        settings_field.begin_anew()
        st.rerun()
