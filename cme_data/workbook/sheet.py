"""What a file is once it has been read: sheets of cells."""

import datetime as dt
from dataclasses import dataclass

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an old .xls begins, and a newer workbook behind a password."""

Cell = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta


@dataclass(slots=True)
class Sheet:
    """One sheet: its rows from row 1 and column A on; an empty cell is an empty text."""

    name: str
    rows: list[list[Cell]]
    hidden: bool = False
