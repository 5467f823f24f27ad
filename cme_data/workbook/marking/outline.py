"""Where the elements of an XML part begin and end, and changes to it that leave every other byte as it was.

A spreadsheet program refuses a part whose prefixes were renamed, as rewriting it through a tree would do.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from html import escape
from xml.parsers import expat

_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # a spreadsheet reads _x0041_ as the letter A


@dataclass(slots=True)
class Node:
    """One element: its name without a prefix, and the places of its tags."""

    name: str
    prefix: str  # "x:" or nothing
    attributes: dict[str, str]
    start: int
    opened: int  # behind its start tag
    closed: int = 0  # before its end tag
    end: int = 0
    children: list["Node"] = field(default_factory=list)

    def find(self, name: str) -> "Node | None":
        """Its first child of that name."""
        return next((child for child in self.children if child.name == name), None)

    def all(self, name: str) -> list["Node"]:
        """Its children of that name."""
        return [child for child in self.children if child.name == name]

    def local(self, name: str) -> str | None:
        """The value of an attribute, whatever its prefix."""
        return next((value for key, value in self.attributes.items() if local_name(key) == name), None)


def local_name(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def tag_end(part: bytes, start: int) -> int:
    """The place behind the tag that begins there."""
    found = _TAG.match(part, start)
    if found is None:
        raise ValueError("no tag begins there")
    return found.end()


def outline(part: bytes) -> Node:
    """The root element of a part with all that is in it; raises expat.ExpatError where it is no XML."""
    parser = expat.ParserCreate()
    path: list[Node] = []
    roots: list[Node] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        start = parser.CurrentByteIndex
        node = Node(local_name(name), name[: -len(local_name(name))], attributes, start, tag_end(part, start))
        (path[-1].children if path else roots).append(node)
        path.append(node)

    def finish(name: str) -> None:
        node = path.pop()
        if part[node.opened - 2 : node.opened] == b"/>":
            node.closed = node.end = node.opened
        else:
            node.closed = parser.CurrentByteIndex
            node.end = tag_end(part, node.closed)

    parser.StartElementHandler, parser.EndElementHandler = begin, finish
    parser.Parse(part, True)
    return roots[0]


class Edits:
    """Changes to a part, gathered and made all at once."""

    def __init__(self, part: bytes) -> None:
        self.part = part
        self._made: list[tuple[int, int, bytes]] = []

    def replace(self, start: int, end: int, text: bytes) -> None:
        """Put a text in the place of another."""
        self._made.append((start, end, text))

    def insert(self, at: int, text: bytes) -> None:
        """Put a text before a place; of several at one place the first given stands first."""
        self._made.append((at, at, text))

    def append(self, node: Node, text: bytes) -> None:
        """Put a text at the end of what an element holds."""
        if node.end == node.opened and self.part[node.opened - 2 : node.opened] == b"/>":
            self.replace(
                node.opened - 2, node.opened, b">%b</%b>" % (text, (node.prefix + node.name).encode())
            )
        else:
            self.insert(node.closed, text)

    def set(self, node: Node, attribute: str, value: object) -> None:
        """Give an element's attribute a value."""
        self.set_in_tag(node.start, node.opened, attribute, value)

    def set_in_tag(self, start: int, end: int, attribute: str, value: object) -> None:
        """The same for the start tag between two places."""
        found = _attribute(attribute).search(self.part, start, end)
        if found:
            self.replace(*found.span(1), quoted(value))
        else:
            at = end - 2 if self.part[end - 2 : end] == b"/>" else end - 1
            self.insert(at, b" %b=%b" % (attribute.encode(), quoted(value)))

    def unset_in_tag(self, start: int, end: int, attribute: str) -> None:
        """Take an attribute off the start tag between two places."""
        found = _attribute(attribute).search(self.part, start, end)
        if found:
            self.replace(*found.span(), b"")

    def done(self) -> bytes:
        """The part with the changes made."""
        parts, at = [], 0
        for start, end, text in sorted(self._made, key=lambda made: made[:2]):
            parts += [self.part[at:start], text]
            at = end
        return b"".join([*parts, self.part[at:]])


@cache
def _attribute(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"""\s%b\s*=\s*("[^"]*"|'[^']*')""" % re.escape(name.encode()))


def spelled(value: str) -> str:
    """A text as a workbook spells it: without what XML cannot hold, and with no letters that stand for another."""
    return _ESCAPE.sub("_x005F_", _NOT_XML.sub("", value))


def text_of(value: str) -> bytes:
    """A text as the content of an element."""
    return escape(spelled(value), quote=False).replace("\r", "&#13;").encode()


def quoted(value: object) -> bytes:
    """A value as that of an attribute."""
    text = escape(_NOT_XML.sub("", str(value)), quote=True)
    return b'"%b"' % text.replace("\n", "&#10;").replace("\t", "&#9;").encode()
