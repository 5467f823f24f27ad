"""A text file of values set apart by commas, semicolons or tabs, as rows of equal width."""

import csv
import io
import re
from collections import Counter
from itertools import islice

from cme_data.workbook.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, TooLarge

_SAID = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)  # Excel's own first line
_KEPT_AS_TEXT = re.compile('^="([^"]*)"$')
_DELIMITERS = ",;\t"


class NotSeparated(Exception):
    """A text that is no such file; the rest of a sentence that begins with the file's name."""


def separated(data: bytes) -> list[list[str]]:
    """The rows of a csv in UTF-8, UTF-16 or Windows-1252, each as long as the longest.

    Raises NotSeparated where the text, or a quotation mark in it, cannot be made sense of, and TooLarge.
    """
    text = _decoded(data)
    first, _, _ = text.partition("\n")
    said = _SAID.fullmatch(first)
    delimiter = said[1] if said else max(_DELIMITERS, key=lambda mark: _fit(text, mark))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    width = 0
    try:
        for row in reader:
            rows.append(row)
            width = max(width, len(row))
            if width > MOST_COLUMNS or len(rows) > MOST_ROWS or len(rows) * width > MOST_CELLS:
                raise TooLarge(f"it reaches to row {len(rows):,} and column {width:,}")
    except csv.Error:
        raise NotSeparated(
            f"row {len(rows) + 1}: a quotation mark stands alone, or a cell is longer than any spreadsheet's."
            " Quotation marks are to stand in pairs: mend the row, or save the list as .xlsx."
        ) from None
    if said:
        rows[0] = []
    if '="' in text:  # how a csv says that 00123 is no number
        rows = [[_KEPT_AS_TEXT.sub(r"\1", cell) for cell in row] for row in rows]
    for row in rows:
        row += [""] * (width - len(row))
    return rows


def _decoded(data: bytes) -> str:
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotSeparated(
        "read as text, holds letters of neither UTF-8 nor Windows-1252: save it as .xlsx or as CSV UTF-8."
    )


def _fit(text: str, delimiter: str) -> tuple[int, int]:
    """How many of the first rows a delimiter cuts into equally many columns, and how many those are."""
    widths: Counter[int] = Counter()
    try:
        for row in islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 30):
            if len(row) > 1:
                widths[len(row)] += 1
    except csv.Error:
        pass
    return max(((times, width) for width, times in widths.items()), default=(0, 0))
