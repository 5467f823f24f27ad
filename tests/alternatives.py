"""Every measure again, slowly and obviously: loops written from the contract alone, never from the product.

Each function takes what is known (``alternative_spells.known``) and a question (anything with the fields of
the product's ``Question``) and gives rows as the product does: the ``by`` columns first, then the figures.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from statistics import mean, median
from typing import Any

from tests.alternative_clocks import clocks, gaps
from tests.alternative_dfe import dfe_return, ehe_annual
from tests.alternative_facts import (
    CARRIED_BY,
    Rows,
    action_fact,
    actions_asked,
    age,
    band_of_days,
    band_of_hours,
    carrying,
    children,
    fact,
    grouped,
    hours_of,
    open_spells,
    periods,
    split,
    table,
    three_quarters,
)
from tests.alternative_spells import CHILD_REGISTERS, Known, Spell

WITH_HOURS = ("cme", "medical_tuition", "pru", "virtual_school")


def how_many_children(spells: list[Spell]) -> int:
    return len(children(spells))


def caseload(told: Known, asked: Any) -> Rows:
    units = open_spells(told, asked.as_at, asked.by, asked.filters)
    return table(asked.by, {"children": grouped(units, asked.by, asked.as_at, how_many_children)})


def hours(told: Known, asked: Any) -> Rows:
    day, by = asked.as_at, tuple(name for name in asked.by if name != "band")
    units = [spell for spell in open_spells(told, day, by, asked.filters) if spell.register in WITH_HOURS]
    if "band" in asked.by:
        counts: dict[tuple[Any, ...], int] = {}
        for key, spells in split(units, by, lambda spell, name: fact(spell, name, day)).items():
            for child in children(spells):
                cell = dict(zip(by, key, strict=True)) | {"band": band_of_hours(hours_of(spells, child, day))}
                group = tuple(cell[name] for name in asked.by)
                counts[group] = counts.get(group, 0) + 1
        return table(asked.by, {"children": counts})
    figures = {
        "children": how_many_children,
        "not_recorded": lambda spells: how_many_children(spells) - len(recorded(spells, day)),
        "below_25": lambda spells: len(below_25(spells, day)),
        "below_25_no_transition": lambda spells: len(below_25(spells, day) - in_transition(spells, day)),
        "mean": lambda spells: mean(recorded(spells, day)) if recorded(spells, day) else None,
        "median": lambda spells: median(recorded(spells, day)) if recorded(spells, day) else None,
        "shortfall": lambda spells: (
            sum(max(0, 25 - each) for each in recorded(spells, day)) if recorded(spells, day) else None
        ),
    }
    return table(by, {name: grouped(units, by, day, figure) for name, figure in figures.items()})


def recorded(spells: list[Spell], day: date) -> list[float]:
    """The hours of each child that has any recorded: a blank is not 0."""
    found = [hours_of(spells, child, day) for child in children(spells)]
    return [each for each in found if each is not None]


def below_25(spells: list[Spell], day: date) -> set[int]:
    found = {child: hours_of(spells, child, day) for child in children(spells)}
    return {child for child, each in found.items() if each is not None and each < 25}


def in_transition(spells: list[Spell], day: date) -> set[int]:
    return {spell.child for spell in spells if spell.at(day).get("transition_agreed") == "Yes"}


def actions(told: Known, asked: Any) -> Rows:
    day = asked.as_at
    groups = split(
        actions_asked(told, day, asked.by, asked.filters),
        asked.by,
        lambda spell, name: action_fact(told, spell, name, day),
    )
    conditions: dict[str, Callable[[Spell], bool]] = {
        "open": lambda spell: True,
        "overdue": lambda spell: days_late(spell, day) > 0,
        "due_soon": lambda spell: -7 <= days_late(spell, day) <= 0,
        "overdue_1_7": lambda spell: 1 <= days_late(spell, day) <= 7,
        "overdue_8_14": lambda spell: 8 <= days_late(spell, day) <= 14,
        "overdue_15_28": lambda spell: 15 <= days_late(spell, day) <= 28,
        "overdue_29": lambda spell: days_late(spell, day) >= 29,
        "escalated": lambda spell: (spell.at(day).get("escalated_on") or date.max) <= day,
    }
    return counted(asked.by, groups, conditions)


def days_late(action: Spell, day: date) -> int:
    return (day - action.at(day)["due_on"]).days


def flows(told: Known, asked: Any) -> Rows:
    by = asked.by or ("register",)
    before, first, last = asked.start - timedelta(days=1), asked.start, asked.end
    groups = split(carrying(told, last, by, asked.filters), by, lambda spell, name: fact(spell, name, last))
    if not asked.by:
        groups |= {(register,): groups.get((register,), []) for register in registers_asked(told, asked)}
    conditions: dict[str, Callable[[Spell], bool]] = {
        "opening": lambda spell: spell.is_open(before),
        "joined": lambda spell: first <= spell.opened_on <= last,
        "left": lambda spell: first <= (spell.closed_on or date.max) <= last,
        "closing": lambda spell: spell.is_open(last),
        "rejoined": lambda spell: first <= spell.opened_on <= last and rejoins(told, spell),
    }
    rows = counted(by, groups, conditions)
    return [row for row in rows if not asked.by or any(row[name] for name in conditions)]


def registers_asked(told: Known, asked: Any) -> set[str]:
    """The registers with an upload known that carry what is filtered by; one asked for alone anyway."""
    only = asked.filters.get("register", CHILD_REGISTERS)
    return (set(only) if len(only) == 1 else set()) | {
        upload.register
        for upload in told.uploads
        if upload.register in CHILD_REGISTERS
        and upload.register in only
        and all(upload.register in CARRIED_BY.get(name, CHILD_REGISTERS) for name in asked.filters)
    }


def rejoins(told: Known, spell: Spell) -> bool:
    """Whether it opened no later than 365 days after the child's latest earlier closing on that register."""
    closings = [
        other.closed_on
        for other in told.spells
        if other is not spell
        and (other.child, other.register) == (spell.child, spell.register)
        and other.closed_on is not None
        and other.closed_on <= spell.opened_on
    ]
    return bool(closings) and (spell.opened_on - max(closings)).days <= 365


