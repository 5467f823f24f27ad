"""One worksheet's part: the faulty cells given their marked format, all else left as it stands."""

import re
from collections.abc import Mapping
from xml.parsers import expat

from cme_data.workbook.marking.outline import Edits, local_name, tag_end
from cme_data.workbook.marking.styles import Styles
from cme_data.workbook.places import address, place
from schemas.register import Level

Place = tuple[int, int]
"""A cell's row (from 1) and column (from 0)."""

RELATIONS = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?\bref="([A-Z]+\d+):([A-Z]+\d+)"')
_SELECTED = re.compile(rb'\stabSelected="(?:1|true)"')
# What stands before the place of `legacyDrawing` in a worksheet; in what follows it anything may be wrapped up.
_BEFORE = frozenset({
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
})  # fmt: skip


def merged(part: bytes) -> dict[Place, Place]:
    """For each cell of a merged range the one in its corner, which alone is shown."""
    corners = {}
    for first, last in _MERGED.findall(part):
        (top, left), (bottom, right) = place(first.decode()), place(last.decode())
        if (bottom - top + 1) * (right - left + 1) > 100_000:
            continue  # whole columns: no list stands in them
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                corners[row + 1, column] = top + 1, left
    return corners


def deselected(part: bytes) -> bytes:
    """The part of a sheet that is not in front: two sheets in front at once are written to together."""
    head = part.find(b"sheetData")
    view = _SELECTED.search(part, 0, head if head >= 0 else len(part))
    return part[: view.start()] + part[view.end() :] if view else part


def filled(part: bytes, marks: Mapping[Place, Level], styles: Styles, drawing: str | None = None) -> bytes:
    """The worksheet with its marks, those of an earlier marking taken off; `drawing` is the id of its comments' shapes."""
    reading = _Reading(part, marks, styles)
    reading.read()
    if drawing is not None:
        tag = b'<%blegacyDrawing %b r:id="%b"/>' % (reading.prefix.encode(), RELATIONS, drawing.encode())
        reading.edits.insert(reading.behind, tag)
    return reading.edits.done()


class _Reading:
    """A pass through the cells; a row or cell that is not there is written where it belongs."""

    def __init__(self, part: bytes, marks: Mapping[Place, Level], styles: Styles) -> None:
        self.part, self.styles, self.edits = part, styles, Edits(part)
        self.wanted: dict[int, list[tuple[int, Level]]] = {}
        for (row, column), level in sorted(marks.items()):
            self.wanted.setdefault(row, []).append((column, level))
        self.rows = list(self.wanted)  # those still to come
        self.cells: list[tuple[int, Level]] = []  # of the row being read, those still to come
        self.row = self.column = self.depth = self.behind = 0
        self.row_style: int | None = None
        self.row_at = self.sheet_data_at = 0
        self.column_styles: list[tuple[int, int, int]] = []
        self.old = {str(style): style for style in styles.marks}
        self.prefix = ""
        self.before = False  # whether the last part of the sheet stands before the place of its comments
        self.parser = expat.ParserCreate()

    def read(self) -> None:
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._begin, self._finish
        self.parser.Parse(self.part, True)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth == 4:
            if self.row_at and (self.cells or self.old):
                self._begin_cell(attributes)
        elif self.depth == 3:
            what = local_name(name)
            if what == "row":
                self._begin_row(attributes)
            elif what == "col" and "style" in attributes:
                first, last, style = (int(attributes[key]) for key in ("min", "max", "style"))
                self.column_styles.append((first, last, style))
        elif self.depth == 2:
            self._pass()
            self.before = local_name(name) in _BEFORE
            if local_name(name) == "sheetData":
                self.sheet_data_at = self.parser.CurrentByteIndex
        elif self.depth == 1:
            self.prefix = name[: -len(local_name(name))]

    def _finish(self, name: str) -> None:
        self.depth -= 1
        if self.depth == 2 and self.row_at:
            new = b"".join(self._cell(self.row, *cell) for cell in self.cells)
            self._at_end(self.row_at, "row", new)
            self.row_at, self.cells = 0, []
        elif self.depth == 1 and self.sheet_data_at:
            self._at_end(self.sheet_data_at, "sheetData", b"".join(map(self._whole_row, self.rows)))
            self.sheet_data_at = 0
        elif self.depth == 0:
            self._pass()

    def _pass(self) -> None:
        if self.before:
            self.behind = self.parser.CurrentByteIndex

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self.row_at, self.column = self.parser.CurrentByteIndex, -1
        self.row = int(attributes.get("r", self.row + 1))
        while self.rows and self.rows[0] < self.row:
            self.edits.insert(self.row_at, self._whole_row(self.rows.pop(0)))
        formatted = attributes.get("customFormat") in ("1", "true")
        self.row_style = int(attributes.get("s", 0)) if formatted else None
        if self.rows and self.rows[0] == self.row:
            self.cells = self.wanted[self.rows.pop(0)]
            self.edits.unset_in_tag(self.row_at, tag_end(self.part, self.row_at), "spans")

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self.column = place(attributes["r"])[1] if "r" in attributes else self.column + 1
        at = self.parser.CurrentByteIndex
        while self.cells and self.cells[0][0] < self.column:
            self.edits.insert(at, self._cell(self.row, *self.cells.pop(0)))
        said = attributes.get("s", "0")
        style = before = self.styles.unmarked(self.old[said]) if said in self.old else int(said)
        if self.cells and self.cells[0][0] == self.column:
            style = self.styles.marked(before, self.cells.pop(0)[1])
        if style != int(said):
            self.edits.set_in_tag(at, tag_end(self.part, at), "s", style)

    def _at_end(self, start: int, name: str, text: bytes) -> None:
        """Write at the end of the element that is being left."""
        opened = tag_end(self.part, start)
        if text and self.part[opened - 2 : opened] == b"/>":
            tag = (self.prefix + name).encode()
            self.edits.replace(opened - 2, opened, b">%b</%b>" % (text, tag))
        elif text:
            self.edits.insert(self.parser.CurrentByteIndex, text)

    def _whole_row(self, row: int) -> bytes:
        self.row_style = None
        tag = self.prefix.encode()
        cells = b"".join(self._cell(row, *cell) for cell in self.wanted[row])
        return b'<%brow r="%d">%b</%brow>' % (tag, row, cells, tag)

    def _cell(self, row: int, column: int, level: Level) -> bytes:
        style = self.row_style
        if style is None:
            style = next((s for first, last, s in self.column_styles if first <= column + 1 <= last), 0)
        where = address(row, column).encode()
        return b'<%bc r="%b" s="%d"/>' % (self.prefix.encode(), where, self.styles.marked(style, level))
