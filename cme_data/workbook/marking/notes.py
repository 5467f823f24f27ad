"""The comments of one sheet: ours on the marked cells, under what the sender wrote there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cme_data.workbook.marking.outline import Edits, Node, outline, text_of
from cme_data.workbook.marking.parts import COMMENTS, Parts
from cme_data.workbook.marking.shapes import VML, drawn
from cme_data.workbook.places import place

AUTHOR = "Register check"
_UNDER = "– Register check –"  # parts what the sender wrote from what we add to it
_EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors/><commentList/></comments>'
)
_DRAWING = re.compile(rb"<(?:\w+:)?legacyDrawing\s[^>]*?\b(?:\w+:)?id=[\"']([^\"']+)[\"']")


@dataclass(frozen=True, slots=True)
class Noted:
    """What became of a sheet's comments."""

    drawing: str | None  # the id by which the sheet is to point to new shapes
    in_talk: list[str]  # cells that hold a conversation, where no comment can stand besides


def noted(parts: Parts, sheet: str, notes: Mapping[str, str]) -> Noted:
    """Put a comment on each cell; those of an earlier marking go."""
    talks = _talks(parts, sheet)
    new = {cell: text for cell, text in notes.items() if cell not in talks}
    name = next(iter(parts.related(sheet, "comments")), None)
    if name is None and not new:
        return Noted(None, sorted(talks & notes.keys()))
    before = parts[name] if name else _EMPTY
    made = _Comments(before, new)
    if name is None:
        parts.relate(sheet, "comments", parts.add("xl/commentsMarks{}.xml", made.part, COMMENTS))
    elif made.part != before:
        parts[name] = made.part
    return Noted(_draw(parts, sheet, made), sorted(talks & notes.keys()))


def _draw(parts: Parts, sheet: str, made: "_Comments") -> str | None:
    """The shapes in which the comments stand; returns the id by which to point to them if they are new."""
    if not (made.gone or made.under or made.fresh):
        return None
    pointed = _DRAWING.search(parts[sheet])
    name = parts.target(sheet, pointed[1].decode()) if pointed else None
    part = drawn(parts[name] if name else None, made.gone, made.under, made.fresh)
    if name is not None:
        parts[name] = part
        return None
    return parts.relate(sheet, "vmlDrawing", parts.add("xl/drawings/vmlDrawingMarks{}.vml", part, VML))


def _talks(parts: Parts, sheet: str) -> set[str]:
    """The cells with a conversation; a spreadsheet program shows it in the place of any comment."""
    return {
        node.attributes["ref"]
        for name in parts.related(sheet, "threadedComment")
        for node in outline(parts[name]).children
        if "ref" in node.attributes
    }


class _Comments:
    """The part with the comments, changed: which of them are gone, written under and fresh, by place and text."""

    def __init__(self, part: bytes, notes: Mapping[str, str]) -> None:
        self.root, self._edits, self._before = outline(part), Edits(part), part
        self.gone: list[tuple[int, int]] = []
        self.under: dict[tuple[int, int], str] = {}
        listed = self.root.find("commentList")
        authors = self.root.find("authors")
        if listed is None or authors is None:
            raise ValueError("a part with comments that lists none")
        ours = {str(i) for i, author in enumerate(authors.children) if self._text(author) == AUTHOR}
        standing = set()
        for comment in listed.children:
            cell = comment.attributes["ref"]
            if comment.attributes.get("authorId") in ours:
                self._edits.replace(comment.start, comment.end, b"")
                self.gone.append(place(cell))
                continue
            standing.add(cell)
            text = comment.find("text")
            if text is not None:
                self._cut(text)
                if cell in notes:
                    self._write_under(text, f"\n\n{_UNDER}\n{notes[cell]}")
                    self.under[place(cell)] = notes[cell]
        fresh = {cell: notes[cell] for cell in sorted(notes.keys() - standing, key=place)}
        self.fresh = {place(cell): text for cell, text in fresh.items()}
        if fresh:
            author = min(ours, default=str(len(authors.children)))
            if not ours:
                self._edits.append(authors, self._element("author", text_of(AUTHOR)))
            self._edits.append(
                listed, b"".join(self._comment(cell, text, author) for cell, text in fresh.items())
            )
        self.part = self._edits.done()

    def _comment(self, cell: str, text: str, author: str) -> bytes:
        inside = self._element("text", self._run(text))
        return self._element("comment", inside, f' ref="{cell}" authorId="{author}" shapeId="0"')

    def _run(self, text: str) -> bytes:
        return self._element("r", self._element("t", text_of(text), ' xml:space="preserve"'))

    def _write_under(self, text: Node, ours: str) -> None:
        standing = [child for child in text.children if child.name in ("t", "r")]
        for plain in text.all("t"):  # a text becomes a run, as only runs may follow runs
            tag = (self.root.prefix + "r").encode()
            self._edits.insert(plain.start, b"<%b>" % tag)
            self._edits.insert(plain.end, b"</%b>" % tag)
        if standing:
            self._edits.insert(standing[-1].end, self._run(ours))
        else:
            self._edits.append(text, self._run(ours))

    def _cut(self, text: Node) -> None:
        """Take off what an earlier marking wrote under the sender's words."""
        ended = False
        for run in text.children:
            content = run if run.name == "t" else run.find("t")
            if ended and run.name == "r":
                self._edits.replace(run.start, run.end, b"")
            elif content is not None:
                at = self._before.find(_UNDER.encode(), content.opened, content.closed)
                if at >= 0:
                    ended = True
                    while self._before[at - 1 : at] in (b"\n", b"\r") and at > content.opened:
                        at -= 1
                    self._edits.replace(at, content.closed, b"")

    def _text(self, node: Node) -> str:
        return self._before[node.opened : node.closed].decode().strip()

    def _element(self, name: str, inside: bytes, attributes: str = "") -> bytes:
        tag = (self.root.prefix + name).encode()
        return b"<%b%b>%b</%b>" % (tag, attributes.encode(), inside, tag)
