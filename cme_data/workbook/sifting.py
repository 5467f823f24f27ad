"""Which rows under a header are children's; the others are said, unless they are blank.

Five kinds are no child's: blank rows, headings in mid-sheet, totals, the header again, and rows with
nothing in any column that is read, or sums alone. Whatever else is incomplete stays, to be an error.
"""

import datetime as dt
import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from cme_data.findings import Finding
from cme_data.workbook.dates import read_date
from cme_data.workbook.places import address, letters
from cme_data.workbook.read import Cell, Sheet
from cme_data.workbook.text import as_text, clean
from cme_data.workbook.typed import Typed
from cme_data.workbook.upn import normalised, upn_problem
from schemas import REGISTERS
from schemas.register import Kind

_TOTALS = re.compile(
    r"((grand|sub|overall|running)[ -]?)?totals?\b|(count|sum)( of\b|\s*[:=]|$)|number of (children|pupils|cases|rows)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d+(\.\d+)?\s*%?", re.ASCII)
_CLOSED = re.compile(
    r"\b(clos\w+|remov\w+|left|leavers?|end(ed|ings?)?|finished|archived?|complete[ds]?|off (roll|register)|ceased|inactive|old)\b",
    re.IGNORECASE,
)
_FIGURES: tuple[Kind, ...] = ("hours", "number", "whole")
_NO_END = 10**9
_Said = tuple[int, int]  # row number, place
_Filled = tuple[int, Cell]  # place, what stands there


