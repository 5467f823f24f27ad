"""Academic years, half-years, terms, months and fortnights: their days, and how they are written."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from cme_data.errors import CmeError

FORTNIGHT = timedelta(days=14)
_DAY = timedelta(days=1)

# The months in which a period of each kind begins; a half-year's and a term's name goes with the month.
_BEGINS: dict[str, dict[int, str]] = {
    "month": dict.fromkeys(range(1, 13), ""),
    "term": {9: "autumn", 1: "spring", 4: "summer"},
    "half-year": {9: "H1", 3: "H2"},
    "year": {9: ""},
}
EVERY = ("fortnight", *_BEGINS)


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """A stretch of days, both ends included, and how it is written, also where a question cuts it short."""

    label: str
    start: date
    end: date


def academic_year(day: date) -> Period:
    """The academic year of a day, 1 September to 31 August, written 2026/27."""
    return _around(day, "year")


def half_year(day: date) -> Period:
    """The half-year of a day: September to February is 2026/27-H1, March to August 2026/27-H2."""
    return _around(day, "half-year")


def term(day: date) -> Period:
    """The term of figures of a day: 2026/27-autumn from 1 September, -spring 1 January, -summer 1 April."""
    return _around(day, "term")


def month(day: date) -> Period:
    """The month of a day, written 2026-10."""
    return _around(day, "month")


def periods(every: str, start: date, end: date) -> list[Period]:
    """The periods of a kind (one of EVERY) that fill start to end, the first and the last cut to fit.

    Fortnights follow from the start, longer ones the calendar; CmeError on another kind or an end too early.
    """
    if every not in EVERY:
        raise CmeError(f"There are no periods of “{every}”: they may be {', '.join(EVERY)}.")
    if end < start:
        raise CmeError(f"The last day, {end}, should not be before the first, {start}.")
    found = []
    first = start
    while first <= end:
        whole = _fortnight(first) if every == "fortnight" else _around(first, every)
        found.append(Period(whole.label, first, min(whole.end, end)))
        first = whole.end + _DAY
    return found


def parse_period(text: str) -> Period:
    """The academic year, half-year, term or month that is written so; CmeError on any other text."""
    read = _read(text)
    if read is None:
        raise CmeError(
            f"“{text}” is no period: it should be written like 2025/26 (an academic year), 2025/26-H1 "
            "(a half-year), 2025/26-autumn (a term: autumn, spring or summer) or 2026-10 (a month)."
        )
    return _around(*read)


def before(period: Period) -> Period:
    """The whole period of the same kind just before; before 2025/26-H1 comes 2024/25-H2."""
    read = _read(period.label)
    if read is None:
        return _fortnight(date.fromisoformat(period.label) - FORTNIGHT)
    first, every = read
    return _around(first - _DAY, every)


def year_ago(period: Period) -> Period:
    """The whole period of the same name a year earlier; of a fortnight, the one 52 weeks earlier."""
    read = _read(period.label)
    if read is None:
        return _fortnight(date.fromisoformat(period.label) - 26 * FORTNIGHT)
    first, every = read
    return _around(first.replace(year=first.year - 1), every)


def _fortnight(first: date) -> Period:
    return Period(first.isoformat(), first, first + FORTNIGHT - _DAY)


def _around(day: date, every: str) -> Period:
    """The whole period of a kind that a day lies in."""
    begins = _BEGINS[every]
    first = day.replace(day=1)
    while first.month not in begins:
        first = (first - _DAY).replace(day=1)
    last = _month_end(first)
    while (last + _DAY).month not in begins:
        last = _month_end(last + _DAY)
    if every == "month":
        return Period(first.isoformat()[:7], first, last)
    year = first.year if first.month >= 9 else first.year - 1
    name = begins[first.month]
    return Period(f"{year}/{(year + 1) % 100:02}" + (f"-{name}" if name else ""), first, last)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - _DAY


def _read(text: str) -> tuple[date, str] | None:
    """The first day and the kind of the period that is written so; None where the text is not one."""
    if found := re.fullmatch(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])", text.strip()):
        return date(int(found[1]), int(found[2]), 1), "month"
    found = re.fullmatch(r"((?:19|20)\d\d)/(\d\d)(?:-(\w+))?", text.strip())
    if found is None or int(found[2]) != (int(found[1]) + 1) % 100:
        return None
    year, name = int(found[1]), (found[3] or "").casefold()
    for every in ("year", "half-year", "term"):
        for begins, written in _BEGINS[every].items():
            if written.casefold() == name:
                return date(year if begins >= 9 else year + 1, begins, 1), every
    return None
