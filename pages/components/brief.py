"""The figures of a page's scope on one page, to take to a meeting."""

from collections.abc import Callable

import streamlit as st

from cme_data import access, reports
from cme_data.reports import scope_brief
from cme_data.workbook.outgoing import MARKING
from pages.components import download, frame
from pages.components.scope import Scope

_FILES = (".docx", ".pdf")


def offer(view: Scope) -> None:
    """The brief in each form; it is made at the click, and who took it is kept."""
    with st.container(horizontal=True, key="brief"):
        for suffix in _FILES:
            title, mime = download.FORMATS[suffix]
            label = f"One-page brief ({title})"
            download.button(
                label,
                making(view, suffix),
                _name(view, suffix),
                access.FIGURES,
                mime=mime,
                key=f"brief{suffix}",
            )


def _name(view: Scope, suffix: str) -> str:
    return f"{scope_brief.TITLE} {view.as_at} {MARKING}{suffix}".replace(" ", "_")


def making(view: Scope, suffix: str) -> Callable[[], bytes]:
    """What makes it when the click comes, and keeps who took it."""
    now = frame.this()  # of this run: the click is answered outside it

    def bytes_of() -> bytes:
        at = frame.clock()
        document = scope_brief.made(now.world, now.settings, view.as_at, view.filters, view.words(), at)
        data = reports.write(document, suffix)
        now.store.audit(now.person.name or "Not named", "downloaded a one-page brief", view.words(), at)
        return data

    return bytes_of
