"""What the writers of documents have in common: figures as words, and which tables need a page on its side."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from math import ceil

from cme_data.reports.report import Block, Column, FigureTable, Heading, Paragraph, Table
from cme_data.reports.said import NOT_RECORDED
from cme_data.statistics import TOTAL, Figure

NO_FIGURES = "There is no figure to draw."
SYMBOLS = {
    "[c]": "[c] means that a small number, or one that would give it away, is not shown.",
    "[x]": "[x] means that there is no figure, because nothing was recorded or uploaded.",
    "[z]": "[z] means that a figure does not apply.",
}
_UPRIGHT = 9  # columns
_FEW = 12  # rows of a table that stays on one page
_HALF = 30  # lines of half a page
_ACROSS = 100  # letters side by side on a page, in columns at that
_WHY = {"": NOT_RECORDED, "x": "[x]", "z": "[z]", "c": "[c]"}


def worded(figure: Figure) -> str:
    """A figure as it is read: 1,234, 56%, 12.5; in the place of none its symbol."""
    if figure.value is None:
        return _WHY[figure.why]
    if figure.kind == "share":
        return f"{_rounded(figure.value * 100, 0)}%"
    return f"{_rounded(figure.value, 0 if figure.kind == 'count' else 1):,}"


def numbered(value: float, unit: str) -> str:
    """A number of a chart as it is read; of the unit % a share between 0 and 1."""
    if unit == "%":
        return f"{_rounded(value * 100, 0)}%"
    return f"{_rounded(value, 0 if float(value).is_integer() else 1):,}"


def _rounded(value: float, places: int) -> Decimal:
    """A number with so many decimal places, a half upwards as spreadsheets do it."""
    return Decimal(f"{value:.12g}").quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def notes(table: FigureTable) -> tuple[str, ...]:
    """What stands beneath a table: its own notes, and what the symbols in it mean."""
    used = {worded(figure) for row in table.rows for figure in row.figures}
    return (*table.notes, *(meaning for symbol, meaning in SYMBOLS.items() if symbol in used))


def paragraphs(text: str) -> list[str]:
    """What an officer wrote, parted where a line was left blank."""
    return [part.strip("\n") for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip()]


def as_words(table: FigureTable) -> Table:
    """The table with its figures written out, and its columns as wide as their longest words ask for."""
    least, most = (7, 30) if is_wide(table) else (10, 36)
    said = [[label, *(row.labels[place] for row in table.rows)] for place, label in enumerate(table.labels)]
    return Table(
        table.caption,
        tuple(
            [Column(texts[0], min(most, max(least, *map(len, texts)))) for texts in said]
            + [
                Column(text, max([least, *(len(word) + 2 for word in text.split())]), numeric=True)
                for text in table.columns
            ]
        ),
        tuple((*row.labels, *map(worded, row.figures)) for row in table.rows),
        "Nothing was counted.",
    )


def labels(table: Table) -> int:
    """How many of its first columns say what a row is: of words the first, of figures all before the numbers."""
    numeric = [column.numeric for column in table.columns]
    words = numeric.count(False)
    return words if words and all(numeric[words:]) and any(numeric) else 1


def is_total(table: Table, row: Sequence[str]) -> bool:
    """Whether a row is the sum of others, so that it stands out."""
    return TOTAL in row[: labels(table)]


def is_long(table: Table, row: Sequence[str]) -> bool:
    """Whether a row says so much that it might be longer than a page: only such a row may run over to the next."""
    return _lines(table, row) > _HALF


def is_whole(table: Table) -> bool:
    """Whether a table is so small that it stays on one page."""
    return len(table.rows) <= _FEW and sum(_lines(table, row) for row in table.rows) <= _HALF


def _lines(table: Table, row: Sequence[str]) -> int:
    """About how many lines a row has: those of its longest cell."""
    whole = sum(column.width for column in table.columns)
    return max(
        sum(max(1, ceil(len(part) * whole / (column.width * _ACROSS))) for part in cell.split("\n"))
        for cell, column in zip(row, table.columns, strict=True)
    )


def is_wide(block: Block) -> bool:
    """Whether a table has more columns than an upright page has room for."""
    match block:
        case FigureTable(labels=labels, columns=columns):
            return len(labels) + len(columns) > _UPRIGHT
        case Table(columns=columns):
            return len(columns) > _UPRIGHT
    return False


def turned(blocks: Sequence[Block]) -> list[tuple[bool, list[Block]]]:
    """The blocks in order, in runs that stand on pages turned on their side (True) or upright.

    Words at the beginning, and a heading with the sentence under it, go with the wide table that they lead to.
    """
    sides = [is_wide(block) for block in blocks]
    for place in [place for place, wide in enumerate(sides) if wide]:
        first = place
        while first and isinstance(blocks[first - 1], Heading | Paragraph):
            first -= 1
            if isinstance(blocks[first], Heading):
                break
        if first == 0 or isinstance(blocks[first], Heading):
            sides[first:place] = [True] * (place - first)
    return [
        (wide, [block for _, block in run])
        for wide, run in groupby(zip(sides, blocks, strict=True), key=lambda pair: pair[0])
    ]
