"""A report as a Word document: real headings and styles, so that it has a contents list and can be read aloud."""

import io
from itertools import islice
from typing import TYPE_CHECKING, Any

from cme_data.reports.docx_parts import (
    contents_list,
    field,
    header_row,
    keep_whole,
    paragraph,
    plain,
    set_font,
    set_language,
)
from cme_data.reports.plainly import as_words
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

_ROOM = 18.0  # centimetres between the margins
_ACROSS = 4  # facts of a strip side by side
_LONG = 600  # letters of a cell that may need more than one page


def written(document: Document) -> bytes:
    """The bytes of the file."""
    import docx

    word = docx.Document()
    _set_up(word, document)
    paragraph(word, f"{document.title}, {said(document.day)}", "Title")
    made = f"{document.authority}. Made on {said(document.made_at.date())} from the lists as at {said(document.as_at)}."
    paragraph(word, made)
    _strip(word, document.strip)
    contents_list(word, [section.title for section in document.sections])
    apart = True  # what follows the contents list or a child's page begins on a new one
    for section in document.sections:
        has_pages = any(isinstance(block, ChildPage) for block in section.blocks)
        title = paragraph(word, section.title, "Heading1")
        title.paragraph_format.page_break_before = apart or has_pages
        apart = has_pages
        for block in section.blocks:
            _block(word, block, 2)
    data = io.BytesIO()
    word.save(data)
    return data.getvalue()


def _set_up(word: "Word", document: Document) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    about = word.core_properties
    about.title = f"{document.marking}: {document.title}, {said(document.day)}"
    about.author = about.last_modified_by = document.authority
    about.category = about.keywords = document.marking
    about.language = "en-GB"
    about.comments = ""
    about.created = about.modified = document.made_at
    set_language(word, "en-GB")
    word.styles["Normal"].font.name = "Arial"
    word.styles["Normal"].font.size = Pt(10)
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3"):
        set_font(word.styles[name], "Arial", "12436D")
    set_font(word.styles["Caption"], "Arial", "505A5F")
    word.styles["Caption"].font.bold = False
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


def _block(word: "Word", block: Block, level: int) -> None:
    match block:
        case Paragraph(text, note):
            paragraph(word, text, "Caption" if note else None)
        case Heading(text):
            paragraph(word, text, f"Heading{level}")
        case Strip():
            _strip(word, block)
        case Table():
            _table(word, block)
        case FigureTable():
            _table(word, as_words(block))
            for sentence in block.notes:
                paragraph(word, sentence, "Caption")
        case Chart():
            paragraph(word, block.alt)
        case Commentary():
            paragraph(word, block.text)
        case ChildPage(title, blocks):
            paragraph(word, title, f"Heading{level}").paragraph_format.page_break_before = True
            for inner in blocks:
                _block(word, inner, level + 1)


def _strip(word: "Word", strip: Strip) -> None:
    from docx.shared import Pt

    across = min(len(strip.facts), _ACROSS)
    lines = [strip.facts[first : first + across] for first in range(0, len(strip.facts), across)]
    made = word.add_table(rows=2 * len(lines), cols=across, style="Light Grid Accent 1")
    header_row(made.rows[0])
    for number, facts in enumerate(lines):
        for place, (label, value) in enumerate(facts):
            for cell, text in (
                (made.cell(2 * number, place), label),
                (made.cell(2 * number + 1, place), value),
            ):
                run = cell.paragraphs[0].add_run(plain(text))
                run.font.size = Pt(8.5)
                run.bold = text is value
    word.add_paragraph()


def _table(word: "Word", table: Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    if not table.rows:
        paragraph(word, table.empty)
        return
    made = word.add_table(rows=1 + len(table.rows), cols=len(table.columns), style="Table Grid")
    made.autofit = False
    header_row(made.rows[0])
    whole = sum(column.width for column in table.columns)
    for column, in_word in zip(table.columns, made.columns, strict=True):
        in_word.width = Cm(_ROOM * column.width / whole)
    for row, words in zip(list(made.rows)[1:], table.rows, strict=True):
        if max(map(len, words)) < _LONG:
            keep_whole(row)
    # All cells at once: python-docx looks the whole table through for each that is asked for by its place.
    cells = iter(made._cells)
    for number, texts in enumerate(([column.heading for column in table.columns], *table.rows)):
        for cell, text, column in zip(islice(cells, len(texts)), texts, table.columns, strict=True):
            cell.width = Cm(_ROOM * column.width / whole)
            inside: Any = cell.paragraphs[0]
            inside.alignment = WD_ALIGN_PARAGRAPH.RIGHT if column.numeric else WD_ALIGN_PARAGRAPH.LEFT
            run = inside.add_run(plain(text))
            run.font.size, run.bold = Pt(8.5), number == 0
    word.add_paragraph()
