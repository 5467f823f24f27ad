"""From a checked file to a committed one: the preview, the button, and what was done."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from cme_data import access, ingest
from cme_data.errors import CmeError
from cme_data.ingest import Examined, Outcome
from pages.components import checked, frame, received, scope, show, words
from pages.components.received import Received
from schemas import REGISTERS


@dataclass(frozen=True, slots=True)
class Ready:
    """A file that may be committed, with or without the rows that have errors."""

    file: Received
    examined: Examined
    accept: bool


def preview(file: Received, found: Examined, mode: str) -> list[Ready]:
    """What committing a file would change; gives the file when it may be committed."""
    accept = False
    if found.errors:
        accept = st.checkbox(
            f"Commit the rows that passed, and keep the rows with errors out ({words.some(found.errors, 'error')})",
            key=f"accept-{file.short}",
        )
    try:
        ingest.refuse_errors(found, accept_passed=accept)
    except CmeError as error:
        st.error(words.plain(str(error)), icon=":material/block:")
        return []
    show.section("What would change")
    with st.spinner("Comparing with what is kept …"):
        checked.outcomes(received.preview(file, found, mode, accept))
    return [Ready(file, found, accept)]


def button(ready: Sequence[Ready], mode: str, waiting: int) -> None:
    """The button that keeps what was shown, for a person with a name."""
    if not waiting:
        return
    if not frame.this().person.name:
        st.warning("Write your name in the side panel first: the history says who uploaded what.")
    label = f"Commit {words.some(len(ready), 'file')}" + (f" of {waiting}" if len(ready) < waiting else "")
    if st.button(
        label, type="primary", disabled=not ready or not frame.this().person.name, icon=":material/save:"
    ):
        _commit(ready, mode)


def report() -> None:
    """What the last commit did."""
    for outcome in received.just_done():
        title = f"{REGISTERS[outcome.register].title}, {outcome.provider}"
        if outcome.committed:
            st.success(
                words.plain(
                    f"{title}: committed as upload {outcome.upload}. {outcome.new} new, {outcome.changed} changed, "
                    f"{outcome.closed} closed, {outcome.dropped} no longer listed, {outcome.unchanged} unchanged."
                ),
                icon=":material/check_circle:",
            )
        else:
            st.info(
                words.plain(f"{title}: nothing was changed. {outcome.notice or ''}"), icon=":material/info:"
            )
        st.page_link(
            "pages/registers/history.py", label="See the history of uploads", icon=":material/history:"
        )


def _commit(ready: Sequence[Ready], mode: str) -> None:
    here = frame.this()
    access.check(here.person, access.UPLOAD)
    before, outcomes = here.world.newest, list[Outcome]()
    bar = st.progress(0.0, "Committing …")
    for place, each in enumerate(ready):

        def tell(share: float, what: str, place: int = place, name: str = each.file.name) -> None:
            bar.progress(min(1.0, (place + share) / len(ready)), f"{name}: {what}")

        try:
            outcomes += ingest.commit(
                here.store,
                each.examined,
                mode=mode,
                who=here.person.name,
                now=frame.clock(),
                accept_passed=each.accept,
                progress=tell,
            )
        except CmeError as error:
            received.done(outcomes)
            raise CmeError(f"{each.file.name}: {error}") from error
    received.done(outcomes)
    newest = here.store.world().newest
    if newest and newest != before:
        scope.move_to(newest)
    st.rerun()