def trend(told: Known, asked: Any) -> Rows:
    registers = asked.filters.get("register", CHILD_REGISTERS)
    days = [upload.as_at for upload in told.uploads if upload.register in registers]
    rows: Rows = []
    for label, start, end in periods(asked.every, asked.start, asked.end):
        period = {"period": label, "start": start, "end": end}
        if any(day <= end and (asked.every == "fortnight" or start <= day) for day in days):
            rows += [period | row for row in trend_of(told, asked, start, end)]
        else:
            rows.append(
                period | dict.fromkeys([*asked.by, "caseload", "below_25", "overdue", "joined", "left"])
            )
    return rows


def trend_of(told: Known, asked: Any, start: date, end: date) -> Rows:
    units = carrying(told, end, asked.by, asked.filters)
    opened = [spell for spell in units if spell.is_open(end)]
    late = [each for each in actions_asked(told, end, asked.by, asked.filters) if days_late(each, end) > 0]
    late_by = split(late, asked.by, lambda spell, name: action_fact(told, spell, name, end))
    count = partial(grouped, by=asked.by, day=end)
    unsplit = {"register", *CARRIED_BY} & {*asked.by}  # an action belongs to no such group
    rows = table(
        asked.by,
        {
            "caseload": count(opened, figure=how_many_children),
            "below_25": count(
                [spell for spell in opened if spell.register in WITH_HOURS],
                figure=lambda spells: len(below_25(spells, end)),
            ),
            "overdue": {} if unsplit else {key: len(of) for key, of in late_by.items()},
            "joined": count([each for each in units if start <= each.opened_on <= end], figure=len),
            "left": count(
                [each for each in units if start <= (each.closed_on or date.max) <= end], figure=len
            ),
        },
        blank={"overdue"} if unsplit else (),
    )
    figures = ("caseload", "below_25", "overdue", "joined", "left")
    return [row for row in rows if not asked.by or any(row[name] for name in figures)]


