"""A report on the screen: its strip of facts, and one of its sections with findings, charts, tables and notes."""

from html import escape

import streamlit as st

from cme_data import reports
from cme_data.errors import CmeError
from cme_data.reports.plainly import as_words
from cme_data.reports.report import (
    Block,
    Chart,
    Commentary,
    Document,
    FigureTable,
    Heading,
    Paragraph,
    Section,
    Strip,
    Table,
)  # fmt: skip
from cme_data.store.edition import Edition
from pages.components import ask_reports, declared, report_commentary, report_lists, show, tables, words
from pages.components.tables import Column

_IN_SIGHT = 15  # rows of a table that is not folded

SYMBOLS = {
    "c": "[c] is a figure that is hidden: a small number, or one that would give a small number away.",
    "x": "[x] is no data: nothing was uploaded, or nobody recorded it.",
    "z": "[z] is a figure that does not apply.",
}


def document(edition: Edition) -> Document | None:
    """The report, made where nobody asked for it since the last upload; None while a return waits to be accepted."""
    try:
        return _made(edition, accepted=False)
    except CmeError as refused:
        if not reports.STATISTICAL[edition.report].exact:
            raise
        st.warning(words.plain(str(refused)), icon=":material/help:")
    report_lists.before(edition)
    key = "-".join(("accepted", *map(str, edition.cells)))
    accepted = st.checkbox("I have looked at these: the return may be made so", key=key)
    return _made(edition, accepted=True) if accepted else None


def _made(edition: Edition, accepted: bool) -> Document:
    with st.spinner(
        "Gathering the figures; of a released report small numbers are then hidden in all tables together"
    ):
        return ask_reports.document(edition, accepted=accepted, named=ask_reports.may_name(edition))


def head(document: Document) -> None:
    """What the report speaks of, and how it is marked."""
    facts = (*document.strip.facts, ("Marking", document.marking))
    _facts(Strip(facts))


def section(edition: Edition, document: Document, chosen: Section) -> None:
    """One section, block by block; under a table of an internal report its lists."""
    show.section(chosen.title)
    for place, block in enumerate(chosen.blocks):
        _block(edition, document, chosen, block, f"report-{place}")


def _block(edition: Edition, document: Document, of: Section, block: Block, key: str) -> None:
    match block:
        case Paragraph(text, note):
            st.html(f'<p class="{"note" if note else "finding"}">{escape(text)}</p>')
        case Heading(text):
            st.html(f"<h3>{escape(text)}</h3>")
        case Strip():
            _facts(block)
        case Table():
            _table(block)
        case FigureTable():
            _table(as_words(block), (*block.notes, *_symbols(block)))
            report_lists.menu(edition, document, block, key)
        case Chart():
            st.html(f"<h3>{escape(block.title)}</h3>")
            declared.draw(block, key)
            _without_bar(block)
        case Commentary():
            report_commentary.draw(edition, block, of.title)


def _without_bar(chart: Chart) -> None:
    """Which bars are not drawn for want of a figure; a line shows its own gaps."""
    blank = [
        f"{place}, {series.name}" if len(chart.series) > 1 else place
        for series in chart.series
        for place, value in zip(chart.places, series.values, strict=True)
        if value is None
    ]
    if blank and chart.kind != "lines":
        show.note(f"No figure is shown, and so no bar, of: {'; '.join(blank)}.")


def _facts(strip: Strip) -> None:
    cells = "".join(
        f"<div><dt>{escape(label)}</dt><dd><b>{escape(value)}</b></dd></div>" for label, value in strip.facts
    )
    st.html(f'<dl class="facts">{cells}</dl>')


def _table(table: Table, notes: tuple[str, ...] = ()) -> None:
    told = "".join(f'<p class="note">{escape(note)}</p>' for note in notes)
    if not table.rows:
        st.html(f"<h3>{escape(table.caption)}</h3><p>{escape(table.empty)}</p>{told}")
        return
    columns = [
        Column(str(place), column.heading, column.numeric) for place, column in enumerate(table.columns)
    ]
    rows, before = [], None
    for texts in table.rows:
        rows.append({**{str(place): text for place, text in enumerate(texts)}, "again": texts[0] == before})
        before = texts[0]
    drawn = tables.html(table.caption, columns, rows, dense=len(rows) > _IN_SIGHT)
    if len(rows) > _IN_SIGHT:
        drawn = f"<details><summary>Table of {len(rows)} rows</summary>{drawn}</details>"
    st.html(f"<h3>{escape(table.caption)}</h3>{drawn}{told}")


def _symbols(table: FigureTable) -> list[str]:
    used = {figure.why for row in table.rows for figure in row.figures if figure.value is None}
    return [told for symbol, told in SYMBOLS.items() if symbol in used]
