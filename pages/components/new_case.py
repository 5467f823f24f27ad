"""From a filled form to a committed case: what is wrong, whom it may mean, what would change, and what was done."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import streamlit as st

from cme_data import access, ingest, new_case
from cme_data.findings import Finding
from cme_data.ingest import Examined, Outcome
from pages.components import case_form, contents, frame, lists, scope, show, tables, words
from pages.components.tables import Column
from schemas import REGISTERS
from schemas.register import Register

_ASKED, _FOUND, _DONE = "case_asked", "case_found", "case_done"


@dataclass(frozen=True, slots=True)
class Found:
    """A case as read: its workbook, what committing it would change, and where its child is known."""

    examined: Examined
    outcome: Outcome | None
    known: Sequence[dict[str, Any]]

    @property
    def problems(self) -> list[Finding]:
        """What is wrong in it, and what it takes back of earlier lists."""
        (sheet,) = self.examined.sheets
        return [*sheet.problems, *(self.outcome.warnings if self.outcome else ())]


def report() -> None:
    """What the last commit did."""
    outcome: Outcome | None = st.session_state.pop(_DONE, None)
    if outcome is None:
        return
    title = REGISTERS[outcome.register].title
    if outcome.committed:
        did = "is new on the register" if outcome.new else "was on the register and is changed"
        st.success(
            f"{title}: committed as upload {outcome.upload}. The case {did}.", icon=":material/check_circle:"
        )
    else:
        st.info(words.plain(outcome.notice or f"{title}: nothing was changed."), icon=":material/info:")
    contents.link("pages/registers/history.py", "See the history of uploads")


def draw(register: Register) -> Found | None:
    """The form with what is wrong beneath each field; what was found once the person asked for the check."""
    form = case_form.Form(register)
    asked = st.session_state.get(_ASKED) == register.name
    found = _found(register, form.row) if asked else None
    if found and found.examined.sheets[0].rows:
        form.tell(found.problems)
    with st.container(horizontal=True):
        if st.button(
            "Check this case", icon=":material/fact_check:", type="secondary" if asked else "primary"
        ):
            st.session_state[_ASKED] = register.name
            st.rerun()
        if st.button("Clear the form", icon=":material/backspace:", type="tertiary"):
            _forget(register)
            st.rerun()
    return found


def result(register: Register, found: Found) -> None:
    """What is wrong with the case as a whole, whom it may mean, what would change; and the button that keeps it."""
    if not found.examined.sheets[0].rows:
        st.warning("Too little is filled in to be a case yet.", icon=":material/edit:")
        return
    errors = found.examined.errors
    show.section(
        "What would change",
        f"{words.some(errors, 'error')} to mend first: each stands beneath its field." if errors else "",
    )
    for problem in found.problems:
        if problem.column is None:
            st.warning(words.plain(case_form.said(register, problem)), icon=":material/warning:")
    if lists.allowed():
        _known(register, found)
    if found.outcome:
        _changes(found.outcome)
    _button(register, found)


def _found(register: Register, row: dict[str, Any]) -> Found:
    """The case read, compared and looked up, once for each state of the form and the store."""
    here = frame.this()
    access.check(here.person, access.UPLOAD)
    key: Hashable = (register.name, tuple(row.items()), here.store.fingerprint, here.now.date())
    kept = st.session_state.get(_FOUND)
    if kept is None or kept[0] != key:
        read = new_case.examined(register, row, here.now.date())
        outcome = None
        if not read.errors:
            (outcome,) = ingest.preview(here.store, read, mode=new_case.MODE)
        kept = key, Found(read, outcome, new_case.known(here.world, row))
        st.session_state[_FOUND] = kept
    return cast(Found, kept[1])


def _known(register: Register, found: Found) -> None:
    """Say where the child is known already, before the case goes in."""
    here = [spell for spell in found.known if spell["register"] == register.name]
    for spell in here:
        st.warning(
            f"{_told(spell, 'this register')} {_means(found.outcome)}", icon=":material/person_search:"
        )
    for spell in found.known:
        if spell not in here:
            st.info(_told(spell, REGISTERS[spell["register"]].title), icon=":material/person_search:")


def _told(spell: dict[str, Any], where: str) -> str:
    agrees = {"same_upn": "UPN", "same_record_number": "record number", "same_name": "name and birth date"}
    alike = words.listed(told for name, told in agrees.items() if spell[name])
    when = (
        f"was on {where} from {words.day(spell['opened_on'])} to {words.day(spell['closed_on'])}"
        if spell["closed_on"]
        else f"is on {where} since {words.day(spell['opened_on'])}"
    )
    name = words.plain(f"{spell['surname']}, {spell['forename']}")
    return f"**{name}**, born {words.day(spell['date_of_birth'])}, {when} (the same {alike})."


def _means(outcome: Outcome | None) -> str:
    if outcome is None:
        return ""
    return (
        "This row would add another time on it."
        if outcome.new
        else "This row would change it, and what is blank here would be blank there."
    )


def _changes(outcome: Outcome) -> None:
    told = {
        "new": "A case that is new on the register.",
        "changed": "A case that is on the register already is changed.",
        "closed": "A case that is on the register already is closed.",
        "unchanged": "The register says the same already: nothing would change.",
    }
    st.markdown(" ".join(told[kind] for kind in told if getattr(outcome, kind)))
    if outcome.notice:
        st.info(words.plain(outcome.notice), icon=":material/info:")
    cells = [change for change in outcome.changes if change.column]
    if cells:
        tables.show(
            "What would change",
            (
                Column("column", "Column"),
                Column("old", "Was", blank="–"),
                Column("new", "Becomes", blank="–"),
            ),
            [{"column": cell.column, "old": cell.old, "new": cell.new} for cell in cells],
        )


def _button(register: Register, found: Found) -> None:
    name = frame.this().person.name
    if not name:
        st.warning("Write your name in the side panel first: the history says who entered what.")
    ready = found.outcome is not None and bool(name)
    if found.outcome and found.outcome.changed + found.outcome.closed:
        said = "This is meant: change the case that is on the register already"
        ready &= st.checkbox(said, key=f"case-change-{found.examined.sha256[:12]}")
    if st.button("Commit this case", type="primary", disabled=not ready, icon=":material/save:"):
        _commit(register, found)


def _commit(register: Register, found: Found) -> None:
    here = frame.this()
    access.check(here.person, access.UPLOAD)
    before = here.world.newest
    (outcome,) = ingest.commit(
        here.store, found.examined, mode=new_case.MODE, who=here.person.name, now=frame.clock()
    )
    _forget(register)
    st.session_state[_DONE] = outcome
    newest = here.store.world().newest
    if newest and newest != before:
        scope.move_to(newest)
    st.rerun()


def _forget(register: Register) -> None:
    case_form.clear(register)
    for name in (_ASKED, _FOUND):
        st.session_state.pop(name, None)
