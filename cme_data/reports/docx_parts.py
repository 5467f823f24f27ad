"""What Word has and python-docx has no words for: fields, a repeated header row, the language."""

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cme_data.workbook.text import clean

if TYPE_CHECKING:
    from docx.document import Document as Word

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """A text without what a Word document cannot hold."""
    return _NOT_XML.sub("", clean(text))


def paragraph(word: "Word", text: str, style: str | None = None) -> Any:
    """A paragraph by the id of its style: to look styles up by their names takes most of the time of a long document."""
    made = word.add_paragraph(plain(text))
    if style is not None:
        made._p.style = style
    return made


def field(paragraph: Any, instruction: str, shown: str, dirty: bool = False) -> None:
    """A field that Word works out, with what stands there until it has."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", None, "separate", shown, "end"):
        run = paragraph.add_run()
        if kind is None:
            told = OxmlElement("w:instrText")
            told.set(qn("xml:space"), "preserve")
            told.text = instruction
            run._r.append(told)
        elif kind is shown:
            run.text = shown
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            if dirty and kind == "begin":
                mark.set(qn("w:dirty"), "true")
            run._r.append(mark)


def contents_list(word: "Word", titles: Sequence[str]) -> None:
    """The contents field; until Word has filled it, the sections stand there without their pages."""
    word.add_paragraph("Contents", style="Subtitle")
    field(word.add_paragraph(), 'TOC \\o "1-2" \\h \\z \\u', plain("\n".join(titles)), dirty=True)


def header_row(row: Any) -> None:
    """Repeat a table's first row on every page it runs over to, and tell screen readers that it heads the table."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def keep_whole(row: Any) -> None:
    """Let no page end within a row of a table."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def set_language(word: "Word", language: str) -> None:
    """The language in which the whole document is spelt and read aloud."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    defaults = word.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for found in defaults.findall(qn("w:lang")):
        defaults.remove(found)
    mark = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia"):
        mark.set(qn(name), language)
    defaults.append(mark)


def caption(word: "Word", kind: str, number: int, text: str) -> None:
    """A caption that Word numbers, on the page of what it stands over."""
    made = paragraph(word, "", "Caption")
    made.add_run(f"{kind} ")
    field(made, f"SEQ {kind} \\* ARABIC", str(number))
    made.add_run(plain(f": {text}"))
    made.paragraph_format.keep_with_next = True


def picture(word: "Word", data: bytes, title: str, alt: str) -> None:
    """A picture twice as fine as the screen, with what it shows in words."""
    from docx.shared import Emu

    word.add_picture(io.BytesIO(data))
    made = word.inline_shapes[-1]
    # 72 points to the inch were meant, of a screen that has 96 and a picture that has two to each.
    made.width, made.height = Emu(made.width * 3 // 8), Emu(made.height * 3 // 8)
    made._inline.docPr.set("title", plain(title))
    made._inline.docPr.set("descr", plain(alt))


def turn(word: "Word", wide: bool) -> bool:
    """Begin a page on its side, or an upright one again, and say so; False where it is so already."""
    from docx.enum.section import WD_ORIENT, WD_SECTION

    page = word.sections[-1]
    if wide == (page.orientation == WD_ORIENT.LANDSCAPE):
        return False
    new = word.add_section(WD_SECTION.NEW_PAGE)
    new.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    new.page_width, new.page_height = page.page_height, page.page_width
    return True
