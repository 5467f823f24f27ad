"""What happened in one term: counts by borough, each row of which is a spell, an action, a child or a meeting."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cme_data.calendar import Period
from cme_data.dimensions import DIMENSIONS, NOT_RECORDED
from cme_data.measures import MEASURES, Question
from cme_data.measures.compose import told_of_child
from cme_data.settings import Settings
from cme_data.sql import ctes, in_force, sql
from cme_data.statistics import ALL, TOTAL, Figure, Key
from cme_data.store import World
from schemas import CHILD_REGISTERS, codes

_HERE = Path(__file__).parent
_SPOKEN_FOR = "SELECT DISTINCT register\nFROM uploads\nWHERE as_at BETWEEN $start AND $on"

SPLITS: Mapping[str, tuple[str, ...]] = {
    "referral_group": (*codes.REFERRAL_GROUP.values, NOT_RECORDED),
    "reason": (*codes.REASON.values, NOT_RECORDED),
}
"""What new referrals are split by, and into which groups."""

OPENING, JOINED, LEFT, CLOSING = (
    MEASURES["flows"].labels[name] for name in ("opening", "joined", "left", "closing")
)
"""Under the labels of their measure, so that the list behind each can be asked for."""

RESTORED, COMPARED, MORE, FEWER, SAME, GAINED = (
    "Left with education restored", "There all term with hours recorded", "Receiving more hours",
    "Receiving fewer hours", "Receiving the same hours", "Hours a week gained, on average",
)  # fmt: skip
AGREED, REVIEWS, ESCALATED, DUE, ON_TIME = (
    "Actions agreed", "Known before, with an action agreed", "Actions escalated in the term", "Actions due",
    "Actions done on time",
)  # fmt: skip
MEETINGS = "Meetings held"

PLACES = (ALL, *DIMENSIONS["borough"].order, NOT_RECORDED)
"""Every borough, those outside the authority and blanks too, so that they add up to all."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Term:
    """A term up to its last day, or to the newest list's."""

    world: World
    settings: Settings
    period: Period
    on: date

    @property
    def params(self) -> dict[str, Any]:
        """The parameters of every query here."""
        return {"start": self.period.start, "on": self.on, "child_registers": list(CHILD_REGISTERS)}

    def question(self, *by: str, **filters: tuple[str, ...]) -> Question:
        """A question of the whole term."""
        return Question(
            self.on, ("borough", *by), filters, start=self.period.start, end=self.on, settings=self.settings
        )


def counted(term: Term) -> Iterator[tuple[Key, Figure]]:
    """Every figure of the term; those of a register without a list in it are blank."""
    there = {row["register"] for row in term.world.rows(_SPOKEN_FOR, term.params)}
    for register, figures in (("cme", _on_the_register), ("actions", _agreed), ("meetings", _met)):
        for key, figure in figures(term):
            yield key, figure if register in there else Figure(None, figure.kind, figure.of, why="x")


def key(
    term: Period, register: str, statistic: str, place: str, topic: str = TOTAL, group: str = TOTAL
) -> Key:
    """The address of a figure of the brief."""
    return Key(statistic, term.label, register, place, topic, group)


def share_of(part: str) -> str:
    """What the share of a part is called."""
    return f"Share: {part[0].lower()}{part[1:]}"


