"""The sheet "Problems" that stands first in a marked workbook: written, and read when it comes back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cme_data.workbook.marking.outline import quoted, text_of
from cme_data.workbook.marking.styles import Styles
from cme_data.workbook.outgoing import MARKING, safe
from cme_data.workbook.places import address, letters
from cme_data.workbook.read import Sheet
from cme_data.workbook.text import as_text
from schemas.register import Level

NAME = "Problems"
LEVELS: dict[Level, str] = {"error": "Error", "warning": "Warning"}
_TITLE = "Problems found in this workbook"
_HEADINGS = (
    "Level", "Sheet", "Cell", "Child", "Column", "What stands there", "What is wrong", "How to mend it",
    "Explanation (if it is right as it is)", "Rule",
)  # fmt: skip
_WIDTHS = (10, 20, 9, 34, 22, 24, 60, 50, 44, 5)
_NOT_TO_EXPLAIN = "–"
_TEXTS = (5, 8)  # columns whose texts stay as they are typed
_ADDRESS = re.compile(r"\b([A-Z]*)(\d+)$")  # D17, or Row 17
_MOST_LINES = 1_000_000  # a sheet has 1,048,576 rows
_MOST_LINKS = 65_000  # a sheet with more than 65,530 is refused
_LONGEST = 32_000  # characters of a cell, of 32,767


@dataclass(frozen=True, slots=True)
class Line:
    """One problem as the sheet lists it."""

    level: Level
    sheet: str
    cell: str  # where there is none, the row or nothing
    child: str
    column: str
    value: str
    message: str
    fix: str
    rule: str
    explainable: bool = False  # a warning about a child who will be known again

    @property
    def is_cell(self) -> bool:
        """Whether it is about one cell, and not a row or the sheet."""
        return self.cell[:1].isupper() and self.cell[-1:].isdigit() and " " not in self.cell

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands in its row, under the headings."""
        explanation = "" if self.explainable else _NOT_TO_EXPLAIN
        told = (
            LEVELS[self.level], self.sheet, self.cell, self.child, self.column, self.value, self.message, self.fix,
            explanation, self.rule,
        )  # fmt: skip
        return tuple(_held(text) for text in told)

    @property
    def key(self) -> tuple[str, ...]:
        """By what a line is known again: all but its words, and the cell, which moves when a row above goes."""
        _, sheet, _, child, column, value, _, _, _, rule = self.texts
        return tuple(map(_words, (sheet, child, column, value, rule)))


def is_listing(sheet: Sheet) -> bool:
    """Whether a sheet is such a list of problems, and so no register's."""
    return [as_text(row[0]) if row else "" for row in sheet.rows[:2]] == [MARKING, _TITLE]


def explained(sheet: Sheet) -> Iterator[tuple[tuple[str, ...], str]]:
    """From a list that came back, each line's key that has an explanation, with it."""
    texts = [[as_text(cell) for cell in row] for row in sheet.rows]
    at: dict[str, int] = {}
    for row in texts:
        if at:
            _, name, _, child, column, value, _, _, reason, rule = (row[at[heading]] for heading in _HEADINGS)
            if reason and reason != _NOT_TO_EXPLAIN:
                yield tuple(map(_words, (name, child, column, value, rule))), reason
        elif set(_HEADINGS) <= set(row):
            at = {heading: row.index(heading) for heading in _HEADINGS}


def listing(lines: Sequence[Line], notes: Sequence[str], styles: Styles) -> bytes:
    """The part of the sheet: its marking, notes in words, then the problems, each with a link to its cell."""
    bold, title = styles.new("<b/><sz val='11'/>", wrap=False), styles.new("<b/><sz val='14'/>", wrap=False)
    plain, wrapped, text = styles.new(wrap=False), styles.new(), styles.new(text=True)
    head = styles.new("<b/><sz val='11'/><color rgb='FFFFFFFF'/>", colour="FF12436D")
    link = styles.new("<u/><sz val='11'/><color rgb='FF12436D'/>", wrap=False)
    level = {LEVELS[one]: styles.new(level=one) for one in LEVELS}

    top = [(MARKING, bold), (_TITLE, title), *((note, plain) for note in notes), ("", plain)]
    if len(lines) > _MOST_LINES:
        top.insert(-1, (f"Only the first {_MOST_LINES:,} of {len(lines):,} problems are listed.", bold))
    rows = [_row(number, [(_held(words), style)]) for number, (words, style) in enumerate(top, 1)]
    header = len(top) + 1
    rows.append(_row(header, [(heading, head) for heading in _HEADINGS]))
    links: list[bytes] = []
    for number, line in enumerate(lines[:_MOST_LINES], header + 1):
        cells = []
        for place, words in enumerate(line.texts):
            style = text if place in _TEXTS else link if place == 2 else wrapped
            cells.append((words, level[words] if place == 0 else style))
        rows.append(_row(number, cells))
        if len(links) < _MOST_LINKS:
            links.append(_link(address(number, 2), line))
    last = letters(len(_HEADINGS) - 1)
    columns = b"".join(
        b'<col min="%d" max="%d" width="%d" customWidth="1"/>' % (i, i, width)
        for i, width in enumerate(_WIDTHS, 1)
    )
    return b"".join([
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<sheetPr><tabColor rgb="FF801650"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        b'<sheetViews><sheetView tabSelected="1" workbookViewId="0">',
        b'<pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/>' % (header, header + 1),
        b"</sheetView></sheetViews><cols>", columns, b"</cols><sheetData>", *rows, b"</sheetData>",
        b'<autoFilter ref="A%d:%b%d"/>' % (header, last.encode(), header + len(lines[:_MOST_LINES])) if lines else b"",
        b"<hyperlinks>%b</hyperlinks>" % b"".join(links) if links else b"",
        b'<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        b'<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        b"<headerFooter><oddFooter>&amp;L", text_of(MARKING), b"&amp;R&amp;P / &amp;N</oddFooter></headerFooter>",
        b"</worksheet>",
    ])  # fmt: skip


def _held(text: str) -> str:
    """A text as a cell of the sheet holds it, and gives it back."""
    return str(safe(text[:_LONGEST]))


def _words(text: str) -> str:
    return " ".join(text.split())


def _row(number: int, cells: Sequence[tuple[str, int]]) -> bytes:
    made = b"".join(
        b'<c r="%b" s="%d" t="inlineStr"><is><t xml:space="preserve">%b</t></is></c>'
        % (address(number, place).encode(), style, text_of(words))
        if words
        else b'<c r="%b" s="%d"/>' % (address(number, place).encode(), style)
        for place, (words, style) in enumerate(cells)
    )
    return b'<row r="%d">%b</row>' % (number, made)


def _link(at: str, line: Line) -> bytes:
    found = _ADDRESS.search(line.cell)
    name, cell = line.sheet.replace("'", "''"), (found[1] or "A") + found[2] if found else "A1"
    return b"<hyperlink ref=%b location=%b/>" % (quoted(at), quoted(f"'{name}'!{cell}"))