def duration(told: Known, asked: Any) -> Rows:
    day, by = asked.as_at, asked.by
    carried = [name for name in by if name != "band"]
    units = open_spells(told, day, carried, asked.filters)

    def value(spell: Spell, name: str) -> Any:
        return band_of_days((day - spell.opened_on).days) if name == "band" else fact(spell, name, day)

    def age_in_days(spells: list[Spell]) -> list[int]:
        return [(day - spell.opened_on).days for spell in spells]

    groups = split(units, by, value)
    figures = {
        "spells": {key: len(spells) for key, spells in groups.items()},
        "median_days": {key: median(age_in_days(of)) if of else None for key, of in groups.items()},
        "p75_days": {key: three_quarters(age_in_days(of)) for key, of in groups.items()},
    }
    if asked.start and asked.end:
        closed = [
            spell
            for spell in carrying(told, asked.end, carried, asked.filters)
            if asked.start <= (spell.closed_on or date.max) <= asked.end
        ]
        count = partial(grouped, closed, by, asked.end)
        figures |= {
            "closed": count(len),
            "closed_median_days": count(lambda spells: median(lasted(spells)) if spells else None),
            "within_4_weeks": count(partial(share_under, 28)),
            "within_12_weeks": count(partial(share_under, 84)),
            "within_26_weeks": count(partial(share_under, 182)),
        }
    return table(by, figures, blank=figures.keys() - {"spells", "closed"})


def lasted(spells: list[Spell]) -> list[int]:
    return [(spell.closed_on - spell.opened_on).days for spell in spells if spell.closed_on]


def share_under(limit: int, spells: list[Spell]) -> float | None:
    return len([days for days in lasted(spells) if days < limit]) / len(spells) if spells else None


def unknown(told: Known, asked: Any) -> Rows:
    day, by = asked.as_at, asked.by
    units = [
        spell
        for spell in carrying(told, day, by, asked.filters)
        if spell.register == "cme"
        and spell.newest.get("missing_from")
        and spell.newest["missing_from"] <= day < spell.newest["identified_on"]
    ]

    def once(spells: list[Spell]) -> list[Spell]:
        """A child with two such spells counts once, by the one that opened first."""
        opened = sorted(spells, key=lambda spell: spell.opened_on, reverse=True)
        return [*{spell.child: spell for spell in opened}.values()]

    def first(*categories: str) -> Callable[[list[Spell]], int]:
        return lambda spells: len([spell for spell in once(spells) if spell.first["category"] in categories])

    def unknown_days(spells: list[Spell]) -> float | None:
        days = [(each.newest["identified_on"] - each.newest["missing_from"]).days for each in once(spells)]
        return median(days) if days else None

    figures = {
        "missing": first("Missing - located", "Missing - not located"),
        "at_risk": first("At risk"),
        "not_suitable": first("Not receiving suitable education"),
        "median_days_unknown": unknown_days,
    }
    return table(by, {name: grouped(units, by, day, figure) for name, figure in figures.items()})


def rates(told: Known, asked: Any) -> Rows:
    """Children aged 5 to 16 of each borough, per 100 of its population of the newest year by that day."""
    day, by = asked.as_at, tuple(dict.fromkeys([*asked.by, "borough"]))
    units = open_spells(told, day, by, asked.filters)
    units = [spell for spell in units if 5 <= age(spell.at(day)["date_of_birth"], day) <= 16]
    rows: Rows = []
    for group, count in grouped(units, by, day, how_many_children).items():
        borough = group[by.index("borough")]
        years = [
            (year, number) for name, year, number in asked.population if name == borough and year <= day.year
        ]
        population = max(years)[1] if years else None
        tenths = (2000 * count + population) // (2 * population) if population else None  # half up
        rate = None if tenths is None else tenths / 10
        figures = {"children": count, "population": population, "rate": rate}
        rows.append(dict(zip(by, group, strict=True)) | figures)
    return rows


def counted(by: Any, groups: dict[Any, list[Spell]], conditions: dict[str, Callable[[Spell], bool]]) -> Rows:
    """How many of each group meet each condition."""
    return table(
        by,
        {
            name: {key: len([spell for spell in spells if holds(spell)]) for key, spells in groups.items()}
            for name, holds in conditions.items()
        },
    )


ALTERNATIVES: dict[str, Callable[[Known, Any], Rows]] = {
    "caseload": caseload,
    "hours": hours,
    "actions": actions,
    "flows": flows,
    "trend": trend,
    "duration": duration,
    "unknown": unknown,
    "clocks": clocks,
    "gaps": gaps,
    "dfe_return": dfe_return,
    "ehe_annual": ehe_annual,
    "rates": rates,
}
