"""A report as a Word document: real headings and styles, so that it has a contents list and can be read aloud."""

import io
from collections import Counter
from typing import TYPE_CHECKING

from cme_data.reports import charts
from cme_data.reports.docx_parts import caption, contents_list, field, paragraph, picture, set_language, turn
from cme_data.reports.docx_styles import set_looks
from cme_data.reports.docx_tables import strip, table
from cme_data.reports.plainly import NO_FIGURES, as_words, notes, paragraphs, turned
from cme_data.reports.report import (
    Block,
    Chart,
    ChildPage,
    Commentary,
    Document,
    FigureTable,
    Heading,
    Paragraph,
    Strip,
    Table,
)  # fmt: skip
from cme_data.reports.said import said

if TYPE_CHECKING:
    from docx.document import Document as Word


def written(document: Document) -> bytes:
    """The bytes of the file."""
    import docx

    word = docx.Document()
    _set_up(word, document)
    paragraph(word, f"{document.title}, {said(document.day)}", "Title")
    made = f"{document.authority}. {document.made}"
    paragraph(word, made)
    strip(word, document.strip)
    if not document.short:
        contents_list(word, [section.title for section in document.sections])
    numbers: Counter[str] = Counter()
    apart = not document.short  # what follows the contents list or a child's page begins on a new one
    for section in document.sections:
        has_pages = any(isinstance(block, ChildPage) for block in section.blocks)
        title: str | None = section.title
        for wide, blocks in turned(section.blocks) or [(False, [])]:
            begun = turn(word, wide)
            if title is not None:
                made_title = paragraph(word, title, "Heading1")
                made_title.paragraph_format.page_break_before = (apart or has_pages) and not begun
                title = None
            for block in blocks:
                _block(word, block, 2, numbers)
        apart = has_pages
    data = io.BytesIO()
    word.save(data)
    return data.getvalue()


def _set_up(word: "Word", document: Document) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    about = word.core_properties
    about.title = f"{document.marking}: {document.title}, {said(document.day)}"
    about.author = about.last_modified_by = document.authority
    about.category = about.keywords = document.marking
    about.language = "en-GB"
    about.comments = ""
    about.created = about.modified = document.made_at
    set_language(word, "en-GB")
    set_looks(word)
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(1.5)
    page.top_margin, page.bottom_margin = Cm(2.2), Cm(1.8)
    top, foot = page.header.paragraphs[0], page.footer.paragraphs[0]
    top.alignment, foot.alignment = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
    top.add_run(document.marking).bold = True
    foot.add_run("Page ")
    field(foot, "PAGE", "1")
    foot.add_run(" of ")
    field(foot, "NUMPAGES", "1")


def _block(word: "Word", block: Block, level: int, numbers: Counter[str]) -> None:
    match block:
        case Paragraph(text, note):
            paragraph(word, text, "Note" if note else None)
        case Heading(text):
            paragraph(word, text, f"Heading{level}")
        case Strip():
            strip(word, block)
        case Table():
            table(word, block, _next(numbers, "Table"))
        case FigureTable():
            table(word, as_words(block), _next(numbers, "Table"), notes(block))
        case Chart():
            caption(word, "Chart", _next(numbers, "Chart"), block.title)
            if charts.has_figures(block):
                picture(word, charts.png(block), block.title, block.alt)
            else:
                paragraph(word, NO_FIGURES)
        case Commentary():
            _commentary(word, paragraphs(block.text))
        case ChildPage(title, blocks):
            paragraph(word, title, f"Heading{level}").paragraph_format.page_break_before = True
            for inner in blocks:
                _block(word, inner, level + 1, numbers)


def _next(numbers: Counter[str], kind: str) -> int:
    numbers[kind] += 1
    return numbers[kind]


def _commentary(word: "Word", parts: list[str]) -> None:
    if not parts:
        return
    label = paragraph(word, "", "Commentary")
    label.add_run("Commentary").bold = True
    label.paragraph_format.keep_with_next = True
    for part in parts:
        paragraph(word, part, "Commentary")
    paragraph(word, "", "Note")
