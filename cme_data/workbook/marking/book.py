"""The sender's own workbook with the problems marked: its package changed only where a mark stands.

openpyxl would lose the results of formulas, so that the copy could not be read again, besides pictures, shapes,
drop-down lists that refer to other sheets, slicers and sparklines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

from cme_data.workbook.marking import listing
from cme_data.workbook.marking.listing import Line
from cme_data.workbook.marking.notes import noted
from cme_data.workbook.marking.outline import Edits, Node, outline, quoted
from cme_data.workbook.marking.parts import OFFICE, STYLES, WORKSHEET, Parts
from cme_data.workbook.marking.sheet import Place, deselected, filled, merged
from cme_data.workbook.marking.styles import EMPTY, Styles
from cme_data.workbook.places import address, place
from schemas.register import Level

_OURS = "_register_check"  # the hidden name of the list's sheet, whatever that is called by then
_MOST_NOTES = 10_000  # comments; with many more a workbook takes minutes to open
_STRICT = b"http://purl.oclc.org/ooxml/"
_BEFORE_NAMES = ("externalReferences", "functionGroups", "sheets")


@dataclass(frozen=True, slots=True)
class Mark:
    """What is wrong with one cell."""

    level: Level
    text: str


Marks = Mapping[str, Mapping[str, Sequence[Mark]]]
"""For each sheet, each faulty cell's marks."""


@dataclass(slots=True)
class Marked:
    """The workbook and, in words, what could not be kept."""

    data: bytes
    lost: list[str] = field(default_factory=list)


def is_package(data: bytes) -> bool:
    """Whether a file is a workbook that can be marked as it is: an .xlsx or .xlsm, not of the strict kind."""
    if not data.startswith(b"PK"):
        return False
    parts = Parts(data)
    return "[Content_Types].xml" in parts and parts.book in parts and _STRICT not in parts[parts.book]


def has_macros(data: bytes) -> bool:
    """Whether the workbook must be named .xlsm."""
    return b"macroEnabled" in Parts(data)["[Content_Types].xml"]


def marked(
    data: bytes, marks: Marks, lines: Sequence[Line], notes: Sequence[str], lost: Sequence[str] = ()
) -> Marked:
    """The workbook with its faulty cells filled and commented, and the list of problems as its first sheet."""
    book = _Book(data)
    for name, part in book.sheets():
        book.mark(part, marks.get(name, {}))
    book.unsign()
    lost = [*lost, *book.lost]
    if lost:
        notes = [*notes, f"Not kept of the workbook as it was sent: {'; '.join(lost)}."]
    book.put_first(listing.listing(lines, notes, book.styles))
    return Marked(book.saved(), lost)


