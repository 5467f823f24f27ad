"""A report as one HTML file that prints well: nothing is fetched, and the marking stands on every printed page."""

from collections.abc import Sequence
from html import escape
from itertools import count
from pathlib import Path

from cme_data.reports import charts
from cme_data.reports.plainly import (
    NO_FIGURES,
    as_words,
    is_total,
    is_whole,
    is_wide,
    labels,
    notes,
    paragraphs,
    turned,
)
from cme_data.reports.report import (
    Block,
    Chart,
    ChildPage,
    Commentary,
    Document,
    FigureTable,
    Heading,
    Paragraph,
    Section,
    Strip,
    Table,
)  # fmt: skip
from cme_data.reports.said import said

_TOTAL = ' class="total"'
_STYLE = Path(__file__).with_suffix(".css")


def written(document: Document) -> bytes:
    """The bytes of the file, in UTF-8."""
    style = _STYLE.read_text(encoding="utf-8").replace("$marking", document.marking)
    contents = "".join(
        f'<li><a href="#s{n}">{escape(s.title)}</a></li>' for n, s in enumerate(document.sections)
    )
    listed = f'<nav aria-label="Contents"><h2>Contents</h2><ol>{contents}</ol></nav>'
    body = "".join(_section(n, section) for n, section in enumerate(document.sections))
    title = f"{document.title}, {said(document.day)}"
    made = f"{document.authority}. {document.made}"
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{escape(document.marking)}: '
        f'{escape(title)}</title><meta name="viewport" content="width=device-width"><style>{style}</style></head><body>'
        f'<header class="marking">{escape(document.marking)}</header><main><h1>{escape(title)}</h1><p class="note">{escape(made)}</p>'
        f'{_strip(document.strip)}{"" if document.short else listed}{body}</main>'
        f'<footer class="marking">{escape(document.marking)}</footer></body></html>\n'
    ).encode()


def _section(number: int, section: Section) -> str:
    parts = count()
    runs = [
        (wide, "".join(_block(block, f"s{number}-{next(parts)}") for block in blocks))
        for wide, blocks in turned(section.blocks)
    ]
    title = f'<h2 id="s{number}">{escape(section.title)}</h2>'
    if runs:
        runs[0] = (runs[0][0], title + runs[0][1])
    inside = "".join(f'<div class="turned">{run}</div>' if wide else run for wide, run in runs) or title
    return f'<section aria-labelledby="s{number}">{inside}</section>'


def _block(block: Block, name: str, level: int = 3) -> str:
    match block:
        case Paragraph(text, note):
            kind = ' class="note"' if note else ""
            return f"<p{kind}>{_lines(text)}</p>"
        case Heading(text):
            return f"<h{level}>{escape(text)}</h{level}>"
        case Strip():
            return _strip(block)
        case Table():
            return _table(block)
        case FigureTable():
            return _table(as_words(block), notes(block))
        case Chart():
            return _chart(block, name)
        case Commentary(text=text):
            return (
                f'<div class="commentary"><h{level}>Commentary</h{level}>{_paragraphs(text)}</div>'
                if text.strip()
                else ""
            )
        case ChildPage(title, blocks):
            inside = "".join(_block(inner, f"{name}-{n}", level + 1) for n, inner in enumerate(blocks))
            return f'<article class="child"><h{level}>{escape(title)}</h{level}>{inside}</article>'


def _chart(chart: Chart, name: str) -> str:
    drawn = charts.told_svg(chart, name) if charts.has_figures(chart) else f"<p>{NO_FIGURES}</p>"
    return f"<figure><figcaption>{escape(chart.title)}</figcaption>{drawn}</figure>"


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{_lines(part)}</p>" for part in paragraphs(text))


def _strip(strip: Strip) -> str:
    facts = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>" for label, value in strip.facts
    )
    return f'<dl class="strip">{facts}</dl>'


def _table(table: Table, beneath: Sequence[str] = ()) -> str:
    if not table.rows:
        return f'<p class="empty"><span>{escape(table.caption)}</span>{escape(table.empty)}</p>'
    side = [' class="number"' if column.numeric else "" for column in table.columns]
    parts = sum(column.width for column in table.columns)
    wide = "".join(f'<col style="width: {column.width / parts:.1%}">' for column in table.columns)
    head = "".join(
        f'<th scope="col"{where}>{escape(column.heading)}</th>'
        for column, where in zip(table.columns, side, strict=True)
    )
    first = labels(table)
    rows = "".join(
        f"<tr{_TOTAL * is_total(table, row)}>"
        + "".join(f'<th scope="row">{_lines(text)}</th>' if text else "<td></td>" for text in row[:first])
        + "".join(f"<td{at}>{_lines(text)}</td>" for text, at in zip(row[first:], side[first:], strict=True))
        + "</tr>"
        for row in table.rows
    )
    made = f"<table><caption>{escape(table.caption)}</caption><colgroup>{wide}</colgroup><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    made += "".join(f'<p class="note">{escape(sentence)}</p>' for sentence in beneath)
    if is_wide(table):
        return f'<div class="table wide" role="group" tabindex="0" aria-label="{escape(table.caption)}">{made}</div>'
    whole = " whole" if is_whole(table) else ""
    return f'<div class="table{whole}">{made}</div>'


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