def _on_the_register(term: Term) -> Iterator[tuple[Key, Figure]]:
    for topic, groups in SPLITS.items():
        rows = MEASURES["flows"].count(term.world, term.question(topic, register=("cme",))).rows
        for place in PLACES:
            here = [row for row in rows if place in _places(row)]
            for name in ("opening", "joined", "left", "closing"):
                address = key(term.period, "cme", MEASURES["flows"].labels[name], place)
                yield address, Figure(sum(row[name] for row in here))
            joined = Counter[str]()
            for row in here:
                joined[row[topic] or NOT_RECORDED] += row["joined"]
            for group in groups:
                address = key(term.period, "cme", JOINED, place, DIMENSIONS[topic].label, group)
                yield address, Figure(joined[group])
    left = _asked(term, "left.sql")
    yield from _numbers(term, "cme", RESTORED, left, lambda row: row["restored"])
    yield from _shares(term, "cme", RESTORED, LEFT, left, lambda row: row["restored"])
    hours = _asked(term, "hours.sql")
    yield from _numbers(term, "cme", COMPARED, hours)
    yield from _numbers(term, "cme", MORE, hours, lambda row: row["more"] > 0)
    yield from _numbers(term, "cme", FEWER, hours, lambda row: row["more"] < 0)
    yield from _numbers(term, "cme", SAME, hours, lambda row: row["more"] == 0)
    for place in PLACES:
        more = [row["more"] for row in hours if place in _places(row)]
        behind = (key(term.period, "cme", COMPARED, place),)
        mean = (
            Figure(sum(more) / len(more), "hours", behind) if more else Figure(None, "hours", behind, why="z")
        )
        yield key(term.period, "cme", GAINED, place), mean


def _agreed(term: Term) -> Iterator[tuple[Key, Figure]]:
    parts = {"in_force": in_force("on"), "agreed": sql(_HERE / "actions.sql")}
    query = f"{ctes(parts | {'told': told_of_child(['borough'], 'agreed')})}\nSELECT *\nFROM told"
    actions = term.world.rows(query, term.params)

    def in_term(day: date | None) -> bool:
        return day is not None and term.period.start <= day <= term.on

    yield from _numbers(term, "actions", AGREED, actions, lambda row: in_term(row["opened_on"]))
    yield from _numbers(term, "actions", ESCALATED, actions, lambda row: in_term(row["escalated_on"]))
    new = {
        row["child"] for row in MEASURES["flows"].list(term.world, term.question(register=("cme",)), "joined")
    }
    seen: dict[str, Row] = {
        row["child"]: row for row in actions if in_term(row["opened_on"]) and row["child"] not in new
    }
    yield from _numbers(term, "actions", REVIEWS, seen.values())
    duties = MEASURES["clocks"].list(term.world, term.question(duty=("action",)), detail=True)
    due = [row for row in duties if in_term(row["due_on"])]

    def on_time(row: Row) -> bool:
        return row["met_on"] is not None and row["met_on"] <= row["due_on"]

    yield from _numbers(term, "actions", DUE, due)
    yield from _numbers(term, "actions", ON_TIME, due, on_time)
    yield from _shares(term, "actions", ON_TIME, DUE, due, on_time)


def _met(term: Term) -> Iterator[tuple[Key, Figure]]:
    held = "SELECT spell_id\nFROM spells\nWHERE register = 'meetings' AND opened_on BETWEEN $start AND $on"
    yield key(term.period, "meetings", MEETINGS, ALL), Figure(len(term.world.rows(held, term.params)))


def _asked(term: Term, file: str) -> list[dict[str, Any]]:
    parts = {"in_force": in_force("on"), "before": in_force("start"), "asked": sql(_HERE / file)}
    return term.world.rows(f"{ctes(parts)}\nSELECT *\nFROM asked", term.params)


def _numbers(
    term: Term,
    register: str,
    statistic: str,
    rows: Iterable[Row],
    holds: Callable[[Row], Any] = lambda row: True,
) -> Iterator[tuple[Key, Figure]]:
    numbers = Counter(place for row in rows if holds(row) for place in _places(row))
    for place in PLACES:
        yield key(term.period, register, statistic, place), Figure(numbers[place])


def _shares(
    term: Term, register: str, part: str, whole: str, rows: Iterable[Row], holds: Callable[[Row], Any]
) -> Iterator[tuple[Key, Figure]]:
    listed = list(rows)
    for place in PLACES:
        here = [row for row in listed if place in _places(row)]
        of = (key(term.period, register, part, place), key(term.period, register, whole, place))
        share = (
            Figure(sum(map(bool, map(holds, here))) / len(here), "share", of)
            if here
            else Figure(None, "share", of, why="z")
        )
        yield key(term.period, register, share_of(part), place), share


def _places(row: Row) -> tuple[str, str]:
    return ALL, row["borough"] or NOT_RECORDED
