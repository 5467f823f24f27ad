"""Files that a page hands out."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import streamlit as st

from cme_data.errors import CmeError
from cme_data.workbook.outgoing import MARKING, safe
from pages.components import faults, frame, words

_REFUSED = "downloads_refused"

FORMATS = {
    ".docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".pdf": ("PDF", "application/pdf"),
    ".html": ("Web page", "text/html"),
    ".xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".csv": ("CSV", "text/csv"),
}
"""What people call a file by the end of its name, and what a browser calls it."""


class NotHandedOut(CmeError):
    """A file was refused at the click; why stands on the page."""


def button(
    label: str, made: Callable[[], bytes], file_name: str, needs: str, *, purpose: str | None = None,
    key: str | None = None, mime: str | None = None, icon: str = ":material/download:", told: bool = False,
) -> None:  # fmt: skip
    """The button that hands out a file, made at the click; whoever clicks is asked again then.

    No other place of the dashboard hands one out, so no page that was left open outlives its sign-in. Of a file that
    names children `purpose` is what it is taken for; while that is empty there is nothing to press. Where it is `told` on
    the page that the file was handed out, the page is drawn again.
    """
    here, name = frame.this(), key or label
    refused = st.session_state.setdefault(_REFUSED, {})
    draw_again = frame.drawing_again()

    def asked() -> bytes:
        try:
            frame.at_click(here, needs)
            file = made()
            if told:
                draw_again()
            return file
        except CmeError as error:
            refused[name] = str(error)
        except Exception as fault:  # noqa: BLE001  a click is answered outside the run, which has its own place for this
            refused[name] = faults.sentence(fault, "a download")
        draw_again()
        # Streamlit writes the words of what is raised into the log, so that these say nothing.
        raise NotHandedOut("The file was not handed out: the page says why.")

    st.download_button(
        label, asked, file_name=file_name, mime=mime, icon=icon, key=key, on_click="ignore", disabled=purpose == ""
    )
    if why := refused.pop(name, ""):
        _told(why)


def refused_elsewhere() -> None:
    """Why a file was not handed out whose button the page has no longer."""
    refused = st.session_state.get(_REFUSED, {})
    for name in list(refused):
        _told(refused.pop(name))


def _told(why: str) -> None:
    st.error(f"Not handed out. {words.plain(why)}", icon=":material/error:")


def sensitive_csv(
    headings: Sequence[str], rows: Iterable[Sequence[Any]], note: str = "", front: str = MARKING
) -> bytes:
    """A list of children as CSV, its first line and any note above it; dates as 2026-11-21, blanks empty."""
    return plain_csv([front], [*([[note]] if note else []), headings, *rows])


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
