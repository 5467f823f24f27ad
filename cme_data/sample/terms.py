"""The made-up authority's calendar: its terms, school days, ROME panels and the days its lists speak for."""

from bisect import bisect_left
from datetime import date, timedelta
from itertools import pairwise

from cme_data.sample.places import KINGSTON, RICHMOND

DAY = timedelta(days=1)
NEWEST = date(2026, 11, 20)
NEXT_PANEL = date(2026, 11, 26)
FORTNIGHT = timedelta(days=14)

_NAMES = ("Autumn 1", "Autumn 2", "Spring 1", "Spring 2", "Summer 1", "Summer 2")
_TERMS = """
    2023-09-05 2023-10-20  2023-10-30 2023-12-21  2024-01-08 2024-02-09  2024-02-19 2024-03-28
    2024-04-15 2024-05-24  2024-06-03 2024-07-23
    2024-09-03 2024-10-25  2024-11-04 2024-12-20  2025-01-06 2025-02-14  2025-02-24 2025-04-04
    2025-04-22 2025-05-23  2025-06-02 2025-07-22
    2025-09-02 2025-10-24  2025-11-03 2025-12-19  2026-01-05 2026-02-13  2026-02-23 2026-03-27
    2026-04-13 2026-05-22  2026-06-01 2026-07-21
    2026-09-02 2026-10-23  2026-11-02 2026-12-18  2027-01-04 2027-02-12  2027-02-22 2027-03-25
    2027-04-12 2027-05-28  2027-06-07 2027-07-22
"""
_ENDS = [date.fromisoformat(day) for day in _TERMS.split()]
TERMS = list(zip(_NAMES * 4, _ENDS[::2], _ENDS[1::2], strict=True))
"""Name, first and last day of every half-term, the same in both boroughs."""

_INSET = {
    KINGSTON: "2023-10-30 2024-01-08 2024-09-03 2025-01-06 2025-09-02 2026-01-05 2026-09-02 2027-01-04",
    RICHMOND: "2023-09-05 2024-06-03 2024-09-03 2025-06-02 2025-09-02 2026-06-01 2026-09-02 2027-06-07",
}
_MAY_DAYS = (date(2024, 5, 6), date(2025, 5, 5), date(2026, 5, 4), date(2027, 5, 3))
_POPULATION = {KINGSTON: 25000, RICHMOND: 29000}


def in_term(day: date) -> bool:
    """Whether the day lies in one of the terms above."""
    return any(first <= day <= last for _, first, last in TERMS)


def in_session(day: date) -> bool:
    """Whether panel and services are at work: in term, and in the half-term weeks too."""
    return in_term(day) or any(
        last < day < first for (_, _, last), (name, first, _) in pairwise(TERMS) if name.endswith("2")
    )


def is_school_day(day: date) -> bool:
    """Whether schools are open; before the first term above every weekday outside August counts."""
    if day.weekday() > 4 or day in _MAY_DAYS:
        return False
    return in_term(day) if day >= _ENDS[0] else day.month != 8


_SCHOOL_DAYS = [day for day in (date(2018, 1, 1) + DAY * n for n in range(3500)) if is_school_day(day)]


def weekday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + DAY * (7 - day.weekday()) if day.weekday() > 4 else day


def school_day(day: date, number: int) -> date:
    """The school day of that number, day 1 being the first on or after the day given."""
    return _SCHOOL_DAYS[bisect_left(_SCHOOL_DAYS, day) + number - 1]


def leaving_date(year: int) -> date:
    """The last Friday of June, on which Year 11 leaves."""
    last = date(year, 6, 30)
    return last - DAY * ((last.weekday() - 4) % 7)


def years_covered(years: int) -> list[int]:
    """The academic years, by the calendar year they begin in, of a history of so many and this autumn."""
    return list(range(NEWEST.year - years, NEWEST.year + 1))


def list_days(years: int) -> list[date]:
    """Every second Friday of the terms up to the newest: the days the registers speak for."""
    first = date(NEWEST.year - years, 9, 1)
    back = (NEWEST - FORTNIGHT * n for n in range(27 * (years + 1)))
    return sorted(day for day in back if day >= first and in_session(day))


def panels(years: int) -> list[date]:
    """Every second Thursday of the terms up to the next panel: the ROME panel's meetings."""
    first = date(NEWEST.year - years, 9, 1)
    back = (NEXT_PANEL - FORTNIGHT * n for n in range(27 * (years + 1)))
    return sorted(day for day in back if day >= first and in_session(day))


def settings_toml() -> str:
    """The sample store's settings: made-up term dates and round, made-up populations aged 5-16, as TOML."""
    lines = [
        "# Made up for the sample authority: neither the terms, the INSET days nor the populations are real.",
        "",
    ]
    for borough, children in _POPULATION.items():
        for place, year in enumerate(years_covered(3)):
            lines += ["[[population]]", f'borough = "{borough}"', f"year = {year}"]
            lines += [f"children = {children + 200 * (place - 3)}", ""]
    for borough in _INSET:
        for name, first, last in TERMS:
            lines += [
                "[[term]]",
                f'borough = "{borough}"',
                f'name = "{name}"',
                f"first = {first}",
                f"last = {last}",
                "",
            ]
    for borough, days in _INSET.items():
        for day in days.split():
            lines += ["[[closure]]", f'borough = "{borough}"', f"day = {day}", 'reason = "INSET"', ""]
    return "\n".join(lines)
