"""A counted measure on the page: a sentence of finding, the chart, its table, and the lists behind it."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Any

import streamlit as st

from cme_data.measures import MEASURES
from cme_data.measures.measure import Question
from pages.components import ask, charts, colours, lists, tables, words
from pages.components.lists import Offer
from pages.components.tables import Column
from schemas import REGISTERS


def section(title: str, finding: str = "") -> None:
    """A heading with its sentence of finding."""
    told = f'<p class="finding">{escape(finding)}</p>' if finding else ""
    st.html(f"<h2>{escape(title)}</h2>{told}")


def splits(
    measure: str, question: Question, dimensions: Sequence[str], *, figure: str = "children", **more: Any
) -> None:
    """A measure split by each of several dimensions, two side by side where there is room."""
    for first in range(0, len(dimensions), 2):
        for column, dimension in zip(st.columns(2, gap="large"), dimensions[first : first + 2], strict=False):
            with column:
                split(measure, question, dimension, figure=figure, **more)


def split(
    measure: str, question: Question, dimension: str, *, figure: str = "children", title: str = "",
    unit: tuple[str, str] = ("child", "children"), others: Sequence[str] = (),
) -> None:  # fmt: skip
    """A measure split by one dimension; `others` are further figures that its table shows."""
    kind = MEASURES[measure].dimension(dimension)
    title = title or kind.label
    total = ask.one(measure, question)[figure]
    rows = [row for row in ask.rows(measure, replace(question, by=(dimension,))) if row[figure]]
    if not rows:
        section(title, _nothing(question, kind.label, kind.registers, unit[1]))
        return
    names, values = [kind.title(row[dimension]) for row in rows], [row[figure] for row in rows]
    finding = _finding(names, values, total, unit)
    section(title, finding)
    key = f"{measure}-{figure}-{dimension}"
    paint = [colours.of(kind, row[dimension]) for row in rows]
    charts.bars(names, values, paint, alt=f"Bar chart, {title}. {finding}", key=key, unit=unit[1])
    shares = [
        row | {"name": name, "share": f"{100 * row[figure] / total:.0f}%" if total else ""}
        for name, row in zip(names, rows, strict=True)
    ]
    labels = MEASURES[measure].labels
    shown = (Column("name", kind.label), Column(figure, labels[figure], True), Column("share", "Share", True))
    note = f"A {unit[0]} in two groups counts in both: the rows add up to more than the total."
    with st.container(key=f"under-{key}"):
        tables.folded(
            title, (*shown, *(Column(other, labels[other], True) for other in others)), shares,
            note if sum(values) > total else "",
        )  # fmt: skip
        lists.menu(key, (offer(measure, question, figure, dimension, row) for row in rows))


def figures(
    title: str, measure: str, question: Question, names: Sequence[str], *, unit: tuple[str, str] = ("child", "children")
) -> None:
    """Several figures of one row as bars, such as the ages of what is overdue."""
    row, labels = ask.one(measure, question), MEASURES[measure].labels
    said, values = [labels[name] for name in names], [row[name] for name in names]
    if not any(values):
        section(title, f"No {unit[1]}.")
        return
    finding = _finding(said, values, sum(values), unit)
    section(title, finding)
    key = f"{measure}-{names[0]}"
    charts.bars(said, values, [colours.main()] * len(said), alt=f"Bar chart, {title}. {finding}", key=key, unit=unit[1])
    cells = [{"name": name, "value": value} for name, value in zip(said, values, strict=True)]
    with st.container(key=f"under-{key}"):
        tables.folded(title, (Column("name", title), Column("value", unit[1].capitalize(), True)), cells)
        lists.menu(key, (
            Offer(lists.name_of(measure, name), label, measure, question, name, value)
            for name, label, value in zip(names, said, values, strict=True)
        ))  # fmt: skip


def offer(measure: str, question: Question, figure: str, dimension: str, row: dict[str, Any]) -> Offer:
    """The list behind one group of a split."""
    said = MEASURES[measure].dimension(dimension).title(row[dimension])
    asked = replace(question, filters={**question.filters, dimension: (row[dimension],)})
    return Offer(lists.name_of(measure, figure, dimension, said), said, measure, asked, figure, row[figure])


def _finding(names: Sequence[str], values: Sequence[int], total: int, unit: tuple[str, str]) -> str:
    groups = list(zip(values, names, strict=True))
    known = [(value, name) for value, name in groups if name != words.NOT_RECORDED]
    blank = next((value for value, name in groups if name == words.NOT_RECORDED), 0)
    told = f" Not recorded for {words.number(blank)}." if blank else ""
    if not known:
        return told.strip()
    value, name = max(known, key=lambda pair: pair[0])
    lead = "Most" if 2 * value > total else "The largest group"
    return f"{lead}: {name}, {words.number(value)} of {words.some(total, *unit)} ({100 * value / total:.0f}%).{told}"


def _nothing(question: Question, label: str, carriers: Sequence[str], noun: str) -> str:
    asked = question.filters.get("register", ())
    if asked and not set(asked) & set(carriers):
        return f"{words.listed(REGISTERS[name].title for name in asked if name)}: the register does not record this."
    return f"No {noun} in this scope."
