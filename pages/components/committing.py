"""From a checked file to a committed one: the preview, the button, and what was done."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from cme_data import ingest
from cme_data.errors import CmeError
from cme_data.ingest import Examined, Outcome
from pages.components import (
    checked,
    contents,
    explanations,
    frame,
    problems,
    received,
    scope,
    show,
    signing,
    tables,
    words,
)
from pages.components.received import Received
from pages.components.tables import Column
from schemas import REGISTERS


@dataclass(frozen=True, slots=True)
class Ready:
    """A file that may be committed, with or without the rows that have errors."""

    file: Received
    examined: Examined
    accept: bool


def preview(file: Received, found: Examined, mode: str) -> list[Ready]:
    """What committing a file would change; gives the file when it may be committed."""
    if any(sheet.valid is None for sheet in found.sheets):
        return []  # the step that matches its columns says so
    if refusal := _refusal(found):
        st.error(words.plain(refusal), icon=":material/block:")
        return []
    accept = False
    if found.errors:
        accept = st.checkbox(
            f"Commit the rows that passed, and keep the rows with errors out ({words.some(found.errors, 'error')})",
            key=f"accept-{file.short}",
        )
        _kept_out(found)
        if not accept:
            show.note("Nothing of this file is committed until its errors are mended, or this is ticked.")
            return []
    show.section("What would change", level=3)
    with st.spinner("Comparing with what is kept …"):
        checked.outcomes(received.preview(file, found, mode, accept), file.name)
    return [Ready(file, found, accept)]


def button(ready: Sequence[Ready], mode: str, waiting: int) -> None:
    """The button that keeps what was shown, for a person with a name."""
    if not waiting:
        return
    may = signing.named() and not _clash(ready, mode)
    label = f"Commit {words.some(len(ready), 'file')}" + (f" of {waiting}" if len(ready) < waiting else "")
    if st.button(label, type="primary", disabled=not ready or not may, icon=":material/save:"):
        _commit(ready, mode)


def report() -> None:
    """What the last commit did."""
    done = received.just_done()
    for outcome in done:
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
            st.info(words.plain(outcome.notice or f"{title}: nothing was changed."), icon=":material/info:")
    if done:
        contents.link("pages/registers/history.py", "See the history of uploads")


def _clash(ready: Sequence[Ready], mode: str) -> bool:
    """Whether two files are one source's whole list, so that the second would silently take the first one's place."""
    names = defaultdict[tuple[str, str], list[str]](list)
    for each in ready:
        for source in {
            (sheet.register, provider) for sheet in each.examined.sheets for provider in sheet.providers
        }:
            names[source].append(each.file.name)
    twice = {source: files for source, files in names.items() if len(files) > 1 and mode == "snapshot"}
    for (register, provider), files in twice.items():
        st.error(
            f"{words.plain(words.listed(files))} are both the whole list of {REGISTERS[register].title} from"
            f" {words.plain(provider)}: the later would take the earlier one's place. Take one of them out.",
            icon=":material/file_copy:",
        )
    return bool(twice)


def _refusal(found: Examined) -> str | None:
    """Why not even the rows of a file that passed may be committed."""
    try:
        ingest.refuse_errors(found, accept_passed=True)
    except CmeError as error:
        return str(error)
    return None


def _kept_out(found: Examined) -> None:
    """Which children's rows would be kept out, each with its first error."""
    rows = []
    for sheet in found.sheets:
        child, first = problems.children(sheet), dict[int | None, str]()
        for problem in sheet.problems:
            if problem.level == "error":
                first.setdefault(problem.row, problems.title(problem, sheet))
        out = sorted(sheet.valid.kept_out) if sheet.valid else ()
        numbers = [sheet.valid.typed.row_numbers[i] for i in out] if sheet.valid else []
        rows += [{"child": child(n), "row": f"{sheet.sheet}, row {n}", "why": first.get(n)} for n in numbers]
    columns = (Column("child", "Child"), Column("row", "Where"), Column("why", "Why"))
    title = f"Kept out: {words.some(len(rows), 'row')}, until an upload carries them"
    st.html(
        f'<details><summary>{escape(title)}</summary><div class="tall">{tables.html(title, columns, rows, of=found.file_name)}</div></details>'
    )


def _commit(ready: Sequence[Ready], mode: str) -> None:
    here, who = frame.this(), signing.signature()
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
                who=who,
                now=frame.clock(),
                accept_passed=each.accept,
                progress=tell,
            )
            explanations.keep(explanations.given(each.examined))
        except CmeError as error:
            received.done(outcomes, [each.file for each in ready[:place]])
            raise CmeError(f"{each.file.name}: {error}") from error
    received.done(outcomes, [each.file for each in ready])
    newest = here.store.world().newest
    if newest and newest != before:
        scope.move_to(newest)
    st.rerun()
