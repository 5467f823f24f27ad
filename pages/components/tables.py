"""Small tables as plain HTML: quick, read aloud well, and numbers stand under numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

import streamlit as st

from pages.components import words


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the key of its values and its heading; `blank` is what stands for a missing value.

    One of `prose` keeps a width in which sentences can be read; one that stays `whole` is never broken over two lines.
    """

    key: str
    heading: str
    numeric: bool = False
    blank: str = words.NOT_RECORDED
    prose: bool = False
    whole: bool = False


def html(
    caption: str, columns: Sequence[Column], rows: Sequence[dict[str, Any]], dense: bool = False, of: str = ""
) -> str:
    """A table whose first column names its rows; a row with `heading` spans the table, one with `marked` stands out.

    A row with `again` has the name of the row above, and says it to screen readers only. They are also told
    what the table is `of`, where a page has several with one caption.
    """
    head = "".join(f'<th scope="col"{_side(c)}>{escape(c.heading)}</th>' for c in columns)
    body = "".join(_row(columns, row) for row in rows)
    named = f"{caption}, {of}" if of else caption
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(named)}"><table class="figures{" dense" if dense else ""}">'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def show(
    caption: str, columns: Sequence[Column], rows: Sequence[dict[str, Any]], dense: bool = False, of: str = ""
) -> None:
    """A table, in sight; a dense one has many rows."""
    st.html(html(caption, columns, rows, dense, of))


def folded(
    caption: str, columns: Sequence[Column], rows: Sequence[dict[str, Any]], label: str = "Table"
) -> None:
    """A table to unfold, as stands beside a chart."""
    st.html(f"<details><summary>{escape(label)}</summary>{html(caption, columns, rows)}</details>")


def _row(columns: Sequence[Column], row: dict[str, Any]) -> str:
    if "heading" in row:
        return f'<tr class="group"><th scope="rowgroup" colspan="{len(columns)}">{escape(row["heading"])}</th></tr>'
    first, *others = columns
    cells = "".join(_cell(c, row.get(c.key)) for c in others)
    marked = ' class="marked"' if row.get("marked") else ""
    name = escape(words.cell(row.get(first.key), first.blank))
    if row.get("again"):
        name = f'<span class="unseen">{name}</span>'
    kept = ' class="whole"' if first.whole or isinstance(row.get(first.key), date) else ""
    return f'<tr{marked}><th scope="row"{kept}>{name}</th>{cells}</tr>'


def _cell(column: Column, value: Any) -> str:
    kept = ' class="whole"' if isinstance(value, date) else _side(column)
    return f"<td{kept}>{escape(words.cell(value, column.blank))}</td>"


def _side(column: Column) -> str:
    if column.prose:
        return ' class="prose"'
    if column.whole:
        return ' class="whole"'
    return ' class="number"' if column.numeric else ""
