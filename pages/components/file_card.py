"""One file of the drop zone as a card: its state in one line, the first step that needs a person open, the rest folded."""

from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager
from html import escape

import streamlit as st

from cme_data.errors import CmeError, NothingRecognised
from cme_data.ingest import Checked, Examined
from pages.components import (
    checked,
    committing,
    explanations,
    matching,
    mending,
    problems,
    received,
    remembered,
    send_back,
    show,
    visit,
    words,
)
from pages.components.committing import Ready
from pages.components.received import Received
from schemas import REGISTERS

Step = tuple[int, str]
COLUMNS, VALUES, PROBLEMS = "columns", "values", "problems"
_FEW = 4  # headings named in a line


def draw(sent: Received, mode: str) -> list[Ready]:
    """A card; gives the file when it may be committed."""
    with st.container(border=True, key=f"file-{sent.short}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            head = st.container()
            file = received.by_hand(sent)
        with st.spinner("Reading and checking …"):
            found = received.examined(file)
        tone, told = state(found)
        with head:
            show.section(file.name)
            st.html(f'<p class="state {tone}">{escape(told)}</p>')
        if isinstance(found, CmeError):
            (_password if received.is_protected(found) else _refused)(file, found)
            return []
        first = _first_step(found, file)
        for place, each in enumerate(found.sheets):
            _sheet(each, file, f"{file.short}-{place}", first[1] if first and first[0] == place else None)
        explanations.came_back(found, file.short)
        send_back.button(found, file.short)
        checked.not_used(found)
        return committing.preview(file, found, mode)


def state(found: Examined | CmeError) -> tuple[str, str]:
    """How a file stands: its tone, and a few words."""
    if received.is_protected(found):
        return "asks", "Needs a password"
    if isinstance(found, CmeError):
        return "stops", "No register recognised" if isinstance(found, NothingRecognised) else "Cannot be read"
    if any(sheet.valid is None for sheet in found.sheets):
        return "asks", "Needs matching"
    if not all(sheet.providers for sheet in found.sheets):
        return "asks", "Needs its data provider"
    if found.errors:
        return "stops", words.some(found.errors, "error")
    warnings = sum(len(sheet.problems) for sheet in found.sheets)
    told = f"Ready, {words.some(warnings, 'warning')}" if warnings else "Ready"
    if any(matching.asked_columns(sheet) for sheet in found.sheets):
        return "asks", f"{told}, columns to match"
    return "fine", told


def _first_step(found: Examined, file: Received) -> Step | None:
    """The first step of the first sheet that needs a person."""
    for place, sheet in enumerate(found.sheets):
        if matching.asked_columns(sheet):
            return place, COLUMNS
        if any(not visit.is_left(file.short, sheet.sheet, one) for one in matching.asked_values(sheet)):
            return place, VALUES
        if sheet.errors:
            return place, PROBLEMS
    return None


def _sheet(found: Checked, file: Received, key: str, first: str | None) -> None:
    register, known = REGISTERS[found.register], received.known(found.register, found.providers)
    where = f"{found.sheet} of {file.name}"
    show.section(f"Sheet “{found.sheet}”: {register.title}", _counts(found), level=3)
    if not found.providers and found.valid is not None:
        st.error(
            "Say whose list this is: choose the data provider by hand above.", icon=":material/person_search:"
        )
    asked, unread = matching.asked_columns(found), matching.asked_values(found)
    said = "Match columns" if asked else "Change what the columns are read as"
    if not asked and (left := matching.not_read(found)):
        said += f" (not read: {words.plain(_few(left))})"
    with _step(COLUMNS, said, ":material/view_column:", key, first):
        matching.columns(found, known, file.short, key, where)
    if unread:
        said = f"Match values ({words.some(len(unread), 'value')} not understood)"
        with _step(VALUES, said, ":material/rule:", key, first):
            matching.values(found, unread, file.short, key)
    said = f"Problems: {_levels(found)}" if found.problems else "No problems"
    with _step(PROBLEMS, said, ":material/fact_check:", key, first):
        mending.mended(found, file.short, key, where)
        problems.draw(found, key, where)
        remembered.explained(found, known, key)
        mending.draw(found, file.short, key, where)
        mending.explaining(found, key, where)
    settled = remembered.how_many(found, known, file.short)
    if settled:
        with _step("known", f"Remembered for this source ({settled})", ":material/bookmark:", key, first):
            remembered.matched(found, known, file.short, key)


def _step(name: str, label: str, icon: str, key: str, first: str | None) -> AbstractContextManager[object]:
    """A step to open. As one becomes the first or is no more, its key changes, or it would stay as it stood."""
    is_first = name == first
    return st.expander(label, expanded=is_first, icon=icon, key=f"step-{name}-{key}-{is_first}")


def _password(file: Received, found: CmeError) -> None:
    st.info(words.plain(str(found)), icon=":material/lock:")
    with st.form(f"password-{file.short}", border=False, clear_on_submit=True):
        typed = st.text_input(
            f"Password of {words.plain(file.name)}",
            type="password",
            autocomplete="off",
            help="Used to open this file, and kept nowhere.",
            key=f"password-box-{file.short}",
            width=320,
        )
        pressed = st.form_submit_button("Open the file", icon=":material/lock_open:")
    if pressed and typed:
        visit.unlock(file.short, typed)
        st.rerun()


def _refused(file: Received, found: CmeError) -> None:
    st.error(words.plain(str(found)), icon=":material/error:")


def _few(headings: Sequence[str]) -> str:
    more = len(headings) - _FEW
    return words.listed([*headings[:_FEW], f"{words.number(more)} more"] if more > 0 else headings)


def _levels(found: Checked) -> str:
    levels = Counter(problem.level for problem in found.problems)
    return f"{words.some(levels['error'], 'error')}, {words.some(levels['warning'], 'warning')}"


def _counts(found: Checked) -> str:
    if found.valid is None:
        return f"Headings in row {found.header_row}; its rows are checked when its columns are matched."
    whose = words.listed(found.providers) or "a provider that the rows do not name"
    passed = f"{words.number(found.passed)} of them {'passes' if found.passed == 1 else 'pass'}"
    return (
        f"From {whose}. Headings in row {found.header_row}; {words.some(found.rows, 'row')}, "
        f"{passed}; {_levels(found)}."
    )
