"""A report as a workbook to the rules of the Government Analysis Function: a table a sheet, and numbers as numbers."""

import io
import re
from collections.abc import Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from cme_data.errors import CmeError
from cme_data.reports.plainly import SYMBOLS, as_words
from cme_data.reports.report import ChildPage, Document, FigureTable, Table
from cme_data.reports.said import said, some
from cme_data.reports.xlsx_table import NOTES, Sheet, as_it_is, gptable, shown, table_of, titled

if TYPE_CHECKING:
    from gptables import GPTable
    from gptables.core.wrappers import GPWorkbook

_LONGEST_NAME = 31  # of a sheet, in Excel
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_.]+")
_LETTER, _LINE, _NARROWEST, _WIDEST = 7, 21, 80, 640  # pixels of a letter, a line, and a column


def written(document: Document) -> bytes:
    """The bytes of the file; raises CmeError on a report with pages of children, who have no table."""
    from gptables.core.wrappers import GPWorkbook

    if any(isinstance(block, ChildPage) for section in document.sections for block in section.blocks):
        raise CmeError(
            f"{document.title} has a page for each child and cannot be a workbook (.xlsx): "
            "take it as .docx, .pdf or .html instead."
        )
    sheets = list(_sheets(document))
    notes = list(dict.fromkeys(note for sheet in sheets for note in sheet.notes))
    data = io.BytesIO()
    # A text stays a text, whatever it looks like.
    asis = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    book = GPWorkbook(data, options=asis)
    book.set_properties(_properties(document))
    book.set_custom_property("Language", "en-GB")
    _cover(book, document, sheets)
    _write(book, document, "Contents", _contents(document, sheets, notes))
    if notes:
        _write(book, document, NOTES, _noted(document, notes))
    for sheet in sheets:
        _write(book, document, sheet.name, table_of(document, sheet, notes))
    book.close()
    return data.getvalue()


def _properties(document: Document) -> dict[str, Any]:
    return {
        "title": titled(document, f"{document.title}, {said(document.day)}"),
        "author": document.authority,
        "company": document.authority,
        "category": document.marking,
        "keywords": document.marking,
        "created": document.made_at,
    }


def _sheets(document: Document) -> Iterator[Sheet]:
    """Every table in order, each under a name that no other sheet has."""
    taken = {"cover", "contents", NOTES.casefold()}
    number = 0
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, FigureTable | Table):
                number += 1
                name = _free(block.name if isinstance(block, FigureTable) else f"Table_{number}", taken)
                if isinstance(block, FigureTable):
                    figures = tuple(row.figures for row in block.rows)
                    yield Sheet(name, as_words(block), figures, block.notes)
                else:
                    yield Sheet(name, block)


def _free(name: str, taken: set[str]) -> str:
    name = _NOT_IN_NAMES.sub("_", name)[:_LONGEST_NAME] or "Table"
    found, number = name, 1
    while found.casefold() in taken:
        number += 1
        found = f"{name[: _LONGEST_NAME - len(str(number)) - 1]}_{number}"
    taken.add(found.casefold())
    return found


def _cover(book: "GPWorkbook", document: Document, sheets: Sequence[Sheet]) -> None:
    from gptables import Cover

    facts = [f"{label}: {value}" for label, value in document.strip.facts]
    handling = (
        f"This workbook is {document.marking}. Handle it and what is copied from it accordingly."
        if document.marking != "OFFICIAL"
        else "This workbook is OFFICIAL: figures that would show a small number of children are hidden."
    )
    cover = Cover(
        as_it_is(titled(document, f"{document.title}, {said(document.day)}")),
        intro=[*map(as_it_is, (document.authority, document.made, handling))],
        about=[
            *map(as_it_is, facts),
            f"{some(len(sheets), 'table')}, each on a sheet of its own, listed on the sheet Contents.",
            "Findings, charts and commentary stand in the document (.docx, .pdf or .html) of the same name.",
            *SYMBOLS.values(),
        ],
    )
    sheet = book.add_worksheet("Cover")
    sheet.write_cover(cover)
    _printed(sheet, document)


def _write(book: "GPWorkbook", document: Document, name: str, table: "GPTable") -> None:
    sheet = book.add_worksheet(name)
    sheet.write_gptable(table, False)
    rows = [[shown(cell) for cell in row] for row in (list(table.table.columns), *table.table.to_numpy())]
    widths = [
        max(_NARROWEST, min(_WIDEST, max(_LETTER * len(text) + 16 for text in column)))
        for column in zip(*rows, strict=True)
    ]
    for place, width in enumerate(widths):
        sheet.set_column_pixels(place, place, width)
    # Not every program that opens it makes a row as high as its words need.
    for place, row in enumerate(rows, table.data_range[0]):
        lines = max(ceil(_LETTER * len(text) / width) for text, width in zip(row, widths, strict=True))
        if lines > 1:
            sheet.set_row_pixels(place, _LINE * lines)
    _printed(sheet, document)


def _printed(sheet: Any, document: Document) -> None:
    """On paper every page carries the marking, and a table is as wide as the page."""
    sheet.set_header(f"&C&B{document.marking}")
    sheet.set_footer("&L&A&RPage &P of &N")
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _contents(document: Document, sheets: Sequence[Sheet], notes: Sequence[str]) -> "GPTable":
    rows = [(NOTES, "What counts, from which lists, and how complete it is")] if notes else []
    rows += [(sheet.name, sheet.table.caption) for sheet in sheets]
    linked: list[tuple[Any, ...]] = [
        ({name: f"internal:'{name}'!A1"}, as_it_is(title)) for name, title in rows
    ]
    return gptable(
        document, "Contents", "contents_table", ("Sheet", "What it holds"), linked or [("None", "No tables")]
    )


def _noted(document: Document, notes: Sequence[str]) -> "GPTable":
    rows = [(number, as_it_is(note)) for number, note in enumerate(notes, 1)]
    return gptable(document, NOTES, "notes_table", ("Note number", "Note"), rows)
