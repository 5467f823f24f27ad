"""The formats of a workbook: each as it was, besides the same with the fill of an error or a warning."""

from functools import cached_property

from cme_data.workbook.marking.outline import Edits, Node, outline
from schemas.register import Level

# Tints of the accessible palette's dark pink and orange, and dark shades of them under white letters; not one
# of them is a usual colour, so that no fill of the sender's own is taken for a mark.
_FILLS: dict[tuple[Level, bool], str] = {
    ("error", False): "FFF0C4DB",
    ("warning", False): "FFFDE4CF",
    ("error", True): "FF801651",
    ("warning", True): "FF8A3B0D",
}
_MARKS = frozenset(_FILLS.values())
_NOTHING = 'indexed="64"'
_FIRST = {  # the sections that formats are made of, in order, with what stands first in each
    "fonts": ['<font><sz val="11"/><name val="Calibri"/></font>'],
    "fills": [
        '<fill><patternFill patternType="none"/></fill>',
        '<fill><patternFill patternType="gray125"/></fill>',
    ],
    "borders": ["<border><left/><right/><top/><bottom/><diagonal/></border>"],
    "cellStyleXfs": ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'],
    "cellXfs": ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'],
}
_AFTER = ("cellStyles", "dxfs", "tableStyles", "colors", "extLst")
EMPTY = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"></styleSheet>'


class Styles:
    """The part that lists a workbook's formats; a cell names one by its place in `cellXfs`."""

    def __init__(self, part: bytes) -> None:
        self._part, self._root = part, outline(part)
        self._items = {name: self._listed(name) for name in _FIRST}
        self._had = {name: len(items) for name, items in self._items.items()}
        for name, items in self._items.items():
            items += [] if items else [self._prefixed(item) for item in _FIRST[name]]
        self._places = {
            (name, item): i for name, items in self._items.items() for i, item in enumerate(items)
        }
        self._marked: dict[tuple[int, Level], int] = {}

    @cached_property
    def marks(self) -> frozenset[int]:
        """The formats that an earlier marking made."""
        fills = {i for i, fill in enumerate(self._items["fills"]) if _solid_colour(outline(fill)) in _MARKS}
        return frozenset(
            i for i, xf in enumerate(self._items["cellXfs"]) if _number(outline(xf), "fillId") in fills
        )

    def marked(self, style: int, level: Level) -> int:
        """The format that is like another, with the fill of a level."""
        if (style, level) not in self._marked:
            xf = outline(self._xf(style))
            covered = outline(self._items["fills"][_number(xf, "fillId")])
            behind = _attributes(_pattern(covered, "fgColor")) if _solid_colour(covered) is not None else ""
            colour = _FILLS[level, self._is_light(_number(xf, "fontId"))]
            self._marked[style, level] = self._filled(
                style, self._solid(f'rgb="{colour}"', behind or _NOTHING)
            )
        return self._marked[style, level]

    def unmarked(self, style: int) -> int:
        """The format that an earlier mark covers."""
        fill = outline(self._items["fills"][_number(outline(self._xf(style)), "fillId")])
        behind = _attributes(_pattern(fill, "bgColor"))
        return self._filled(style, self._solid(behind, _NOTHING) if behind not in ("", _NOTHING) else 0)

    def new(
        self, font: str = '<sz val="11"/>', *, colour: str = "", level: Level | None = None,
        wrap: bool = True, text: bool = False,
    ) -> int:  # fmt: skip
        """A format of our own: a font's elements, a colour to fill with or a level's, and a text that stays one."""
        filling = _FILLS[level, False] if level else colour
        fill = self._solid(f'rgb="{filling}"', _NOTHING) if filling else 0
        number = self._add("fonts", f'<font>{font}<name val="Calibri"/><family val="2"/></font>')
        return self._add(
            "cellXfs",
            f'<xf numFmtId="{49 if text else 0}" fontId="{number}" fillId="{fill}" borderId="0" xfId="0"'
            ' applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1">'
            f'<alignment vertical="top" wrapText="{int(wrap)}"/></xf>',
        )

    def done(self) -> bytes:
        """The part with the formats that were asked for."""
        edits = Edits(self._part)
        for name, items in self._items.items():
            new = b"".join(items[self._had[name] :])
            section = self._root.find(name)
            if section is not None and new:
                edits.set(section, "count", len(items))
                edits.append(section, new)
            elif new:
                tag = self._root.prefix.encode() + name.encode()
                self._insert(edits, name, b'<%b count="%d">%b</%b>' % (tag, len(items), new, tag))
        return edits.done()

    def _insert(self, edits: Edits, name: str, section: bytes) -> None:
        order = (*_FIRST, *_AFTER)
        later = order[order.index(name) + 1 :]
        following = next((child for child in self._root.children if child.name in later), None)
        if following is None:
            edits.append(self._root, section)
        else:
            edits.insert(following.start, section)

    def _listed(self, name: str) -> list[bytes]:
        section = self._root.find(name)
        return [self._part[item.start : item.end] for item in section.children] if section else []

    def _xf(self, style: int) -> bytes:
        items = self._items["cellXfs"]
        return items[style if style < len(items) else 0]

    def _filled(self, style: int, fill: int) -> int:
        xf = self._xf(style)
        node, edits = outline(xf), Edits(xf)
        edits.set(node, "fillId", fill)
        edits.set(node, "applyFill", 1)
        return self._add("cellXfs", edits.done())

    def _solid(self, colour: str, behind: str) -> int:
        """A plain fill; what is behind it shows nowhere, so there a mark keeps the colour that it covers."""
        return self._add(
            "fills",
            f'<fill><patternFill patternType="solid"><fgColor {colour}/><bgColor {behind}/></patternFill></fill>',
        )

    def _add(self, section: str, item: str | bytes) -> int:
        xml = self._prefixed(item) if isinstance(item, str) else item
        if (section, xml) not in self._places:
            self._places[section, xml] = len(self._items[section])
            self._items[section].append(xml)
        return self._places[section, xml]

    def _prefixed(self, item: str) -> bytes:
        prefix = self._root.prefix
        return item.replace("</", "\0").replace("<", f"<{prefix}").replace("\0", f"</{prefix}").encode()

    def _is_light(self, font: int) -> bool:
        """Whether a font's letters are white or nearly so, which a pale fill would hide."""
        items = self._items["fonts"]
        colour = outline(items[font if font < len(items) else 0]).find("color")
        if colour is None:
            return False
        told = colour.attributes
        if "rgb" in told:
            return sum(bytes.fromhex(told["rgb"][-6:])) > 3 * 190
        if "theme" in told:
            return told["theme"] == "0" and float(told.get("tint", 0)) > -0.3
        return told.get("indexed") in ("1", "9")


def _number(node: Node, attribute: str) -> int:
    return int(node.attributes.get(attribute, 0))


def _pattern(fill: Node, colour: str) -> Node | None:
    pattern = fill.find("patternFill")
    return pattern.find(colour) if pattern and pattern.attributes.get("patternType") == "solid" else None


def _solid_colour(fill: Node) -> str | None:
    """The colour of a plain fill: nothing where it is none, and no number where it is a theme's."""
    front = _pattern(fill, "fgColor")
    return front.attributes.get("rgb", "") if front else None


def _attributes(node: Node | None) -> str:
    return " ".join(f'{name}="{value}"' for name, value in node.attributes.items()) if node else ""
