"""The blank workbooks to download."""

from html import escape

import streamlit as st

from cme_data import access
from pages.components import download, frame, words
from schemas.register import Register


def told() -> None:
    """What a template is for."""
    st.markdown(
        "A template has the headings in its first row, drop-down lists where only certain words may stand, and a sheet "
        "of notes on every column. **Workbooks that services keep now need no template**: they are read by their headings."
    )


def row(register: Register) -> None:
    """One register with its download."""
    access.check(frame.this().person, access.UPLOAD)

    def made() -> bytes:
        from cme_data.workbook.template import template

        return template(register)

    with st.container(key=f"template-{register.name}", horizontal=True, vertical_alignment="center"):
        st.html(
            f"<h2>{escape(register.title)}</h2><p class='note'>{escape(register.meaning)} "
            f"Kept by {escape(words.either(register.holders))}. {words.some(len(register.columns), 'column')}.</p>",
        )
        download.button(
            f"Template: {register.title}", made, f"{register.name}_template.xlsx", access.UPLOAD,
            mime=download.FORMATS[".xlsx"][1], key=f"download-{register.name}",
        )  # fmt: skip
