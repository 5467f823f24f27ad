"""A cell as a person reads it in the sheet."""

import datetime as dt
import re

from cme_data.workbook.read import Cell

# Control characters, and marks without width that come along when text is copied from elsewhere.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2060\ufeff]")
_SPACES = re.compile("[\xa0\u2007\u202f]")


def clean(text: str) -> str:
    """A text without unseen characters and outer spaces; spaces that do not break become ordinary ones."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return _SPACES.sub(" ", _UNSEEN.sub("", text)).strip()


def as_text(cell: Cell) -> str:
    """A cell as its sheet shows it: 12345 for 12345.0, a date day first."""
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        return f"{cell:%d/%m/%Y}" if cell.time() == dt.time() else f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, dt.date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, dt.timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(cell, dt.time):
        return f"{cell:%H:%M}"
    return str(cell)
