"""Cells that a person mended before the commit, put into the sheet as it was read; the file stays as it was sent."""

from collections.abc import Mapping

from cme_data.workbook.places import place
from cme_data.workbook.read import Sheet
from cme_data.workbook.text import as_text


def mend(sheet: Sheet, mends: Mapping[str, str]) -> dict[str, str | None]:
    """Let each cell, by its address, hold the text given, and return what stood there; None is blank.

    Cells beyond the sheet's last row are left alone.
    """
    before = {}
    for cell, text in mends.items():
        row, column = place(cell)
        if row < len(sheet.rows):
            cells = sheet.rows[row]
            cells += [""] * (column + 1 - len(cells))
            before[cell] = as_text(cells[column]) or None
            cells[column] = text
    return before
