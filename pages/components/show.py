"""A counted measure on the page: a sentence of finding, the chart, its table, and the lists behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import streamlit as st

from cme_data.dimensions import Dimension
from cme_data.measures import MEASURES
from cme_data.measures.measure import Question
from pages.components import ask, charts, colours, lists, tables, words
from pages.components.lists import Offer
from pages.components.tables import Column
from schemas import REGISTERS

Unit = tuple[str, str]
CHILDREN: Unit = ("child", "children")

_PLAIN = ("children", "open")  # the figure a measure is about: its name says nothing more than the page's
_MOST_IN_ORDER = 8  # groups of a kind that are shown in their codelist's order; more are shown by size
_MOST_BARS = 11


@dataclass(frozen=True, slots=True)
class Group:
    """One bar: its name, how many, its colour."""

    name: str
    value: int
    colour: str


def section(title: str, finding: str = "", level: int = 2) -> None:
    """A heading with its sentence of finding."""
    told = f'<p class="finding">{escape(finding)}</p>' if finding else ""
    st.html(f"<h{level}>{escape(title)}</h{level}>{told}")


def splits(
    measure: str, question: Question, dimensions: Sequence[str], *, figure: str = "children", **more: Any
) -> None:
    """A measure split by each of several dimensions, two side by side where there is room."""
    for first in range(0, len(dimensions), 2):
        for column, dimension in zip(st.columns(2, gap="large"), dimensions[first : first + 2], strict=False):
            with column:
                split(measure, question, dimension, figure=figure, **more)


def split(
    measure: str,
    question: Question,
    dimension: str,
    *,
    figure: str = "children",
    unit: Unit = CHILDREN,
    others: Sequence[str] = (),
) -> None:
    """A measure split by one dimension; `others` are further figures that its table shows."""
    labels, kind = _labels(measure, question), MEASURES[measure].splits[dimension]
    by = replace(question, by=(dimension,))
    title = kind.label if figure in _PLAIN else f"{labels[figure]}, by {_lowered(kind.label)}"
    rows = [row for row in ask.rows(measure, by) if row[figure]]
    if not rows:
        section(title, _nothing(question, kind, unit))
        return
    # Registers that do not record this are no part of the whole it is compared with.
    asked = MEASURES[measure].asked(by)
    total = ask.one(measure, replace(question, filters={**question.filters, "register": asked}))[figure]
    by_size = kind.scale == "kinds" and len(rows) > _MOST_IN_ORDER
    if by_size:
        rows = sorted(rows, key=lambda row: (row[dimension] is None, -row[figure]))
    groups = [
        Group(kind.title(row[dimension]), row[figure], colours.of(kind, row[dimension])) for row in rows
    ]
    finding = _finding(groups, total, unit, () if asked == MEASURES[measure].asked(question) else asked)
    section(title, finding)
    key = f"{measure}-{figure}-{dimension}"
    _bars(title, groups[:_MOST_BARS] if by_size else groups, finding, key, unit)
    if by_size and len(groups) > _MOST_BARS:
        note(f"The {_MOST_BARS} largest of {len(groups)} groups; the table has all of them.")
    shares = [
        row | {"name": group.name, "share": f"{100 * group.value / total:.0f}%" if total else ""}
        for group, row in zip(groups, rows, strict=True)
    ]
    columns = [
        Column("name", kind.label),
        Column(figure, labels[figure], True),
        Column("share", "Share", True),
    ]
    columns += [Column(other, labels[other], True) for other in others if other != figure]
    with st.container(key=f"under-{key}"):
        tables.folded(title, columns, shares)
        lists.menu(key, (offer(measure, question, figure, dimension, row) for row in rows))


def figures(
    title: str, measure: str, question: Question, names: Sequence[str], *, unit: Unit = CHILDREN
) -> None:
    """Several figures of one row as bars, such as the ages of what is overdue."""
    row, labels = ask.one(measure, question), _labels(measure, question)
    groups = [Group(labels[name], row[name], colours.main()) for name in names]
    total = sum(group.value for group in groups)
    finding = _finding(groups, total, unit) if total else f"No {unit[1]} in this scope."
    section(title, finding)
    if not total:
        return
    key = f"{measure}-{names[0]}"
    _bars(title, groups, finding, key, unit)
    cells = [{"name": group.name, "value": group.value} for group in groups]
    with st.container(key=f"under-{key}"):
        tables.folded(title, (Column("name", title), Column("value", unit[1].capitalize(), True)), cells)
        lists.menu(
            key,
            [
                Offer(lists.name_of(measure, name), group.name, measure, question, name, group.value)
                for name, group in zip(names, groups, strict=True)
            ],
        )


def note(text: str) -> None:
    """A small line beneath."""
    st.html(f'<p class="note">{escape(text)}</p>')


def table(title: str, measure: str, question: Question, dimension: str, names: Sequence[str]) -> None:
    """Several figures of a measure by one dimension, as a table in sight."""
    kind, labels = MEASURES[measure].splits[dimension], _labels(measure, question)
    rows = ask.rows(measure, replace(question, by=(dimension,)))
    section(title)
    columns = [Column("name", kind.label), *(Column(name, labels[name], True) for name in names)]
    tables.show(title, columns, [row | {"name": kind.title(row[dimension])} for row in rows])


def offer(measure: str, question: Question, figure: str, dimension: str, row: dict[str, Any]) -> Offer:
    """The list behind one group of a split."""
    said = MEASURES[measure].splits[dimension].title(row[dimension])
    asked = replace(question, filters={**question.filters, dimension: (row[dimension],)})
    return Offer(
        lists.name_of(measure, figure, dimension, said),
        said,
        measure,
        asked,
        figure,
        row[figure],
        of=f"{_labels(measure, question)[figure]}, {_lowered(MEASURES[measure].splits[dimension].label)}",
    )


def only(registers: Sequence[str]) -> str:
    """Which registers record what a figure is split by, where the others do not."""
    titles = words.listed(REGISTERS[name].title for name in registers)
    return f"Only the {titles} {'register records' if len(registers) == 1 else 'registers record'} this."


def _labels(measure: str, question: Question) -> Mapping[str, str]:
    return MEASURES[measure].called(question.full_hours)


def _bars(title: str, groups: Sequence[Group], finding: str, key: str, unit: Unit) -> None:
    charts.bars(
        [group.name for group in groups],
        [group.value for group in groups],
        [group.colour for group in groups],
        alt=f"Bar chart, {title}. {finding}",
        key=key,
        unit=unit[1],
    )


def _finding(groups: Sequence[Group], total: int, unit: Unit, registers: Sequence[str] = ()) -> str:
    known = [group for group in groups if group.name != words.NOT_RECORDED]
    blank = sum(group.value for group in groups if group.name == words.NOT_RECORDED)
    told = f" Not recorded for {words.number(blank)}." if blank else ""
    if not known:
        return told.strip()
    largest = max(known, key=lambda group: group.value)
    lead = "Most" if 2 * largest.value > total else "The largest group"
    share = f"{100 * largest.value / total:.0f}%" if total else ""
    told = f"{lead}: {largest.name}, {words.number(largest.value)} of {words.some(total, *unit)} ({share}).{told}"
    if registers:
        told += f" {only(registers)}"
    if sum(group.value for group in groups) > total:
        told += f" Some {unit[1]} count in two groups."
    return told


def _nothing(question: Question, kind: Dimension, unit: Unit) -> str:
    asked = question.filters.get("register", ())
    if asked and not set(asked) & set(kind.registers):
        return f"{words.listed(REGISTERS[name].title for name in asked if name)} does not record this."
    return f"No {unit[1]} in this scope."


def _lowered(label: str) -> str:
    return label if label[:2].isupper() else label[0].lower() + label[1:]
