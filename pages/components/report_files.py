"""A report as files: to hand out, with whom it is for written down, and frozen as it stands."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from cme_data import access, reports
from cme_data.errors import CmeError
from cme_data.reports import Document
from cme_data.reports.woven import woven
from cme_data.store import audit
from cme_data.store.edition import Edition
from cme_data.store.frozen import freeze_edition
from pages.components import ask_reports, download, frame, purpose, report_commentary, show, signing, words

_FROZEN = "report_frozen"
_WHY = "Keeps its figures, its commentary and its files as they are now; later it says what has been revised since."


def offer(edition: Edition, document: Document) -> None:
    """The report in each form, with its commentary, and the button that freezes it."""
    whole = _with_commentary(edition, document)
    # Only one with lists of children needs it said; for whom it is may be said of any.
    what_for = purpose.ask("report") if ask_reports.may_name(edition) else None
    with st.container(horizontal=True, vertical_alignment="bottom", key="report-files"):
        for_whom = st.text_input(
            "For whom", key="report_for", max_chars=120, width=260, autocomplete="off",
            placeholder="The panel of 26 November", help="Written down beside your name when you download.",
        )  # fmt: skip
        for suffix in reports.WRITERS:
            title, mime = download.FORMATS[suffix]
            made = making(whole, suffix, for_whom, what_for or "")
            download.button(
                title, made, whole.file_name(suffix), access.FIGURES, purpose=what_for, mime=mime, key=f"report{suffix}"
            )
        freezes = access.may(frame.this().person.role, access.REPORT) and st.button(
            "Freeze this version", icon=":material/ac_unit:", help=_WHY
        )
    if waiting := report_commentary.unsaved(edition, document):
        st.warning(
            f"Commentary is not saved yet ({words.listed(waiting)}), so it is in no file: save it first.",
            icon=":material/edit_note:",
        )
    elif freezes:
        # Without lists of children: whoever sees figures may open a frozen version again.
        _freeze(edition, _with_commentary(edition, ask_reports.document(edition, accepted=True)))
    show.note(
        f"{document.marking} in every file and on every page. Your name, the time, the file and whom it is for are "
        "written down."
    )
    if document.warning and access.may(frame.this().person.role, access.REPORT):
        st.warning(words.plain(document.warning), icon=":material/visibility:")
    if told := st.session_state.pop(_FROZEN, ""):
        st.success(told, icon=":material/check_circle:")


def _with_commentary(edition: Edition, document: Document) -> Document:
    return woven(document, {part: one.text for part, one in ask_reports.written(edition).items()})


def making(
    document: Document, suffix: str, for_whom: str | None, what_for: str = ""
) -> Callable[[], bytes]:
    """What makes the file at a click, and writes down who took it, for whom and what for."""
    now = frame.this()  # of this run: the click is answered outside it

    def made() -> bytes:
        at = frame.clock()
        data = reports.write(replace(document, made_at=at, purpose=what_for), suffix)
        whom = f", for {said}" if (said := (for_whom or "").strip()) else ""
        detail = audit.taken(f"{document.file_name(suffix)}, as at {document.as_at}{whom}", what_for)
        now.store.audit(now.person.name or "Not named", "downloaded a report", detail, at)
        return data

    return made


def _freeze(edition: Edition, document: Document) -> None:
    if not signing.named():
        return
    who, now, at = signing.signature(access.REPORT), frame.this(), frame.clock()
    made = replace(document, made_at=at)
    with st.spinner("Writing the files"):
        suffixes = sorted(reports.WRITERS, key=lambda suffix: suffix != ".pdf")
        files = {made.file_name(suffix): reports.write(made, suffix) for suffix in suffixes}
    try:
        freeze_edition(now.store, edition, now.world, made.day, made.as_at, who, at, made.figures, files)
    except CmeError as refused:
        st.error(words.plain(str(refused)), icon=":material/error:")
        return
    st.session_state[_FROZEN] = "Frozen: this version stays as it is."
    st.rerun()
