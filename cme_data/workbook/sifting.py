"""Which rows under a header are children's; the others are said, unless they are blank.

Five kinds are no child's: blank rows, headings in mid-sheet, totals, the header again, and rows with
nothing in any column that is read. Whatever else is incomplete stays, to be an error.
"""

import re
from collections.abc import Callable, Sequence

from cme_data.workbook.dates import read_date
from cme_data.workbook.places import letters
from cme_data.workbook.read import Cell, Sheet
from cme_data.workbook.text import as_text, clean
from cme_data.workbook.typed import Typed
from schemas import REGISTERS

_TOTALS = re.compile(
    r"((grand|sub|overall|running)[ -]?)?totals?\b|(count|sum)( of\b|\s*[:=]|$)|number of (children|pupils|cases|rows)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d+(\.\d+)?\s*%?", re.ASCII)
_Said = tuple[int, int]  # row number, place


def sift(typed: Typed, sheet: Sheet) -> None:
    """Put the children's rows into `typed`, and findings for the rows that are passed over."""
    match = typed.match
    read = sorted(set(match.columns.values()))
    headers = [sheet.rows[match.header_row - 1 - back] for back in range(match.header_rows)]
    is_header = _header_test(headers, read)
    many = max(4, len(read) // 2)
    required = [column.name for column in REGISTERS[typed.register].required]
    # A row may be complete with one cell.
    lone = match.columns.get(required[0]) if len(required) == 1 else None
    idle: list[_Said] = []
    width = max(map(len, sheet.rows), default=0)
    for number, row in enumerate(sheet.rows[match.first_row - 1 :], match.first_row):
        if len(row) < width:
            row = [*row, *[""] * (width - len(row))]
        if is_header(row):
            typed.say_of_row(
                number, read[0], "repeated_header", "the headings stand here again; the row was passed over.",
                "Nothing to do.",
            )  # fmt: skip
            continue
        if row.count("") >= width - many or _begins_unlike_a_child(row):
            filled = [(i, cell) for i, cell in enumerate(row) if cell != "" and as_text(cell)]
            if not filled or _passed_over(typed, number, filled, lone):
                continue
            if not any(i in read for i, _ in filled):
                idle.append((number, filled[0][0]))
                continue
        typed.row_numbers.append(number)
        typed.cells.append(row)
    _say_idle(typed, idle)
    _say_unheaded(typed)


def _header_test(headers: Sequence[Sequence[Cell]], read: Sequence[int]) -> Callable[[Sequence[Cell]], bool]:
    """Whether a row is a header row again, or has at least half of its headings in their columns."""
    wanted = [{i: _words(row[i]) for i in read if i < len(row) and _words(row[i])} for row in headers]
    # Most rows are told by their first cells.
    firsts = [
        (i, row[i], words[i]) for row, words in zip(headers, wanted, strict=True) for i in list(words)[:3]
    ]

    def test(row: Sequence[Cell]) -> bool:
        for i, heading, words in firsts:
            cell = row[i]
            if cell == heading or (isinstance(cell, str) and cell.strip().casefold() == words):
                break
        else:
            return False
        for headings in wanted:
            again = sum(_words(row[i]) == text for i, text in headings.items())
            if again >= 2 and again >= len(headings) / 2:
                return True
        return False

    return test


def _words(cell: Cell) -> str:
    return " ".join(cell.casefold().split()) if isinstance(cell, str) else ""


def _begins_unlike_a_child(row: Sequence[Cell]) -> bool:
    """Whether the first cell with anything in it holds a word for a total, or spaces alone."""
    first = next((cell for cell in row if cell != ""), "")
    if not isinstance(first, str):
        return False
    text = clean(first)
    return not text or _TOTALS.match(text) is not None


def _passed_over(typed: Typed, number: int, filled: Sequence[tuple[int, Cell]], lone: int | None) -> bool:
    """Whether a row is a totals or heading row; if so, it is said."""
    first, cell = filled[0]
    text = as_text(cell)
    if not isinstance(cell, str) or _is_figure(cell):  # a csv writes its numbers as text
        return False
    if _TOTALS.match(text) and all(_is_figure(other) for _, other in filled[1:]):
        typed.say_of_row(
            number, first, "totals_row", f"“{text}” stands here, a totals row; it was passed over.",
            "Nothing to do.", text,
        )  # fmt: skip
        return True
    if len(filled) == 1 and first != lone and not _is_a_date(typed, first, text):
        typed.say_of_row(
            number, first, "heading_row",
            f"“{text}” stands alone here and was taken for a heading; the rows under it are not thereby closed.",
            "Give each row under it its own closing date, or complete the row if it is a child's.", text,
        )  # fmt: skip
        return True
    return False


def _is_a_date(typed: Typed, place: int, text: str) -> bool:
    """Whether a date stands where the register has one: a row that lacks all else, and no heading."""
    kinds = {typed.match.columns.get(column.name): column.kind for column in REGISTERS[typed.register].columns}
    return kinds.get(place) == "date" and read_date(text) is not None


def _is_figure(cell: Cell) -> bool:
    return isinstance(cell, (int, float)) or (
        isinstance(cell, str) and _FIGURE.fullmatch(clean(cell)) is not None
    )


def _say_idle(typed: Typed, idle: Sequence[_Said]) -> None:
    """Rows numbered in advance, or with a formula copied too far down: one finding for all of them."""
    if not idle:
        return
    number, place = idle[0]
    others = f" and in {len(idle) - 1} more rows, the last of them row {idle[-1][0]}" if len(idle) > 1 else ""
    typed.say_of_row(
        number, place, "nothing_read",
        f"something stands here{others}, but nothing in any column that is read; such rows were passed over.",
        "Nothing to do, unless a child was meant: then fill in the row.",
    )  # fmt: skip


def _say_unheaded(typed: Typed) -> None:
    """Cells under no heading are not read, and that is said once a column."""
    width = max(map(len, typed.cells), default=0)
    for place in [place for place in range(width) if place not in typed.match.headed]:
        filled = [i for i, row in enumerate(typed.cells) if row[place] != "" and as_text(row[place])]
        if filled:
            number = typed.row_numbers[filled[0]]
            text = as_text(typed.cells[filled[0]][place])
            typed.say_of_row(
                number, place, "no_heading",
                f"“{text}” stands here, and column {letters(place)} has no heading, so its {_cells(len(filled))} from"
                " here on were not read.",
                "Give the column a heading, or see that the row's values are not one column out of place.", text,
            )  # fmt: skip


def _cells(n: int) -> str:
    return "1 cell" if n == 1 else f"{n} cells"
