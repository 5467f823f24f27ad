"""Six-monthly and annual figures: this period, the one before, the same a year ago, and the change."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import streamlit as st

from cme_data import access, calendar
from cme_data.calendar import Period
from cme_data.dimensions import BOROUGH
from cme_data.measures.hours import HOURS_REGISTERS
from pages.components import ask, choice, course, download, lists, rules, show, tables, words
from pages.components.lists import Offer
from pages.components.scope import Scope
from pages.components.tables import Column
from schemas import CHILD_REGISTERS, REGISTERS

LENGTHS = {"Six months": "half-year", "Year": "year"}
NOW, THEN = "As now known", "As known then"
FIGURES = {
    "caseload": "On the register at the end",
    "joined": "Joined",
    "left": "Left",
    "below_25": "Below {full} hours at the end",
}
ALL, EITHER = "All registers together", "Every borough"
_OFFERED = 6  # periods back


@dataclass(frozen=True)
class Compared:
    """The periods compared, newest first, each ending by the as-at day; and how each is known."""

    every: str
    this: Period
    before: Period
    year_ago: Period
    then: bool

    @property
    def named(self) -> dict[str, Period]:
        """The periods by the columns they fill."""
        return {"this": self.this, "before": self.before, "year_ago": self.year_ago}

    @property
    def asked(self) -> list[tuple[date, date, date | None]]:
        """First day, last day and known-at of each question: one over all periods, unless each was known by itself."""
        if not self.then:
            return [(self.year_ago.start, self.this.end, None)]
        return [(period.start, period.end, period.end) for period in set(self.named.values())]


def choose(view: Scope) -> Compared:
    """Which period, and whether as now known or as known at each period's end."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="comparison"):
        every = LENGTHS[choice.segments("Length", list(LENGTHS), "length")]
        known = choice.segments("Known", [NOW, THEN], "known")
        periods = _periods(every, view.as_at)
        named = {words.period(p.label) + (" (so far)" if p.end > view.as_at else ""): p for p in periods}
        ended = next((i for i, p in enumerate(periods) if p.end <= view.as_at), 0)
        chosen = choice.pick("Period", list(named), "period", index=ended, width=320)
    period = named[chosen]
    return Compared(
        every, _cut(period, view.as_at), calendar.before(period), calendar.year_ago(period), known == THEN
    )


def finding(compared: Compared, rows: list[dict[str, Any]]) -> None:
    """What the table says first: the registers together, and how the periods are known."""
    first = rows[0]
    known = "as each was known on its last day" if compared.then else "as now known"
    if first["this"] is None:
        told = "Nothing was uploaded in this period."
    else:
        told = f"{words.children(first['this'])} on the registers on {words.day(compared.this.end)}, {known}"
        told += (
            f"; {words.number(first['year_ago'])} a year earlier." if first["year_ago"] is not None else "."
        )
    show.section(words.period(compared.this.label), told)


def rows(view: Scope, compared: Compared) -> list[dict[str, Any]]:
    """One row a register, figure and borough; a figure without an upload is None."""
    found = []
    for register in (None, *CHILD_REGISTERS):
        counted = _counted(view, compared, register)
        records_hours = register is None or register in HOURS_REGISTERS
        for figure, title in FIGURES.items():
            label = title.format(full=rules.full_hours())
            for borough in (None, *BOROUGH.order) if records_hours or figure != "below_25" else ():
                values = {
                    name: counted[period.label, borough, figure] for name, period in compared.named.items()
                }
                found.append(
                    {
                        "register": REGISTERS[register].title if register else ALL,
                        "figure": label,
                        "borough": borough or EITHER,
                        "asked": (register, figure, borough),
                        **values,
                        "change": _change(values["this"], values["before"]),
                        "change_year": _change(values["this"], values["year_ago"]),
                    }
                )
    return found


def columns(compared: Compared) -> list[Column]:
    """The columns of the table, with each period's own dates; of years, the one before is the one a year ago."""
    found = [
        Column("label", "Figure"),
        Column("borough", "Borough"),
        Column("this", words.period(compared.this.label), True, words.NO_UPLOAD),
        Column("before", words.period(compared.before.label), True, words.NO_UPLOAD),
        Column("change", "Change", True, "–"),
    ]
    if compared.before == compared.year_ago:
        return found
    return [
        *found,
        Column("year_ago", words.period(compared.year_ago.label), True, words.NO_UPLOAD),
        Column("change_year", "Change in a year", True, "–"),
    ]


