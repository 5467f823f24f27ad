"""What happened in one term: counts by borough, each row of which is a spell, an action, a child or a meeting."""

from collections import Counter
from collections.abc import Mapping, Sequence

from cme_data.calendar import Period
from cme_data.dimensions import DIMENSIONS, NOT_RECORDED
from cme_data.measures import MEASURES
from cme_data.reports.termly_brief.sets import (
    COMPARED,
    DUE,
    ON_TIME,
    RESTORED,
    Row,
    agreed,
    met,
    on_the_register,
)  # fmt: skip
from cme_data.reports.termly_brief.term import Term
from cme_data.statistics import ALL, TOTAL, Figure, Key
from schemas import codes

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

GAINED = "Hours a week gained, on average"

PLACES = (ALL, *DIMENSIONS["borough"].order, NOT_RECORDED)
"""Every borough, those outside the authority and blanks too, so that they add up to all."""


def counted(term: Term) -> Mapping[Key, Figure]:
    """Every figure of the term; those of a register without a list in it are blank."""
    found: dict[Key, Figure] = {}
    there = {row["register"] for row in term.world.rows(_SPOKEN_FOR, term.params)}
    for register, figures in (("cme", _on_the_register), ("actions", _agreed), ("meetings", _met)):
        found |= {
            key: figure if register in there else Figure(None, figure.kind, figure.of, why="x")
            for key, figure in figures(term).items()
        }
    return found


def key(
    term: Period, register: str, statistic: str, place: str, topic: str = TOTAL, group: str = TOTAL
) -> Key:
    """The address of a figure of the brief."""
    return Key(statistic, term.label, register, place, topic, group)


def share_of(part: str) -> str:
    """What the share of a part is called."""
    return f"Share: {part[0].lower()}{part[1:]}"


def _on_the_register(term: Term) -> Mapping[Key, Figure]:
    sets = on_the_register(term)
    found = _referrals(term) | _numbers(term, "cme", sets)
    for place in PLACES:
        more = [row["more"] for row in sets[COMPARED] if place in _places(row)]
        behind = (key(term.period, "cme", COMPARED, place),)
        found[key(term.period, "cme", GAINED, place)] = (
            Figure(sum(more) / len(more), "hours", behind) if more else Figure(None, "hours", behind, why="z")
        )
    return found | _shares(term, "cme", RESTORED, LEFT, found)


def _referrals(term: Term) -> dict[Key, Figure]:
    found = {}
    for topic, groups in SPLITS.items():
        rows = MEASURES["flows"].count(term.world, term.question(topic, register=("cme",))).rows
        for place in PLACES:
            here = [row for row in rows if place in _places(row)]
            for name in ("opening", "joined", "left", "closing"):
                address = key(term.period, "cme", MEASURES["flows"].labels[name], place)
                found[address] = Figure(sum(row[name] for row in here))
            joined = Counter[str]()
            for row in here:
                joined[row[topic] or NOT_RECORDED] += row["joined"]
            for group in groups:
                address = key(term.period, "cme", JOINED, place, DIMENSIONS[topic].label, group)
                found[address] = Figure(joined[group])
    return found


def _agreed(term: Term) -> Mapping[Key, Figure]:
    found = _numbers(term, "actions", agreed(term))
    return found | _shares(term, "actions", ON_TIME, DUE, found)


def _met(term: Term) -> Mapping[Key, Figure]:
    return {
        key(term.period, "meetings", statistic, ALL): Figure(len(rows))
        for statistic, rows in met(term).items()
    }


def _numbers(term: Term, register: str, sets: Mapping[str, Sequence[Row]]) -> dict[Key, Figure]:
    found: dict[Key, Figure] = {}
    for statistic, rows in sets.items():
        numbers = Counter(place for row in rows for place in _places(row))
        found |= {key(term.period, register, statistic, place): Figure(numbers[place]) for place in PLACES}
    return found


def _shares(
    term: Term, register: str, part: str, whole: str, found: Mapping[Key, Figure]
) -> dict[Key, Figure]:
    shares = {}
    for place in PLACES:
        of = key(term.period, register, part, place), key(term.period, register, whole, place)
        some, every = (found[each].value or 0 for each in of)
        share = Figure(some / every, "share", of) if every else Figure(None, "share", of, why="z")
        shares[key(term.period, register, share_of(part), place)] = share
    return shares


def _places(row: Row) -> tuple[str, str]:
    return ALL, row["borough"] or NOT_RECORDED
