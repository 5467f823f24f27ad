"""The one door from the pages to the data: may this person ask, and is the answer known already?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, cast

from cme_data import access, panels
from cme_data.measures import MEASURES
from cme_data.measures.measure import Count, Question
from cme_data.store import Upload, World
from pages.components import frame

Row = dict[str, Any]


def count(measure: str, question: Question, known_at: date | None = None) -> Count:
    """A measure counted; the answer is shared between people, so nobody changes its rows."""
    access.check(frame.this().person, access.FIGURES)
    world = _world(known_at)
    return cast(
        Count, _kept(_Asked(lambda: MEASURES[measure].count(world, question), world, measure, question))
    )


def rows(measure: str, question: Question, known_at: date | None = None) -> list[Row]:
    """The rows of a counted measure."""
    return count(measure, question, known_at).rows


def one(measure: str, question: Question, known_at: date | None = None) -> Row:
    """The only row of a measure that is not split."""
    return count(measure, question, known_at).one


def children(
    measure: str, question: Question, figure: str | None = None, known_at: date | None = None
) -> list[Row]:
    """The list behind a figure, for those who may see children's names."""
    access.check(frame.this().person, access.CHILDREN)
    return MEASURES[measure].list(_world(known_at), question, figure, detail=True)


def oldest_overdue(question: Question, *by: str) -> dict[tuple[str | None, ...], date]:
    """The earliest due day of the overdue actions in each group."""
    access.check(frame.this().person, access.FIGURES)
    world, asked = _world(None), replace(question, by=by)

    def answer() -> dict[tuple[str | None, ...], date]:
        oldest: dict[tuple[str | None, ...], date] = {}
        for row in MEASURES["actions"].list(world, asked, "overdue", detail=True):
            group = tuple(row[name] for name in by)
            oldest[group] = min(row["due_on"], oldest.get(group, row["due_on"]))
        return oldest

    return cast(dict[tuple[str | None, ...], date], _kept(_Asked(answer, world, "oldest overdue", asked)))


def uploaded(*registers: str) -> bool:
    """Whether any of these registers has an upload at all; else its figures are no zeros but blanks."""
    return bool(frame.this().world.registers & set(registers))


def panel_days() -> list[date]:
    """The days on which the panel met, as known now, earliest first."""
    world = _world(None)
    return cast(list[date], _kept(_Asked(lambda: panels.held(world), world, "panels", None)))


def uploads() -> list[Upload]:
    """Every upload ever committed, newest first."""
    access.check(frame.this().person, access.HISTORY)
    store = frame.this().store
    return cast(list[Upload], _kept(_Asked(store.uploads, _world(None), "uploads", None)))


def _world(known_at: date | None) -> World:
    return frame.this().world if known_at is None else frame.this().store.world(known_at)


class _Asked:
    """A question about one state of the store: equal questions about equal states have one answer."""

    def __init__(self, answer: Callable[[], Any], world: World, what: str, question: Question | None) -> None:
        self.answer = answer
        self._key = (world.fingerprint, what, question)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


@lru_cache(maxsize=4_096)
def _kept(asked: _Asked) -> Any:
    return asked.answer()