class _Book:
    def __init__(self, data: bytes) -> None:
        self.parts = Parts(data)
        self.root = outline(self.parts[self.parts.book])
        self._left, self._spare, self._in_talk, self._unsigned = _MOST_NOTES, 0, 0, False
        name = next(iter(self.parts.related(self.parts.book, "styles")), None)
        if name is None:
            name = self.parts.add("xl/stylesMarks{}.xml", EMPTY, STYLES)
            self.parts.relate(self.parts.book, "styles", name)
        self._styles_name, self.styles = name, Styles(self.parts[name])

    def sheets(self) -> list[tuple[str, str]]:
        """The name and part of each sheet but the list of problems."""
        ours = self._ours()
        found = [(node.attributes["name"], self._part(node)) for node in self._nodes() if node is not ours]
        return [(name, part) for name, part in found if part in self.parts]

    def mark(self, part: str, marks: Mapping[str, Sequence[Mark]]) -> None:
        """Fill and comment the cells of one sheet."""
        told = deselected(self.parts[part])
        if told is not self.parts[part]:
            self.parts[part] = told
        if part not in self.parts.related(self.parts.book, "worksheet"):
            return
        corners = merged(told) if marks else {}
        gathered: dict[Place, list[Mark]] = {}
        for cell, some in marks.items():
            row, column = place(cell)
            at = row + 1, column
            gathered.setdefault(corners.get(at, at), []).extend(some)
        texts = {address(*at): "\n\n".join(mark.text for mark in some) for at, some in gathered.items()}
        kept = dict(list(texts.items())[: self._left])
        self._left -= len(kept)
        self._spare += len(texts) - len(kept)
        found = noted(self.parts, part, kept)
        self._in_talk += len(found.in_talk)
        levels: dict[Place, Level] = {
            at: "error" if any(mark.level == "error" for mark in some) else "warning"
            for at, some in gathered.items()
        }
        if levels or self.styles.marks:
            self.parts[part] = filled(told, levels, self.styles, found.drawing)

    def unsign(self) -> None:
        """Take off a digital signature: it was given to the workbook as it was."""
        signatures = [name for name in self.parts.names if name.casefold().startswith("_xmlsignatures/")]
        if signatures:
            self.parts.drop(signatures)
            self.parts.unrelate("", "origin")
            self._unsigned = True

    @property
    def lost(self) -> list[str]:
        """In words, what could not be kept or marked."""
        told = []
        if self._unsigned:
            told.append("its digital signature, which held for the workbook as it was sent")
        if self._in_talk:
            told.append(
                f"the comments on {self._in_talk} of the marked cells, as a conversation stands there: what is wrong"
                " with them is said in the list of problems only"
            )
        if self._spare:
            told.append(
                f"the comments on the last {self._spare:,} of the marked cells, as they would be too many"
            )
        return told

    def put_first(self, part: bytes) -> None:
        """Let the list of problems be the first sheet, in the place of an earlier one."""
        ours, edits = self._ours(), Edits(self.parts[self.parts.book])
        if ours is not None:
            self.parts[self._part(ours)] = part
            self.parts.unrelate(
                self._part(ours), "printerSettings", "comments", "vmlDrawing", "drawing", "table"
            )
            self._in_front(edits, self._nodes().index(ours))
        else:
            self._insert(edits, part)
            self._in_front(edits, 0)
        self.parts[self.parts.book] = edits.done()

    def saved(self) -> bytes:
        """The bytes of the marked workbook."""
        self.parts[self._styles_name] = self.styles.done()
        return self.parts.saved()

    def _insert(self, edits: Edits, part: bytes) -> None:
        sheets = self.root.find("sheets")
        if sheets is None:
            raise ValueError("a workbook without sheets")
        prefix = self.root.prefix.encode()
        relation = self.parts.relate(
            self.parts.book, "worksheet", self.parts.add("xl/worksheets/sheetMarks{}.xml", part, WORKSHEET)
        )
        names = {node.attributes["name"].casefold() for node in self._nodes()}
        name = next(
            n
            for n in (listing.NAME, *(f"{listing.NAME} {i}" for i in range(2, 999)))
            if n.casefold() not in names
        )
        number = max(int(node.attributes["sheetId"]) for node in self._nodes()) + 1
        edits.insert(
            sheets.opened,
            b'<%bsheet xmlns:r=%b name=%b sheetId="%d" r:id=%b/>'
            % (prefix, quoted(OFFICE), quoted(name), number, quoted(relation)),
        )
        defined = b"<%bdefinedName name=%b hidden=\"1\">'%b'!$A$1</%bdefinedName>" % (
            prefix, quoted(_OURS), name.encode(), prefix,
        )  # fmt: skip
        already = self.root.find("definedNames")
        if already is not None:
            for node in already.children:
                if node.attributes["name"] == _OURS:  # its sheet was deleted
                    edits.replace(node.start, node.end, b"")
                elif "localSheetId" in node.attributes:
                    edits.set(node, "localSheetId", int(node.attributes["localSheetId"]) + 1)
            edits.append(already, defined)
        else:
            before = [node for node in self.root.children if node.name in _BEFORE_NAMES]
            edits.insert(before[-1].end, b"<%bdefinedNames>%b</%bdefinedNames>" % (prefix, defined, prefix))

    def _in_front(self, edits: Edits, place: int) -> None:
        views = self.root.find("bookViews")
        for view in views.children if views is not None else []:
            edits.set(view, "activeTab", place)
            edits.set(view, "firstSheet", 0)

    def _nodes(self) -> list[Node]:
        sheets = self.root.find("sheets")
        return sheets.children if sheets is not None else []

    def _part(self, sheet: Node) -> str:
        return self.parts.target(self.parts.book, sheet.local("id") or "")

    def _ours(self) -> Node | None:
        """The sheet of an earlier list of problems, which its hidden name points to."""
        names, part = self.root.find("definedNames"), self.parts[self.parts.book]
        for node in names.children if names is not None else []:
            if node.attributes["name"] == _OURS:
                said = unescape(part[node.opened : node.closed].decode()).rpartition("!")[0]
                name = said.strip("'").replace("''", "'")
                return next((sheet for sheet in self._nodes() if sheet.attributes["name"] == name), None)
        return None
