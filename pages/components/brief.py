"""The figures of a page's scope on one page, to take to a meeting."""

from collections.abc import Callable

import streamlit as st

from cme_data import access, reports
from cme_data.reports import scope_brief
from cme_data.workbook.outgoing import MARKING
from pages.components import frame
from pages.components.scope import Scope

_FILES = {
    ".docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".pdf": ("PDF", "application/pdf"),
}


def offer(view: Scope) -> None:
    """The brief in each form; it is made at the click, and who took it is kept."""
    with st.container(horizontal=True, key="brief"):
        for suffix, (title, mime) in _FILES.items():
            st.download_button(
                f"One-page brief ({title})", making(view, suffix), file_name=_name(view, suffix), mime=mime,
                icon=":material/download:", on_click="ignore", key=f"brief{suffix}",
            )  # fmt: skip


def _name(view: Scope, suffix: str) -> str:
    return f"{scope_brief.TITLE} {view.as_at} {MARKING}{suffix}".replace(" ", "_")


def making(view: Scope, suffix: str) -> Callable[[], bytes]:
    """What makes it when the click comes: asked first, and kept who took it."""
    now = frame.this()  # of this run: the click is answered outside it

    def bytes_of() -> bytes:
        access.check(now.person, access.FIGURES)
        at = frame.clock()
        document = scope_brief.made(now.world, now.settings, view.as_at, view.filters, view.words(), at)
        data = reports.write(document, suffix)
        now.store.audit(now.person.name or "Not named", "downloaded a one-page brief", view.words(), at)
        return data

    return bytes_of
