"""A report as a workbook to the rules of the Government Analysis Function: a table a sheet, and numbers as numbers."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from cme_data.errors import CmeError
from cme_data.reports.docx_parts import plain
from cme_data.reports.plainly import as_words, is_total, labels, worded
from cme_data.reports.report import ChildPage, Document, FigureTable, Table
from cme_data.reports.said import listed, said, some
from cme_data.statistics import Figure
from cme_data.workbook.outgoing import safe

if TYPE_CHECKING:
    from gptables import GPTable
    from gptables.core.wrappers import GPWorkbook

_FORMATS = {"count": "#,##0", "share": "0%", "days": "#,##0.0", "hours": "#,##0.0", "rate": "#,##0.0"}
_SYMBOLS = {
    "[c]": "[c] means that a small number, or one that would give it away, is not shown.",
    "[x]": "[x] means that there is no figure, because nothing was recorded or uploaded.",
    "[z]": "[z] means that a figure does not apply.",
}
_LONGEST_NAME = 31  # of a sheet, in Excel
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_.]+")
_NOTES = "Notes"
_LETTER, _LINE, _NARROWEST, _WIDEST = 7, 21, 80, 640  # pixels of a letter, a line, and a column


class _Sheet(NamedTuple):
    """A table on its way to a sheet of its own."""

    name: str
    table: Table
    figures: tuple[tuple[Figure, ...], ...] = ()
    notes: tuple[str, ...] = ()


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
        _write(book, document, _NOTES, _noted(document, notes))
    for sheet in sheets:
        _write(book, document, sheet.name, _table(document, sheet, notes))
    book.close()
    return data.getvalue()


def _properties(document: Document) -> dict[str, Any]:
    return {
        "title": _titled(document, f"{document.title}, {said(document.day)}"),
        "author": document.authority,
        "company": document.authority,
        "category": document.marking,
        "keywords": document.marking,
        "created": document.made_at,
    }


def _titled(document: Document, title: str) -> str:
    """What stands in the first cell of every sheet: the marking, then what the sheet is."""
    return f"{document.marking}: {title}"


def _sheets(document: Document) -> Iterator[_Sheet]:
    """Every table in order, each under a name that no other sheet has."""
    taken = {"cover", "contents", _NOTES.casefold()}
    number = 0
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, FigureTable | Table):
                number += 1
                name = _free(block.name if isinstance(block, FigureTable) else f"Table_{number}", taken)
                if isinstance(block, FigureTable):
                    figures = tuple(row.figures for row in block.rows)
                    yield _Sheet(name, as_words(block), figures, block.notes)
                else:
                    yield _Sheet(name, block)


def _free(name: str, taken: set[str]) -> str:
    name = _NOT_IN_NAMES.sub("_", name)[:_LONGEST_NAME] or "Table"
    found, number = name, 1
    while found.casefold() in taken:
        number += 1
        found = f"{name[: _LONGEST_NAME - len(str(number)) - 1]}_{number}"
    taken.add(found.casefold())
    return found


def _cover(book: "GPWorkbook", document: Document, sheets: Sequence[_Sheet]) -> None:
    from gptables import Cover

    facts = [f"{label}: {value}" for label, value in document.strip.facts]
    made = f"Made on {said(document.made_at.date())} from the lists as at {said(document.as_at)}."
    handling = (
        f"This workbook is {document.marking}. Handle it and what is copied from it accordingly."
        if document.marking != "OFFICIAL"
        else "This workbook is OFFICIAL: figures that would show a small number of children are hidden."
    )
    cover = Cover(
        _as_it_is(_titled(document, f"{document.title}, {said(document.day)}")),
        intro=[*map(_as_it_is, (document.authority, made, handling))],
        about=[
            *map(_as_it_is, facts),
            f"{some(len(sheets), 'table')}, each on a sheet of its own, listed on the sheet Contents.",
            "Findings, charts and commentary stand in the document (.docx, .pdf or .html) of the same name.",
            *_SYMBOLS.values(),
        ],
    )
    sheet = book.add_worksheet("Cover")
    sheet.write_cover(cover)
    _printed(sheet, document)


def _write(book: "GPWorkbook", document: Document, name: str, table: "GPTable") -> None:
    sheet = book.add_worksheet(name)
    sheet.write_gptable(table, False)
    rows = [[_shown(cell) for cell in row] for row in (list(table.table.columns), *table.table.to_numpy())]
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


def _contents(document: Document, sheets: Sequence[_Sheet], notes: Sequence[str]) -> "GPTable":
    rows = [(_NOTES, "What counts, from which lists, and how complete it is")] if notes else []
    rows += [(sheet.name, sheet.table.caption) for sheet in sheets]
    linked: list[tuple[Any, ...]] = [
        ({name: f"internal:'{name}'!A1"}, _as_it_is(title)) for name, title in rows
    ]
    return _gptable(
        document, "Contents", "contents_table", ("Sheet", "What it holds"), linked or [("None", "No tables")]
    )


def _noted(document: Document, notes: Sequence[str]) -> "GPTable":
    rows = [(number, _as_it_is(note)) for number, note in enumerate(notes, 1)]
    return _gptable(document, _NOTES, "notes_table", ("Note number", "Note"), rows)


def _table(document: Document, sheet: _Sheet, notes: Sequence[str]) -> "GPTable":
    table = sheet.table
    if not table.rows:
        return _gptable(document, table.caption, f"t_{sheet.name}", ("Result",), [(_as_it_is(table.empty),)])
    first = labels(table)
    rows: list[tuple[Any, ...]] = []
    looks: list[dict[str, Any]] = []
    for number, row in enumerate(table.rows):
        cells: list[Any] = [
            _as_number(text) if column.numeric else _as_it_is(text)
            for column, text in zip(table.columns, row, strict=True)
        ]
        for place, figure in enumerate(sheet.figures[number] if sheet.figures else (), first):
            cells[place] = worded(figure) if figure.value is None else figure.value
            look = {"num_format": _FORMATS[figure.kind], "align": "right"}
            looks.append({"cell": {"cells": (number + 1, place), "format": look}})
        if is_total(table, row):
            looks.append({"row": {"rows": [number + 1], "format": {"bold": True}, "include_names": True}})
        rows.append(tuple(cells))
    numeric = [place for place, column in enumerate(table.columns) if column.numeric]
    if numeric:
        looks.append({"column": {"columns": numeric, "format": {"align": "right"}, "include_names": True}})
    used = {text for row in table.rows for text in row}
    return _gptable(
        document,
        table.caption,
        f"t_{sheet.name}",
        [column.heading for column in table.columns],
        rows,
        referred=[notes.index(note) + 1 for note in sheet.notes],
        legend=[meaning for symbol, meaning in _SYMBOLS.items() if symbol in used],
        looks=looks,
    )


def _gptable(
    document: Document,
    title: str,
    name: str,
    headings: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
    *,
    referred: Sequence[int] = (),
    legend: Iterable[str] = (),
    looks: Sequence[dict[str, Any]] = (),
) -> "GPTable":
    import pandas as pd
    from gptables import GPTable

    told = "This sheet holds one table."
    if referred:
        numbers = listed([f"[note {number}]" for number in referred])
        told += f" What it counts stands on the sheet {_NOTES}: {numbers}."
    top = {
        "column": {"columns": list(range(len(headings))), "format": {"valign": "top"}, "include_names": True}
    }
    return GPTable(
        pd.DataFrame([[*row] for row in rows], columns=_headings(headings), dtype=object),
        name,
        # Between two of these signs gptables would look for a note.
        [{}, plain(_titled(document, title)).replace("$$", "$ $")],
        instructions=told,
        legend=list(legend),
        index_columns={},
        additional_formatting=[*looks, top],
    )


def _headings(headings: Sequence[str]) -> list[str]:
    """Headings that a table of Excel can have: none blank, no two alike."""
    found: list[str] = []
    for number, heading in enumerate(headings, 1):
        text = safe(plain(heading).strip()) or f"Column {number}"
        found.append(text if text.casefold() not in {f.casefold() for f in found} else f"{text} ({number})")
    return found


def _as_it_is(text: str) -> Any:
    """A text in which gptables looks for no link, and which no spreadsheet runs."""
    from gptables.core.gptable import FormatList

    return FormatList([{}, safe(plain(text))])


def _as_number(text: str) -> Any:
    """The number that a table of words writes; another text as it is."""
    digits = text.replace(",", "")
    if not re.fullmatch(r"-?\d+(\.\d+)?", digits):
        return _as_it_is(text)
    return float(digits) if "." in digits else int(digits)


def _shown(cell: Any) -> str:
    if isinstance(cell, dict):
        (name,) = cell
        return str(name)
    return f"{cell:,.1f}" if isinstance(cell, float) else str(getattr(cell, "string", cell))
