"""A service's list as it is kept: what each cell means, how the sheet looks, and the bytes it is saved as."""

import datetime as dt
import io
import itertools
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from cme_data.workbook.places import address
from schemas import REGISTERS
from tests.workbook_files import FORMATS, saved

BOTH_NAMES = "surname, forename"
NO_COLUMN = ""

Row = Mapping[str, Any]


class Formula(NamedTuple):
    """A formula whose result was saved with it."""

    result: Any


class Rich(NamedTuple):
    """A text of which one part is bold."""

    text: str


@dataclass
class Line:
    """A row of the sheet under the headings; `child` is the place of the row it is, or None for what is no child's."""

    cells: list[Any]
    child: int | None = None
    hidden: bool = False


@dataclass
class Kept:
    """A list as a person keeps it. Messes change how it looks; `meant` is what it says."""

    register: str
    meant: list[dict[str, Any]]
    names: list[str]  # what each column holds: a column, both names, or nothing that the register knows
    headings: list[str]
    lines: list[Line]
    sheet: str
    file_name: str = "list.xlsx"
    titles: list[list[Any]] = field(default_factory=list)
    groups: list[str] | None = None  # a first header row
    below: list[list[Any]] = field(default_factory=list)
    right: list[list[Any]] = field(default_factory=list)  # beside the headings and the rows, one column apart
    before: dict[str, list[list[Any]]] = field(default_factory=dict)  # other sheets
    after: dict[str, list[list[Any]]] = field(default_factory=dict)
    hidden_sheets: set[str] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    copies: set[str] = field(default_factory=set)  # of the other sheets, those that are this list again
    looks: set[str] = field(default_factory=set)  # "frozen", "filtered", "merged"
    provider: str | None = None  # said by the person, where the rows do not say

    @property
    def header_row(self) -> int:
        """The row of the headings, from 1; the last of them where there are two."""
        return len(self.titles) + (self.groups is not None) + 1

    def number(self, line: int) -> int:
        """The row of the sheet, from 1, on which a line stands."""
        return self.header_row + 1 + line

    def insert(self, place: int, name: str, heading: str, cells: Sequence[Any]) -> None:
        """Put a column in; `cells` has one for each line."""
        self.names.insert(place, name)
        self.headings.insert(place, heading)
        if self.groups is not None:
            self.groups.insert(place, "")
        for line, cell in zip(self.lines, cells, strict=True):
            line.cells.insert(place, cell)

    def order(self, places: Sequence[int]) -> None:
        """Put the columns in another order, or leave some out; each takes its group with it."""
        if self.groups is not None:
            over = list(itertools.accumulate(self.groups, lambda last, text: text or last))
            self.groups = [over[i] for i in places]
        self.names, self.headings = [self.names[i] for i in places], [self.headings[i] for i in places]
        for line in self.lines:
            line.cells = [line.cells[i] for i in places]

    def apart(self, place: int, *cells: Any) -> None:
        """Put a line in that is no child's, its first cells as given."""
        self.lines.insert(place, Line([*cells, *[None] * (len(self.names) - len(cells))][: len(self.names)]))

    def rows(self) -> list[list[Any]]:
        """The cells of the sheet."""
        grid = [*self.titles, *([self.groups] if self.groups is not None else []), self.headings]
        top = len(grid) - 1
        grid = [list(row) for row in [*grid, *(line.cells for line in self.lines), *self.below]]
        for i, cells in enumerate(self.right):
            while len(grid) <= top + i:
                grid.append([])
            grid[top + i] += [None] * (len(self.names) + 1 - len(grid[top + i])) + cells
        return grid

    def data(self) -> bytes:
        """The bytes of the file in the format of its name."""
        if not self.file_name.endswith((".xlsx", ".xlsm")):
            width = max(map(len, self.rows()))
            rows = [[_plain(cell) for cell in [*row, *[None] * (width - len(row))]] for row in self.rows()]
            return FORMATS[self.file_name](rows)
        return self._workbook()

    def _workbook(self) -> bytes:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for name, rows in {**self.before, self.sheet: self.rows(), **self.after}.items():
            made = book.create_sheet(name)
            for r, row in enumerate(rows, 1):
                for c, value in enumerate(row, 1):
                    if value not in ("", None):
                        _put(made.cell(r, c), value)
            if name in self.hidden_sheets:
                made.sheet_state = "hidden"
        made = book[self.sheet]
        book.active = made
        self._dress(made)
        formulas = {
            address(r, c): cell.result
            for r, row in enumerate(self.rows(), 1)
            for c, cell in enumerate(row)
            if isinstance(cell, Formula)
        }
        data = saved(book)
        return _with_results(data, book.index(made) + 1, formulas) if formulas else data

    def _dress(self, made: Any) -> None:
        for j, line in enumerate(self.lines):
            if line.hidden:
                made.row_dimensions[self.number(j)].hidden = True
        for place in self.hidden_columns:
            made.column_dimensions[openpyxl.utils.get_column_letter(place + 1)].hidden = True
        if "frozen" in self.looks:
            made.freeze_panes = made.cell(self.header_row + 1, 2)
        if "filtered" in self.looks:
            made.auto_filter.ref = (
                f"A{self.header_row}:{address(self.number(len(self.lines)), len(self.names) - 1)}"
            )
        if "merged" in self.looks and self.groups:
            starts = [i for i, text in enumerate(self.groups) if text] + [len(self.groups)]
            for start, end in itertools.pairwise(starts):
                if end > start + 1:
                    made.merge_cells(
                        start_row=self.header_row - 1, end_row=self.header_row - 1,
                        start_column=start + 1, end_column=end,
                    )  # fmt: skip


