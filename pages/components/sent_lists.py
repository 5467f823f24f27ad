"""What was sent: problems by source over time, registers that are silent, lists that repeat the one before."""

from datetime import date

import streamlit as st

from cme_data import quality
from cme_data.quality import UploadProblems
from pages.components import (
    amiss,
    ask_quality,
    charts,
    colours,
    frame,
    lists,
    seen,
    show,
    stale,
    tables,
    words,
)
from pages.components.amiss import Row
from pages.components.charts import Line
from pages.components.lists import Rows
from pages.components.scope import Scope
from pages.components.tables import Column

_DAYS = 26  # a year of fortnights
_MOST_LINES = 5

Course = list[UploadProblems]


def course(view: Scope) -> None:
    """Errors and warnings that stood in each source's list: newest and before in sight, a year of them as lines."""
    by_source = quality.standing_problems(amiss.of(ask_quality.sent(), view))
    courses = {
        amiss.source({"register": register, "provider": provider}): course
        for (register, provider), course in by_source.items()
    }
    newest = sum(course[-1].errors + course[-1].warnings for course in courses.values())
    before = sum(course[-2].errors + course[-2].warnings for course in courses.values() if len(course) > 1)
    show.section(
        "Errors and warnings by source",
        f"{words.some(newest, 'problem')} in the newest lists, {words.number(before)} in the lists before them.",
    )
    tables.show(
        "Errors and warnings in the newest list of each source",
        (
            Column("source", "From"),
            Column("as_at", "Newest list as at"),
            Column("errors", "Errors", True),
            Column("warnings", "Warnings", True),
            Column("before", "Both, in the list before", True, "–"),
        ),
        [
            {
                "source": name,
                "as_at": course[-1].as_at,
                "errors": course[-1].errors,
                "warnings": course[-1].warnings,
                "before": course[-2].errors + course[-2].warnings if len(course) > 1 else None,
            }
            for name, course in courses.items()
        ],
    )
    lists.menu("problems", (_problems(*source, course[-1]) for source, course in by_source.items()))
    _lines(courses)


def silent(view: Scope) -> None:
    """The sources whose newest list is out of date, and those that never sent one."""
    found, limit = stale.silent(view.register), frame.this().settings.stale_after_days
    told = f"No list for more than {words.some(limit, 'day')}: {words.number(len(found))}."
    show.section("Lists out of date", told if found else f"Every source sent a list within {limit} days.")
    if found:
        tables.show(
            "Lists out of date",
            (
                Column("title", "From"),
                Column("as_at", "Newest list as at", blank=words.NO_UPLOAD),
                Column("days", "Days ago", True, "–"),
                Column("by", "Uploaded by", blank="–"),
            ),
            [
                stale.row(source) | {"title": source.title, "days": source.days, "marked": False}
                for source in found
            ],
        )


def repeated(view: Scope) -> None:
    """Whole lists that say, row for row, the same as the source's list before."""
    found = quality.identical(amiss.of(ask_quality.sent(), view))
    show.section(
        "Lists identical to the one before",
        f"{words.some(len(found), 'list')} say the same, row for row, as the list before: was the old file sent again?"
        if found
        else "No whole list repeats the one before it.",
    )
    if found:
        newest_first = sorted(found, key=lambda row: (row["as_at"], row["number"]), reverse=True)
        tables.show(
            "Lists identical to the one before",
            (
                Column("source", "From"),
                Column("as_at", "List as at"),
                Column("before", "The same as that of"),
                Column("rows", "Rows", True),
                Column("file_name", "File", blank="Not shown"),
                Column("upload", "Upload"),
            ),
            [
                row
                | {
                    "source": amiss.source(row),
                    "file_name": seen.file_of(row["register"], row["provider"], row["file_name"]),
                }
                for row in newest_first[: amiss.MOST]
            ],
        )


def _problems(register: str, provider: str, last: UploadProblems) -> Rows:
    def rows() -> list[Row]:
        return [row | {"column": amiss.label(row)} for row in ask_quality.problems(register, provider)]

    title = amiss.source({"register": register, "provider": provider})
    name = lists.name_of("quality", "problems", register, provider)
    return Rows(name, title, rows, last.errors + last.warnings, "Errors and warnings")


def _lines(courses: dict[str, Course]) -> None:
    days = sorted({each.as_at for course in courses.values() for each in course})[-_DAYS:]
    stood = {name: [_on(course, day) for day in days] for name, course in courses.items()}
    problems = {
        name: [each and each.errors + each.warnings for each in course] for name, course in stood.items()
    }
    faulty = sorted(
        (n for n, some in problems.items() if any(some)), key=lambda n: -max(filter(None, problems[n]))
    )
    if len(days) < 2 or not faulty:
        return
    drawn = faulty[:_MOST_LINES]
    told = "The others had no problem in this time." if len(faulty) == len(drawn) < len(courses) else ""
    palette = colours.palette()
    charts.lines(
        days,
        [words.day(day) for day in days],
        [Line(name, palette[place], problems[name]) for place, name in enumerate(drawn)],
        ticks=[words.tick(day.isoformat()) for day in days],
        alt=f"Line chart, errors and warnings standing in the lists of {words.listed(drawn)},"
        f" {words.day(days[0])} to {words.day(days[-1])}.",
        key="problems-over-time",
    )
    if told:
        show.note(told)
    with st.container(key="under-problems"):
        tables.folded(
            "Errors and warnings by list",
            (Column("as_at", "List as at"), *(Column(name, name, blank="–") for name in courses)),
            [
                {"as_at": day} | {name: _said(course[place]) for name, course in stood.items()}
                for place, day in reversed(list(enumerate(days)))
            ],
        )


def _on(course: Course, day: date) -> UploadProblems | None:
    """What stood on a day: the last known."""
    return next((each for each in reversed(course) if each.as_at <= day), None)


def _said(each: UploadProblems | None) -> str | None:
    if each is None:
        return None
    told = [words.some(each.errors, "error")] if each.errors else []
    told += [words.some(each.warnings, "warning")] if each.warnings else []
    return ", ".join(told) or "none"
