"""The boxes in which a sheet's comments stand, in the drawing language that spreadsheets use for them alone.

The part is not always well-formed XML, so it is changed as text.
"""

import re
from collections.abc import Iterable, Mapping

VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)  # said anew on each shape, as not every program calls them so
_KIND = (
    f'<v:shapetype {_SPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_EMPTY = (
    f'<xml {_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
).encode()
_BOX = (
    f'<v:shape {_SPACES} id="_x0000_s{{number}}" type="#_x0000_t202" style="position:absolute;margin-left:59.25pt;'
    'margin-top:1.5pt;width:{width}px;height:{height}px;z-index:1;visibility:hidden" fillcolor="#ffffe1"'
    ' o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_SHAPE = re.compile(rb"<(\w+:)shape\b(?:(?!</\1shape>).)*</\1shape>", re.DOTALL)
_NOTE = re.compile(rb"<\w+:ClientData\s[^>]*ObjectType=[\"']Note")
_ROW, _COLUMN = re.compile(rb"<\w+:Row>\s*(\d+)\s*<"), re.compile(rb"<\w+:Column>\s*(\d+)\s*<")
_ANCHOR = re.compile(rb"(<\w+:Anchor>)([^<]+)(<)")
_NUMBER = re.compile(rb"_x0000_s(\d+)")
_LETTERS, _WIDTH, _LINE = 48, 340, 17  # of a line, and the pixels of a box and of a line

Place = tuple[int, int]
"""A cell's row and column, both from 0."""


def drawn(
    part: bytes | None, gone: Iterable[Place], under: Mapping[Place, str], fresh: Mapping[Place, str]
) -> bytes:
    """The part without the boxes of comments that are gone, those written under longer, and with the fresh ones."""
    part = part or _EMPTY
    leave = set(gone)
    if leave or under:

        def seen(found: re.Match[bytes]) -> bytes:
            row, column = _ROW.search(found[0]), _COLUMN.search(found[0])
            if not (row and column and _NOTE.search(found[0])):
                return found[0]
            at = int(row[1]), int(column[1])
            if at in leave:
                return b""
            return _longer(found[0], _lines(under[at])) if at in under else found[0]

        part = _SHAPE.sub(seen, part)
    if not fresh:
        return part
    first = max((int(number) for number in _NUMBER.findall(part)), default=1024) + 1
    kind = "" if b'id="_x0000_t202"' in part else _KIND
    boxes = "".join(
        _BOX.format(number=number, width=_WIDTH, height=_LINE * (_lines(text) + 1), row=row, column=column)
        for number, ((row, column), text) in enumerate(fresh.items(), first)
    )
    end = part.rfind(b"</xml>")
    return part[:end] + (kind + boxes).encode() + part[end:]


def _lines(text: str) -> int:
    return sum(1 + len(line) // _LETTERS for line in text.splitlines())


def _longer(shape: bytes, lines: int) -> bytes:
    def further(found: re.Match[bytes]) -> bytes:
        numbers = found[2].split(b",")
        if len(numbers) == 8:  # left, top, right and bottom, each a column or row and the pixels into it
            numbers[6] = b" %d" % (int(numbers[6]) + lines + 2)
        return found[1] + b",".join(numbers) + found[3]

    return _ANCHOR.sub(further, shape)
