"""How a Word document looks: styles that an officer finds by their names and can change for the whole of it."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from docx.document import Document as Word

_INK, _BLUE, _GREY = "1D2329", "12436D", "505A5F"
_PALE = "F6F8FA"


class _Look(NamedTuple):
    """Letters in points, their colour, and the points above and below."""

    size: float
    colour: str = _INK
    bold: bool = False
    above: float = 0
    below: float = 6


_LOOKS = {
    "Normal": _Look(10),
    "Title": _Look(22, _BLUE, bold=True),
    "Subtitle": _Look(13, _BLUE, bold=True, above=14),
    "Heading 1": _Look(16, _BLUE, bold=True, above=16),
    "Heading 2": _Look(13, _BLUE, bold=True, above=12, below=4),
    "Heading 3": _Look(10.5, _BLUE, bold=True, above=8, below=3),
    "Header": _Look(10, _BLUE, bold=True, below=0),
    "Footer": _Look(8, _GREY, below=0),
    "Caption": _Look(9, _BLUE, bold=True, above=10, below=3),
    "Note": _Look(8, _GREY, above=2, below=2),
    "Commentary": _Look(10, below=4),
    "TableText": _Look(8.5, above=1.5, below=1.5),
    "TableNumber": _Look(8.5, above=1.5, below=1.5),
}  # fmt: skip


def set_looks(word: "Word") -> None:
    """Set the styles of every report, those of our own among them."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    known = {style.name for style in word.styles}
    for name, look in _LOOKS.items():
        if name not in known:
            word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = word.styles["Normal"]
        style = word.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.italic = (
            "Arial",
            Pt(look.size),
            look.bold,
            False,
        )
        style.font.color.rgb = RGBColor.from_string(look.colour)
        style.paragraph_format.space_before, style.paragraph_format.space_after = (
            Pt(look.above),
            Pt(look.below),
        )
        # A typeface of the theme would win over the one that is named.
        for part in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{part}"), None)
    for name in ("TableText", "TableNumber"):
        word.styles[name].paragraph_format.line_spacing = 1.0
    word.styles["TableNumber"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _without_its_line(word)
    _set_apart(word)


def _without_its_line(word: "Word") -> None:
    """Take away the line that the shipped Title draws in a blue of its own."""
    from docx.oxml.ns import qn

    title = word.styles["Title"].element.pPr
    for line in title.findall(qn("w:pBdr")):
        title.remove(line)


def _set_apart(word: "Word") -> None:
    """Commentary stands beside a line, on a pale ground."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Cm

    style = word.styles["Commentary"]
    style.paragraph_format.left_indent = Cm(0.3)
    inside = style.element.get_or_add_pPr()
    line = f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="18" w:space="6" w:color="{_BLUE}"/></w:pBdr>'
    ground = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_PALE}"/>'
    for made in (ground, line):
        # The order in which Word wants them: lines, ground, spacing.
        inside.insert(0, parse_xml(made))
