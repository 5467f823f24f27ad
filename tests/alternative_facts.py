"""What the second reading of every measure counts from: units, their facts on a day, groups and periods."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from tests.alternative_people import Row
from tests.alternative_spells import CHILD_REGISTERS, Known, Spell

Rows = list[dict[str, Any]]
Key = tuple[Any, ...]

CARRIED_BY = {
    "lead_service": ("cme",),
    "category": ("cme",),
    "referral_group": ("cme",),
    "reason": ("cme", "ehe"),
    "provision": ("cme", "virtual_school"),
}
CHILD_COLUMNS = ("date_of_birth", "sex", "borough", "year_group", "school", "sen", "social_care", "ethnicity")
HOURS_BANDS = ((5, "0.1–4.9"), (10, "5–9.9"), (15, "10–14.9"), (20, "15–19.9"), (25, "20–24.9"))
DURATION_BANDS = (
    (14, "Less than 2 weeks"),
    (28, "2 to 4 weeks"),
    (56, "4 to 8 weeks"),
    (84, "8 to 12 weeks"),
    (182, "12 to 26 weeks"),
    (364, "26 to 52 weeks"),
)


# The units.


def said(value: str | None) -> str:
    """How a filter names a value, blanks too."""
    return "Not recorded" if value is None else value


def open_spells(told: Known, day: date, by: Iterable[str], filters: Mapping[str, Any]) -> list[Spell]:
    return [spell for spell in carrying(told, day, by, filters) if spell.is_open(day)]


def carrying(told: Known, day: date, by: Iterable[str], filters: Mapping[str, Any]) -> list[Spell]:
    """Spells of the child registers that carry every column asked for and pass the filters on that day."""
    found = []
    for spell in told.spells:
        if spell.register not in CHILD_REGISTERS:
            continue
        if any(spell.register not in CARRIED_BY.get(name, CHILD_REGISTERS) for name in [*by, *filters]):
            continue
        if all(said(fact(spell, name, day)) in values for name, values in filters.items()):
            found.append(spell)
    return found


def actions_asked(told: Known, day: date, by: Iterable[str], filters: Mapping[str, Any]) -> list[Spell]:
    """The actions open on a day that carry every column asked for; ``register`` does not touch them."""
    filters = {name: values for name, values in filters.items() if name != "register"}
    if {*by, *filters} & CARRIED_BY.keys():
        return []
    return [
        spell
        for spell in told.spells
        if spell.register == "actions"
        and spell.is_open(day)
        and all(said(action_fact(told, spell, name, day)) in values for name, values in filters.items())
    ]


def children(spells: Iterable[Spell]) -> list[int]:
    return sorted({spell.child for spell in spells})


# Their facts on a day.


def fact(spell: Spell, name: str, day: date) -> Any:
    return fact_of(spell.at(day), spell.register, name, day)


def action_fact(told: Known, action: Spell, name: str, day: date) -> Any:
    """An action's own cell, or where blank that of its child's version on the first register that has one."""
    row = dict(action.at(day))
    for register in CHILD_REGISTERS:
        of_child = [
            spell for spell in told.spells if (spell.child, spell.register) == (action.child, register)
        ]
        if of_child:
            latest = max(of_child, key=lambda spell: (spell.is_open(day), spell.opened_on))
            for column in CHILD_COLUMNS:
                if row.get(column) is None:
                    row[column] = fact(latest, column, day) if column == "sex" else latest.at(day).get(column)
            break
    return fact_of(row, "actions", name, day)


def fact_of(row: Row, register: str, name: str, day: date) -> Any:
    if name == "register":
        return register
    if name == "year_group":
        return row.get("year_group") or year_group(row.get("date_of_birth"), day)
    if name == "phase":
        return phase(fact_of(row, register, "year_group", day))
    if name == "key_stage":
        return key_stage(fact_of(row, register, "year_group", day))
    if name == "sex":
        return row.get("sex") or (None if register == "actions" else "Unknown")
    if name == "reason" and register == "ehe":
        return row.get("reason") or "No reason given"
    return row.get(name)


def age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def year_group(born: date | None, day: date) -> str | None:
    """R4: the age on the 31 August before the academic year, less 4."""
    if born is None:
        return None
    number = age(born, date(day.year if day.month >= 9 else day.year - 1, 8, 31)) - 4
    if number > 14:
        return None
    return "Nursery" if number < 0 else "Reception" if number == 0 else f"Year {number}"


def number_of(year: str | None) -> int | None:
    if year is None or year == "Not followed":
        return None
    return {"Nursery": -1, "Reception": 0}.get(year, -2) if not year[-1].isdigit() else int(year.split()[1])


def phase(year: str | None) -> str | None:
    number = number_of(year)
    if number is None or number < 0 or number > 11:
        return None
    return "primary" if number <= 6 else "secondary"


def key_stage(year: str | None) -> str | None:
    number = number_of(year)
    if number is None:
        return None
    stages = ((0, "Early years"), (2, "KS1"), (6, "KS2"), (9, "KS3"), (11, "KS4"), (14, "Post-16"))
    return next(label for last, label in stages if number <= last)


def hours_of(spells: Iterable[Spell], child: int, day: date) -> float | None:
    """The largest hours recorded for a child over its spells; None where none is recorded (R20)."""
    recorded = [spell.at(day).get("hours_per_week") for spell in spells if spell.child == child]
    return max((each for each in recorded if each is not None), default=None)


def band_of_hours(hours: float | None) -> str:
    if hours is None:
        return "Not recorded"
    if hours == 0:
        return "0"
    return next((label for edge, label in HOURS_BANDS if hours < edge), "25 or more")


def band_of_days(days: int) -> str:
    """R5."""
    return next((label for edge, label in DURATION_BANDS if days < edge), "Over 52 weeks")


def three_quarters(days: Sequence[int]) -> float | None:
    """The 75th percentile, between two values in proportion."""
    if not days:
        return None
    place = 0.75 * (len(days) - 1)
    below, ordered = math.floor(place), sorted(days)
    above = min(below + 1, len(days) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


# Groups.


def split(
    units: Iterable[Spell], by: Iterable[str], value: Callable[[Spell, str], Any]
) -> dict[Key, list[Spell]]:
    """The units by their values; without ``by`` one group, were it empty."""
    groups: dict[Key, list[Spell]] = {} if tuple(by) else {(): []}
    for spell in units:
        groups.setdefault(tuple(value(spell, name) for name in by), []).append(spell)
    return groups


def grouped(
    units: Iterable[Spell], by: Iterable[str], day: date, figure: Callable[[list[Spell]], Any]
) -> dict[Key, Any]:
    """One figure of each group, by the versions in force on that day."""
    groups = split(units, by, lambda spell, name: fact(spell, name, day))
    return {key: figure(spells) for key, spells in groups.items()}


def table(by: Iterable[str], figures: Mapping[str, Mapping[Key, Any]], blank: Iterable[str] = ()) -> Rows:
    """One row for each group of any figure; where a figure lacks it 0, or nothing if it is in ``blank``."""
    keys = dict.fromkeys(key for groups in figures.values() for key in groups)
    return [
        dict(zip(by, key, strict=True))
        | {name: groups.get(key, None if name in blank else 0) for name, groups in figures.items()}
        for key in keys
    ]


# Periods.


def periods(every: str, start: date, end: date) -> list[tuple[str, date, date]]:
    """The periods in START to END: fortnights from START, longer ones by the calendar; the ends are cut."""
    found = []
    while start <= end:
        year = start.year if start.month >= 9 else start.year - 1
        academic = f"{year}/{(year + 1) % 100:02}"
        if every == "fortnight":
            label, last = start.isoformat(), start + timedelta(days=13)
        elif every == "month":
            label, last = f"{start:%Y-%m}", before_month(start.year, start.month + 1)
        elif every == "term":
            name, month = (
                ("autumn", 13) if start.month >= 9 else ("spring", 4) if start.month <= 3 else ("summer", 9)
            )
            label, last = f"{academic}-{name}", before_month(start.year, month)
        elif every == "half-year":
            half, month = ("H2", 9) if 3 <= start.month <= 8 else ("H1", 15 if start.month >= 9 else 3)
            label, last = f"{academic}-{half}", before_month(start.year, month)
        else:
            label, last = academic, date(year + 1, 8, 31)
        found.append((label, start, min(last, end)))
        start = last + timedelta(days=1)
    return found


def before_month(year: int, month: int) -> date:
    """The last day before a month; months past 12 run on into the next year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1) - timedelta(days=1)