def table(compared: Compared, found: list[dict[str, Any]]) -> None:
    """All figures in one table, by register."""
    cells: list[dict[str, Any]] = []
    register = figure = None
    for row in found:
        if row["register"] != register:
            cells.append({"heading": row["register"]})
            register, figure = row["register"], None
        cells.append(
            row
            | {
                "label": row["figure"],
                "again": row["figure"] == figure,
                "change": None if row["change"] is None else words.signed(row["change"]),
                "change_year": None if row["change_year"] is None else words.signed(row["change_year"]),
            }
        )
        figure = row["figure"]
    tables.show("Figures by register, figure and borough", columns(compared), cells, dense=True)


def files(view: Scope, compared: Compared, found: list[dict[str, Any]]) -> None:
    """The table as CSV and as an Excel workbook."""
    counted = columns(compared)[2:]
    head = ["Register", "Figure", "Borough", *(column.heading for column in counted)]
    keys = ("register", "figure", "borough", *(column.key for column in counted))
    cells = [[row[key] for key in keys] for row in found]
    name = f"figures_{compared.this.label.replace('/', '-')}"
    known = "Each period as known on its last day." if compared.then else "All periods as now known."
    notes = [
        f"{view.words(('as_at', 'phase'))}. {known}",
        "A blank means that nothing was uploaded; it is not 0.",
    ]
    with st.container(horizontal=True):
        download.button(
            "Download as CSV", lambda: download.plain_csv(head, cells), f"{name}.csv", access.FIGURES, mime="text/csv",
        )  # fmt: skip
        download.button(
            "Download as Excel workbook", lambda: download.workbook("Figures", notes, head, cells), f"{name}.xlsx",
            access.FIGURES, mime=download.FORMATS[".xlsx"][1],
        )  # fmt: skip


def behind(view: Scope, compared: Compared, found: list[dict[str, Any]]) -> None:
    """The lists behind the figures of this period, a menu a register."""
    known_at = compared.this.end if compared.then else None
    with st.container(horizontal=True, key="behind"):
        for register in dict.fromkeys(row["register"] for row in found):
            lists.menu(
                lists.name_of(register),
                (_offer(view, compared, row, known_at) for row in found if row["register"] == register),
                label=f"Open list: {register}",
            )


def _offer(view: Scope, compared: Compared, row: dict[str, Any], known_at: date | None) -> Offer:
    register, figure, borough = row["asked"]
    measure, name = course.BEHIND[figure]
    more = {"start": compared.this.start, "end": compared.this.end} if measure == "flows" else {}
    asked = _question(view, register, borough, compared.this.end, **more)
    key = lists.name_of(register or "all", figure, borough or "every", compared.this.label)
    return Offer(
        key,
        f"{row['figure']}, {row['borough']}",
        measure,
        asked,
        name,
        row["this"],
        known_at,
        row["register"],
    )


def _question(view: Scope, register: str | None, borough: str | None, as_at: date, **more: Any) -> Any:
    filters = {name: (value,) for name, value in (("register", register), ("borough", borough)) if value}
    return view.question(as_at=as_at, filters=filters, **more)


def _counted(view: Scope, compared: Compared, register: str | None) -> dict[tuple[str, str | None, str], Any]:
    """The figures of a register by period, borough (None: every one) and name."""
    found: dict[tuple[str, str | None, str], Any] = {}
    for first, last, known_at in compared.asked:
        asked = _question(view, register, None, last, every=compared.every, start=first, end=last)
        split = {
            (row["period"], row["borough"]): row
            for row in ask.rows("trend", replace(asked, by=("borough",)), known_at)
        }
        for whole in ask.rows("trend", asked, known_at):
            period = whole["period"]
            for figure in FIGURES:
                found[period, None, figure] = whole[figure]
                for borough in BOROUGH.order:
                    part = split.get((period, borough), {}).get(figure, 0)
                    found[period, borough, figure] = None if whole[figure] is None else part
    return found


def _periods(every: str, as_at: date) -> list[Period]:
    period = calendar.half_year(as_at) if every == "half-year" else calendar.academic_year(as_at)
    found = [period]
    while len(found) < _OFFERED:
        found.append(calendar.before(found[-1]))
    return found


def _cut(period: Period, as_at: date) -> Period:
    return Period(period.label, period.start, min(period.end, as_at))


def _change(now: float | None, then: float | None) -> float | None:
    return None if now is None or then is None else now - then