def clean_list(
    register: str, rows: Iterable[Row], names: Sequence[str], *, provider: str | None = None
) -> Kept:
    """The rows under the template's headings, every value as the register writes it."""
    declared, meant = REGISTERS[register], [dict(row) for row in rows]
    return Kept(
        register, meant, list(names), [declared.column(name).label for name in names],
        [Line([row.get(name) for name in names], i) for i, row in enumerate(meant)],
        declared.sheet, provider=provider,
    )  # fmt: skip


def _plain(cell: Any) -> Any:
    if isinstance(cell, Formula):
        return cell.result
    if isinstance(cell, dt.time):
        return f"{cell:%H:%M}"
    return cell.text if isinstance(cell, Rich) else cell


def _put(cell: Any, value: Any) -> None:
    if isinstance(value, Formula):
        cell.value = "=1"
        if isinstance(value.result, dt.date):
            cell.number_format = "DD/MM/YYYY"
    elif isinstance(value, Rich):
        half = len(value.text) // 2
        cell.value = CellRichText(TextBlock(InlineFont(b=True), value.text[:half]), value.text[half:])
    else:
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # "=cmd" is a text that somebody typed, and "#N/A" too
        elif isinstance(value, dt.date):
            cell.number_format = "DD/MM/YYYY"


def _with_results(data: bytes, sheet: int, results: Mapping[str, Any]) -> bytes:
    """The workbook with a result beside each of the sheet's formulas, as a spreadsheet program saves it."""

    def filled(match: re.Match[str]) -> str:
        result = results[match[2]]
        if isinstance(result, dt.date):
            result = (result - dt.date(1899, 12, 30)).days
        kind = ' t="str"' if isinstance(result, str) else ""
        return f"{match[1]}{kind}>{match[3]}<v>{escape(str(result))}</v></c>"

    made, part = io.BytesIO(), f"xl/worksheets/sheet{sheet}.xml"
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                pattern = r'(<c r="([A-Z]+\d+)"(?: s="\d+")?)>(<f>[^<]*</f>)<v ?/?>(?:</v>)?</c>'
                text = re.sub(pattern, filled, text.decode()).encode()
            new.writestr(name, text)
    return made.getvalue()
