"""Figures over time: the choices of a trend, its lines, and the lists behind its periods."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import streamlit as st

from cme_data import calendar, xmr
from cme_data.dimensions import DIMENSIONS
from cme_data.measures import MEASURES
from cme_data.measures.measure import Question
from pages.components import ask, charts, choice, colours, lists, rules, show, tables, words
from pages.components.charts import Line
from pages.components.lists import Offer
from pages.components.scope import Scope
from pages.components.tables import Column

EVERY = {"Fortnight": "fortnight", "Month": "month", "Term": "term", "Half-year": "half-year", "Year": "year"}
BACK = {"1 year": 1, "2 years": 2, "3 years": 3}
SPLIT = {"Together": (), "By category": ("category",), "By borough": ("borough",)}

# A trend's figure is one of another measure, at the end of a period or over it: its list is that one's.
BEHIND = {
    "caseload": ("caseload", "children"),
    "below_25": ("hours", "below_25"),
    "overdue": ("actions", "overdue"),
    "joined": ("flows", "joined"),
    "left": ("flows", "left"),
}
TITLES = {
    "caseload": "Caseload at the end of each {every}",
    "below_25": "Below {full} hours at the end of each {every}",
    "overdue": "Overdue actions at the end of each {every}",
    "joined": "Joined in each {every}",
    "left": "Left in each {every}",
}
_STARTS = {
    "month": calendar.month,
    "term": calendar.term,
    "half-year": calendar.half_year,
    "year": calendar.academic_year,
}
_FORTNIGHTS_A_YEAR = 26
_OVER_IT = ("joined", "left")  # counted over a period, not at its end
_JUDGED_EVERY = ("month", "term")  # of half-years and years three years are too few
_JUDGED_BACK = max(BACK.values())
_JUDGED = {
    "caseload": ("the caseload", ("child", "children")),
    "below_25": ("the number of children below {full} hours", ("child", "children")),
    "overdue": ("the number of overdue actions", ("action", "actions")),
    "joined": ("the number who joined", ("child", "children")),
    "left": ("the number who left", ("child", "children")),
}
"""What of each figure rises, falls or merely varies, and what it counts."""


@dataclass(frozen=True)
class Course:
    """A trend as chosen: the question without and with its split, and the panel to mark."""

    every: str
    whole: Question
    by: tuple[str, ...]
    panel: date | None


def choose(view: Scope) -> Course:
    """The choices of a trend, up to the as-at day."""
    with st.container(horizontal=True, key="course"):
        every = EVERY[choice.segments("Every", list(EVERY), "every", default="Month")]
        back = BACK[choice.segments("Going back", list(BACK), "back")]
        by = SPLIT[choice.segments("Lines", list(SPLIT), "split")]
    whole = view.question(every=every, start=_start(every, back, view.as_at), end=view.as_at)
    return Course(every, whole, by, max((day for day in ask.panel_days() if day <= view.as_at), default=None))


def show_how_judged(course: Course) -> None:
    """By which rules the figures are said to rise or fall, where they are judged at all."""
    if course.every in _JUDGED_EVERY:
        show.note(xmr.JUDGED.format(period=course.every))


def show_figure(course: Course, figure: str) -> None:
    """One figure over time: the finding, its lines, its table, and the lists of its periods."""
    title = TITLES[figure].format(every=course.every, full=rules.full_hours())
    by = () if figure == "overdue" and course.by == ("category",) else course.by  # actions have no category
    registers = MEASURES["trend"].asked(replace(course.whole, by=by))
    if not registers:
        show.section(title, f"This register does not record {DIMENSIONS[by[0]].label.lower()}.")
        return
    # Registers that do not record what the lines are split by are no part of their whole.
    whole = (
        replace(course.whole, filters={**course.whole.filters, "register": registers}) if by else course.whole
    )
    rows = ask.rows("trend", whole)
    total = [row[figure] for row in rows]
    finding = _finding(course.every, rows, figure)
    if by and registers != MEASURES["trend"].asked(course.whole):
        finding += f" {show.only(registers)}"
    show.section(title, finding + (" Actions have no category." if by != course.by else ""))
    if not any(value is not None for value in total):
        return
    labels = [
        words.day(row["end"]) if course.every == "fortnight" else _label(course.every, row) for row in rows
    ]
    series = _series(whole, by, figure, rows) if by else [Line("All", colours.main(), total)]
    _judged(course, whole, figure)
    key = f"trend-{figure}"
    charts.lines(
        [row["end"] for row in rows],
        labels,
        series,
        ticks=[words.tick(str(row["end"]) if course.every == "fortnight" else row["period"]) for row in rows],
        alt=f"Line chart, {title}. {finding}",
        key=key,
        panel=course.panel,
        unfinished=figure in _OVER_IT and _is_ongoing(course.every, rows[-1]),
    )
    names = {line.name: f"line{place}" for place, line in enumerate(series)}
    cells = [
        {"period": label, "total": value} | {names[line.name]: line.values[place] for line in series}
        for place, (label, value) in enumerate(zip(labels, total, strict=True))
    ]
    columns = [Column("period", course.every.capitalize()), Column("total", "All", True, "No upload")]
    columns += [Column(names[line.name], line.name, True, "No upload") for line in series if by]
    with st.container(key=f"under-{key}"):
        tables.folded(title, columns, cells[::-1])
        lists.menu(
            key,
            (
                _offer(course.every, whole, figure, row, label)
                for row, label in zip(rows[::-1], labels[::-1], strict=True)
            ),
        )


def _start(every: str, back: int, end: date) -> date:
    if every == "fortnight":
        return end - timedelta(days=14 * _FORTNIGHTS_A_YEAR * back - 1)
    period = _STARTS[every](end)
    for _ in range(back):
        period = calendar.year_ago(period)
    return period.start


def _label(every: str, row: dict[str, Any]) -> str:
    if every == "fortnight":
        return f"the fortnight to {words.day(row['end'])}"
    return words.period(row["period"]) + (" so far" if _is_ongoing(every, row) else "")


def _is_ongoing(every: str, row: dict[str, Any]) -> bool:
    """Whether a period was cut short by the day that is looked at."""
    return every != "fortnight" and calendar.parse_period(row["period"]).end > row["end"]


def _series(asked: Question, by: tuple[str, ...], figure: str, whole: list[dict[str, Any]]) -> list[Line]:
    kind = DIMENSIONS[by[0]]
    found: dict[str | None, dict[date, Any]] = {}
    for row in ask.rows("trend", replace(asked, by=by)):
        found.setdefault(row[kind.name], {})[row["end"]] = row[figure]
    return [
        Line(
            kind.title(value),
            colours.of(kind, value),
            [None if row[figure] is None else days.get(row["end"], 0) for row in whole],
        )
        for value, days in found.items()
        if any(days.values())
    ]


def _finding(every: str, rows: list[dict[str, Any]], figure: str) -> str:
    known = [row for row in rows if row[figure] is not None]
    if not known:
        return "Nothing was uploaded in these periods."
    first, last = known[0], known[-1]
    in_it = figure in _OVER_IT
    say = (lambda row: f"in {_label(every, row)}") if in_it else (lambda row: f"on {words.day(row['end'])}")
    told = f"{words.number(last[figure])} {say(last)}"
    # What joins or leaves in part of a month is not set beside a whole one.
    if len(known) > 1 and not (in_it and _is_ongoing(every, last)):
        change = last[figure] - first[figure]
        moved = (
            f"{words.number(abs(change))} {'more' if change > 0 else 'fewer'} than"
            if change
            else "the same as"
        )
        told += f", {moved} {say(first)}"
    blank = len(rows) - len(known)
    return told + "." + (f" {words.some(blank, 'period')} without an upload: left blank." if blank else "")


def _judged(course: Course, whole: Question, figure: str) -> None:
    """Whether the figure changes, by all the years that can be looked back, however few are drawn."""
    if course.every not in _JUDGED_EVERY:
        return
    start = _start(course.every, _JUDGED_BACK, course.whole.as_at)
    rows = ask.rows("trend", replace(whole, start=start))
    # What joins or leaves until a period is over is less than in a whole one, and a term's number climbs until its end.
    whole_only = figure in _OVER_IT or course.every == "term"
    points = [
        xmr.Point(row["period"], row[figure])
        for row in rows
        if not (whole_only and calendar.parse_period(row["period"]).end > row["end"])
    ]
    what, unit = _JUDGED[figure]
    told = xmr.finding(
        xmr.judge(points, yearly=True), what.format(full=rules.full_hours()), unit, named=words.period
    )
    show.note(told)


def _offer(every: str, whole: Question, figure: str, row: dict[str, Any], label: str) -> Offer:
    measure, name = BEHIND[figure]
    start, end = (row["start"], row["end"]) if measure == "flows" else (None, None)
    asked = replace(whole, as_at=row["end"], every=None, start=start, end=end)
    what = TITLES[figure].split(" at ")[0].split(" in each")[0].format(full=rules.full_hours())
    title = f"{what}: {label}"
    return Offer(lists.name_of(figure, every, row["period"]), title, measure, asked, name, row[figure])
