"""Tables of a workbook: numbers as numbers, and nothing in them that a spreadsheet or gptables would read as more."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from cme_data.reports.docx_parts import plain
from cme_data.reports.plainly import SYMBOLS, is_total, labels, worded
from cme_data.reports.report import Document, Table
from cme_data.reports.said import listed
from cme_data.statistics import Figure
from cme_data.workbook.outgoing import safe

if TYPE_CHECKING:
    from gptables import GPTable

NOTES = "Notes"
"""The name of the sheet of notes."""
_FORMATS = {"count": "#,##0", "share": "0%", "days": "#,##0.0", "hours": "#,##0.0", "rate": "#,##0.0"}


class Sheet(NamedTuple):
    """A table on its way to a sheet of its own."""

    name: str
    table: Table
    figures: tuple[tuple[Figure, ...], ...] = ()
    notes: tuple[str, ...] = ()


def titled(document: Document, title: str) -> str:
    """What stands in the first cell of every sheet: the marking, then what the sheet is."""
    return f"{document.marking}: {title}"


def table_of(document: Document, sheet: Sheet, notes: Sequence[str]) -> "GPTable":
    """The table of a sheet: figures as numbers, in the place of none its symbol."""
    table = sheet.table
    if not table.rows:
        return gptable(document, table.caption, f"t_{sheet.name}", ("Result",), [(as_it_is(table.empty),)])
    first = labels(table)
    rows: list[tuple[Any, ...]] = []
    looks: list[dict[str, Any]] = []
    for number, row in enumerate(table.rows):
        cells: list[Any] = [
            _as_number(text) if column.numeric else as_it_is(text)
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
    return gptable(
        document,
        table.caption,
        f"t_{sheet.name}",
        [column.heading for column in table.columns],
        rows,
        referred=[notes.index(note) + 1 for note in sheet.notes],
        legend=[meaning for symbol, meaning in SYMBOLS.items() if symbol in used],
        looks=looks,
    )


def gptable(
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
    """A table as gptables takes it, under its title and what is said of it."""
    import pandas as pd
    from gptables import GPTable

    told = "This sheet holds one table."
    if referred:
        numbers = listed([f"[note {number}]" for number in referred])
        told += f" What it counts stands on the sheet {NOTES}: {numbers}."
    top = {
        "column": {"columns": list(range(len(headings))), "format": {"valign": "top"}, "include_names": True}
    }
    return GPTable(
        pd.DataFrame([[*row] for row in rows], columns=_headings(headings), dtype=object),
        name,
        # Between two of these signs gptables would look for a note.
        [{}, plain(titled(document, title)).replace("$$", "$ $")],
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


def as_it_is(text: str) -> Any:
    """A text in which gptables looks for no link, and which no spreadsheet runs."""
    from gptables.core.gptable import FormatList

    return FormatList([{}, safe(plain(text))])


def _as_number(text: str) -> Any:
    """The number that a table of words writes; another text as it is."""
    digits = text.replace(",", "")
    if not re.fullmatch(r"-?\d+(\.\d+)?", digits):
        return as_it_is(text)
    return float(digits) if "." in digits else int(digits)


def shown(cell: Any) -> str:
    """What a cell of such a table shows."""
    if isinstance(cell, dict):
        (name,) = cell
        return str(name)
    return f"{cell:,.1f}" if isinstance(cell, float) else str(getattr(cell, "string", cell))
