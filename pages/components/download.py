"""Files that a page hands out."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from cme_data.workbook.outgoing import MARKING, safe

FORMATS = {
    ".docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".pdf": ("PDF", "application/pdf"),
    ".html": ("Web page", "text/html"),
    ".xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".csv": ("CSV", "text/csv"),
}
"""What people call a file by the end of its name, and what a browser calls it."""


def sensitive_csv(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A list of children as CSV, the marking in its first row; dates as 2026-11-21, blanks empty."""
    return plain_csv([MARKING], [headings, *rows])


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
        sheet.append([line])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append([])
    sheet.append(list(headings))
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
