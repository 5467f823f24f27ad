"""Of which day a return speaks, and the children in it and beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cme_data.calendar import Period, before
from cme_data.errors import CmeError, FutureDate
from cme_data.measures import MEASURES, Question
from cme_data.measures.dfe_return import BREAKDOWNS
from cme_data.reports.said import named, said
from cme_data.reports.sources import sources
from cme_data.reports.statistical import Asked
from cme_data.settings import Settings
from cme_data.store import World

Row = dict[str, Any]

OWN_REGISTER = {"CME": "cme", "EHE": "ehe"}
"""The register without which a return is blank."""


@dataclass(frozen=True, slots=True)
class Census:
    """A return's term, its day, and which registers no list speaks for by then."""

    term: Period
    on: date
    missing: tuple[str, ...]
    question: Question

    def is_blank(self, collection: str) -> bool:
        """Whether there is nothing to return from."""
        return OWN_REGISTER[collection] in self.missing


def census(world: World, asked: Asked) -> Census:
    """The return asked for; a census day that has not come yet is refused."""
    on = asked.day or _day_of(asked.settings, asked.period)
    if on > asked.now.date():
        raise FutureDate(
            f"The census day of the {named(asked.period.label)} is {said(on)}, which has not come yet: the return can be made "
            "from that day on."
        )
    return _census(world, asked.settings, asked.period, on)


def last_term(world: World, asked: Asked) -> Census | None:
    """The return of the term before; None where no census day is set for it."""
    term = before(asked.period)
    day = next((entry.day for entry in asked.settings.census if entry.term == term.label), None)
    return None if day is None else _census(world, asked.settings, term, day)


def counted(world: World, of: Census) -> list[Row]:
    """Every child in a return, once in each that it is in, with why."""
    return _listed(world, of, "child_count")


def not_counted(world: World, of: Census) -> list[Row]:
    """Children on the two registers who are in no return, with why (R3)."""
    return _listed(world, of, "not_counted")


def boroughs(asked: Asked) -> Sequence[str]:
    """The boroughs that the document speaks of: a return is one borough's."""
    return asked.boroughs or [borough.name for borough in asked.settings.boroughs]


def _listed(world: World, of: Census, figure: str) -> list[Row]:
    rows = MEASURES["dfe_return"].list(world, of.question, figure, detail=True)
    return [row for row in rows if row["collection"] is None or not of.is_blank(row["collection"])]


def _census(world: World, settings: Settings, term: Period, on: date) -> Census:
    question = Question(on, duration_edges=settings.duration_edges, settings=settings)
    missing = sources(world, tuple(OWN_REGISTER[collection] for collection in BREAKDOWNS), on).missing
    return Census(term, on, missing, question)


def _day_of(settings: Settings, term: Period) -> date:
    if not term.label.endswith(("-autumn", "-spring", "-summer")):
        raise CmeError(f"The DfE return is of a term, not of {term.label}: give one such as 2026/27-autumn.")
    for entry in settings.census:
        if entry.term == term.label:
            return entry.day
    raise CmeError(
        f"No census day is set for {term.label}: give the day, or enter it in the settings under [[census]], as that "
        "of another term stands there."
    )
