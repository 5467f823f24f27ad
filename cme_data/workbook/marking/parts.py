"""An .xlsx package opened for small changes: its parts, what they point to and what kind each is."""

import io
import posixpath
import zipfile
from collections.abc import Sequence
from functools import cached_property

from cme_data.workbook.marking.outline import Edits, Node, outline, quoted

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
WORKSHEET, STYLES, COMMENTS = f"{_KINDS}.worksheet+xml", f"{_KINDS}.styles+xml", f"{_KINDS}.comments+xml"
_TYPES = "[Content_Types].xml"
_NO_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


class Parts:
    """The parts of a package by name; those given anew are written in place of the old."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._names = {name.casefold(): name for name in self._zip.namelist()}
        self._new: dict[str, bytes] = {}
        self._gone: set[str] = set()

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return [name for name in dict.fromkeys([*self._zip.namelist(), *self._new]) if name not in self._gone]

    def __contains__(self, name: str) -> bool:
        return self._name(name) in self._new or name.casefold() in self._names

    def __getitem__(self, name: str) -> bytes:
        name = self._name(name)
        return self._new[name] if name in self._new else self._zip.read(name)

    def get(self, name: str, otherwise: bytes) -> bytes:
        """A part, or something else where there is none of that name."""
        if name in self:
            return self[name]
        return otherwise

    def __setitem__(self, name: str, part: bytes) -> None:
        self._new[self._name(name)] = part

    def drop(self, names: Sequence[str]) -> None:
        """Leave parts out; what points to them is another's to take off."""
        self._gone |= set(names)
        gone = {f"/{name}".casefold() for name in names}
        edits = Edits(self[_TYPES])
        for node in outline(self[_TYPES]).all("Override"):
            if node.attributes["PartName"].casefold() in gone:
                edits.replace(node.start, node.end, b"")
        self[_TYPES] = edits.done()

    def _name(self, name: str) -> str:
        return self._names.get(name.casefold(), name)

    @cached_property
    def book(self) -> str:
        """The name of the part that lists the sheets."""
        return next(iter(self.related("", "officeDocument")), "xl/workbook.xml")

    def related(self, part: str, kind: str) -> dict[str, str]:
        """The names of the parts of a kind that a part points to, each with the id by which it does."""
        return {
            _target(part, node.attributes["Target"]): node.attributes["Id"]
            for node in self._relations(part).children
            if node.attributes["Type"].endswith(f"/{kind}")
            and node.attributes.get("TargetMode") != "External"
        }

    def target(self, part: str, relation: str) -> str:
        """The name of the part that a part points to by that id."""
        for node in self._relations(part).children:
            if node.attributes["Id"] == relation:
                return _target(part, node.attributes["Target"])
        raise KeyError(relation)

    def relate(self, part: str, kind: str, target: str) -> str:
        """Let a part point to another; returns the id by which it does."""
        name = _relations_of(part)
        before = self.get(name, _NO_RELATIONS)
        root = outline(before)
        taken = {node.attributes["Id"] for node in root.children}
        relation = next(f"rIdMarks{n}" for n in range(1, len(taken) + 2) if f"rIdMarks{n}" not in taken)
        edits = Edits(before)
        edits.append(
            root,
            b'<%bRelationship Id="%b" Type=%b Target=%b/>'
            % (root.prefix.encode(), relation.encode(), quoted(f"{OFFICE}/{kind}"), quoted(f"/{target}")),
        )
        self[name] = edits.done()
        return relation

    def unrelate(self, part: str, *kinds: str) -> None:
        """Let a part no longer point to parts of those kinds."""
        name = _relations_of(part)
        if name in self:
            edits = Edits(self[name])
            for node in self._relations(part).children:
                if node.attributes["Type"].rpartition("/")[2] in kinds:
                    edits.replace(node.start, node.end, b"")
            self[name] = edits.done()

    def add(self, name: str, part: bytes, kind: str) -> str:
        """Put in a new part under the first free name of the pattern, such as xl/comments{}.xml."""
        free = next(name.format(n) for n in range(1, 100_000) if name.format(n) not in self)
        self[free] = part
        root = outline(self[_TYPES])
        edits = Edits(self[_TYPES])
        prefix, ending = root.prefix.encode(), free.rpartition(".")[2]
        if ending == "xml":
            edits.append(
                root, b"<%bOverride PartName=%b ContentType=%b/>" % (prefix, quoted(f"/{free}"), quoted(kind))
            )
        elif not any(d.attributes["Extension"].casefold() == ending for d in root.all("Default")):
            edits.insert(
                root.opened,
                b"<%bDefault Extension=%b ContentType=%b/>" % (prefix, quoted(ending), quoted(kind)),
            )
        self[_TYPES] = edits.done()
        return free

    def saved(self) -> bytes:
        """The bytes of the package as it now is."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as new:
            for name in self.names:
                new.writestr(name, self[name])
        return made.getvalue()

    def _relations(self, part: str) -> Node:
        return outline(self.get(_relations_of(part), _NO_RELATIONS))


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _target(part: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