def sift(typed: Typed, sheet: Sheet) -> None:
    """Put the children's rows into `typed`, and findings for the rows that are passed over."""
    match = typed.match
    read = sorted(set(match.columns.values()))
    headers = [sheet.rows[match.header_row - 1 - back] for back in range(match.header_rows)]
    is_header = _header_test(headers, read)
    many = max(4, len(read) // 2)
    _say_above(typed, sheet, read, many)
    required = [column.name for column in REGISTERS[typed.register].required]
    # A row may be complete with one cell, where it tells of no child.
    is_whole = len(required) == 1 and REGISTERS[typed.register].child == "none"
    lone = match.columns.get(required[0]) if is_whole else None
    idle: list[_Said] = []
    apart: list[int] = []  # the rows at which a heading's own rows end
    width = max(map(len, sheet.rows), default=0)
    for number, row in enumerate(sheet.rows[match.first_row - 1 :], match.first_row):
        if len(row) < width:
            row = [*row, *[""] * (width - len(row))]
        if is_header(row):
            apart.append(number)
            typed.say_of_row(
                number, read[0], "repeated_header", "the headings stand here again; the row was passed over.",
                "Nothing to do.",
            )  # fmt: skip
            continue
        if row.count("") >= width - many or _begins_unlike_a_child(row):
            filled = [(i, cell) for i, cell in enumerate(row) if cell != "" and as_text(cell)]
            if not filled:
                continue
            if _is_total(typed, number, filled) or _is_heading(typed, number, filled, lone):
                apart.append(number)
                continue
            if all(i not in read or (_is_figure(cell) and _kind(typed, i) in _FIGURES) for i, cell in filled):
                idle.append((number, filled[0][0]))
                continue
        typed.row_numbers.append(number)
        typed.cells.append(row)
    _say_headings(typed, apart)
    _say_idle(typed, idle)
    _say_unheaded(typed)


def _say_above(typed: Typed, sheet: Sheet, read: Sequence[int], many: int) -> None:
    """Rows over the headings that are as full as a child's, a day under a date's heading: none of them is read."""
    above = sheet.rows[: typed.match.header_row - typed.match.header_rows]
    days = {typed.match.columns.get(c.name) for c in REGISTERS[typed.register].columns if c.kind == "date"}
    full = [
        number for number, row in enumerate(above, 1)
        if sum(i < len(row) and row[i] != "" and as_text(row[i]) != "" for i in read) >= many
        and any(i is not None and i < len(row) and read_date(row[i]) is not None for i in days)
    ]  # fmt: skip
    if full:
        cell = address(full[0], read[0])
        typed.findings.append(
            Finding(
                level="error", rule="above_headings", sheet=typed.sheet, row=full[0], cell=cell, column=None, value=None,
                message=f"{typed.sheet}, from cell {cell}: {_rows(full)} above the headings in row"
                f" {typed.match.header_row} cannot be read, though as full as the rows under them.",
                fix="Put the headings over the first row of the list.",
            )
        )  # fmt: skip


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


def _is_total(typed: Typed, number: int, filled: Sequence[_Filled]) -> bool:
    """Whether a row has a word for a total and figures; if so, it is said."""
    first, cell = filled[0]
    text = as_text(cell)
    if not isinstance(cell, str) or not _TOTALS.match(text) or not all(_is_figure(other) for _, other in filled[1:]):
        return False
    typed.say_of_row(
        number, first, "totals_row", f"“{text}” stands here, a totals row; it was passed over.",
        "Nothing to do.", text,
    )  # fmt: skip
    return True


def _is_heading(typed: Typed, number: int, filled: Sequence[_Filled], lone: int | None) -> bool:
    """Whether a row is a heading in mid-sheet: one cell, and no value that its column could hold by itself."""
    place, cell = filled[0]
    if len(filled) > 1 or place == lone:
        return False
    kind = _kind(typed, place)
    if isinstance(cell, str):
        text = as_text(cell)
        # A csv writes its numbers as text.
        heading = not (
            _is_figure(cell)
            or (kind == "date" and read_date(text))
            or (kind == "upn" and upn_problem(normalised(text)) is None)
        )
    else:
        heading = isinstance(cell, dt.date) and kind not in (None, "date")  # a month
    if heading:
        typed.say_of_row(number, place, "heading_row", "", "", as_text(cell))
    return heading


def _say_headings(typed: Typed, apart: Sequence[int]) -> None:
    """What is said of a heading names the rows that stand under it."""
    closes = REGISTERS[typed.register].closes
    ends = dict(itertools.pairwise([*apart, _NO_END]))
    for at, finding in enumerate(typed.findings):
        if finding.rule != "heading_row" or finding.row is None:
            continue
        under = [number for number in typed.row_numbers if finding.row < number < ends[finding.row]]
        said = f"“{finding.value}” stands alone here and was taken for a heading; "
        fix = "complete the row if it is a child's."
        if under and closes and _CLOSED.search(finding.value or ""):
            label = REGISTERS[typed.register].column(closes).label
            said += f"{_rows(under)} under it {'is' if len(under) == 1 else 'are'} not thereby closed."
            fix = f"Give each row under it its own “{label}”, or {fix}"
        else:
            said += f"{_rows(under)} under it {'is' if len(under) == 1 else 'are'} read without it." if under else "no row stands under it."
            fix = f"Nothing to do, but {fix}"
        typed.findings[at] = replace(finding, message=finding.message + said, fix=fix)


def _rows(numbers: Sequence[int]) -> str:
    return f"row {numbers[0]}" if len(numbers) == 1 else f"the {len(numbers)} rows from {numbers[0]} to {numbers[-1]}"


def _kind(typed: Typed, place: int) -> Kind | None:
    """What a column that is read holds."""
    columns = typed.match.columns
    return next((c.kind for c in REGISTERS[typed.register].columns if columns.get(c.name) == place), None)


def _is_figure(cell: Cell) -> bool:
    return isinstance(cell, (int, float)) or (
        isinstance(cell, str) and _FIGURE.fullmatch(clean(cell)) is not None
    )


def _say_idle(typed: Typed, idle: Sequence[_Said]) -> None:
    """Rows numbered in advance, sums, or a formula copied too far down: one finding for all of them."""
    if not idle:
        return
    number, place = idle[0]
    others = f" and in {len(idle) - 1} more rows, the last of them row {idle[-1][0]}" if len(idle) > 1 else ""
    typed.say_of_row(
        number, place, "nothing_read",
        f"something stands here{others}, but nothing that tells of a child; such rows were passed over.",
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
