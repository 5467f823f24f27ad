"""Files that a page hands out."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import streamlit as st

from cme_data.workbook.outgoing import MARKING, safe
from pages.components import frame

FORMATS = {
    ".docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".pdf": ("PDF", "application/pdf"),
    ".html": ("Web page", "text/html"),
    ".xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".csv": ("CSV", "text/csv"),
}
"""What people call a file by the end of its name, and what a browser calls it."""


def button(
    label: str, made: Callable[[], bytes], file_name: str, needs: str, *, key: str | None = None, mime: str | None = None,
    icon: str = ":material/download:",
) -> None:  # fmt: skip
    """The button that hands out a file, made at the click; whoever clicks is asked again then.

    No other place of the dashboard hands one out, so no page that was left open outlives its sign-in.
    """
    here = frame.this()

    def asked() -> bytes:
        frame.at_click(here, needs)
        return made()

    st.download_button(label, asked, file_name=file_name, mime=mime, icon=icon, key=key, on_click="ignore")


def sensitive_csv(headings: Sequence[str], rows: Iterable[Sequence[Any]], note: str = "") -> bytes:
    """A list of children as CSV, the marking and any note above it; dates as 2026-11-21, blanks empty."""
    return plain_csv([MARKING], [*([[note]] if note else []), headings, *rows])


def plain_csv(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Figures as CSV, with the mark that tells Excel the file is UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([safe(heading) for heading in headings])
    writer.writerows([safe(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def workbook(
    title: str, notes: Sequence[str], headings: Sequence[str], rows: Iterable[Sequence[Any]]
) -> bytes:
    """Figures as an Excel workbook: a sheet with the table, its notes above it."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title[:31]
    for line in (title, *notes):
        sheet.append([safe(line)])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append([])
    sheet.append([safe(heading) for heading in headings])
    header = sheet.max_row
    for cell in sheet[header]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for row in rows:
        sheet.append([safe(value) for value in row])
    sheet.freeze_panes = f"A{header + 1}"
    for column, width in zip("ABCDEFGHIJ", (34, 30, 24, 16, 16, 16, 16, 16, 16, 16), strict=True):
        sheet.column_dimensions[column].width = width
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
