"""A report as one HTML file that prints well: nothing is fetched, and the marking stands on every printed page."""

from html import escape
from pathlib import Path

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
    Section,
    Strip,
    Table,
)  # fmt: skip
from cme_data.reports.said import said

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
    made = f"{document.authority}. Made on {said(document.made_at.date())} from the lists as at {said(document.as_at)}."
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{escape(document.marking)}: '
        f'{escape(title)}</title><meta name="viewport" content="width=device-width"><style>{style}</style></head><body>'
        f'<header class="marking">{escape(document.marking)}</header><main><h1>{escape(title)}</h1><p class="note">{escape(made)}</p>'
        f'{_strip(document.strip)}{"" if document.short else listed}{body}</main>'
        f'<footer class="marking">{escape(document.marking)}</footer></body></html>\n'
    ).encode()


def _section(number: int, section: Section) -> str:
    blocks = "".join(map(_block, section.blocks))
    return f'<section aria-labelledby="s{number}"><h2 id="s{number}">{escape(section.title)}</h2>{blocks}</section>'


def _block(block: Block, level: int = 3) -> str:
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
            return _table(as_words(block)) + "".join(f'<p class="note">{escape(n)}</p>' for n in block.notes)
        case Chart():
            return f"<p>{escape(block.alt)}</p>"
        case Commentary():
            return f"<p>{_lines(block.text)}</p>"
        case ChildPage(title, blocks):
            inside = "".join(_block(inner, level + 1) for inner in blocks)
            return f'<article class="child"><h{level}>{escape(title)}</h{level}>{inside}</article>'


def _strip(strip: Strip) -> str:
    facts = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>" for label, value in strip.facts
    )
    return f'<dl class="strip">{facts}</dl>'


def _table(table: Table) -> str:
    if not table.rows:
        return f"<p>{escape(table.empty)}</p>"
    side = [' class="number"' if column.numeric else "" for column in table.columns]
    whole = sum(column.width for column in table.columns)
    wide = "".join(f'<col style="width: {column.width / whole:.1%}">' for column in table.columns)
    head = "".join(
        f'<th scope="col"{where}>{escape(column.heading)}</th>'
        for column, where in zip(table.columns, side, strict=True)
    )
    rows = "".join(
        f'<tr><th scope="row">{_lines(row[0])}</th>'
        + "".join(f"<td{where}>{_lines(text)}</td>" for text, where in zip(row[1:], side[1:], strict=True))
        + "</tr>"
        for row in table.rows
    )
    return f"<table><caption>{escape(table.caption)}</caption><colgroup>{wide}</colgroup><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
