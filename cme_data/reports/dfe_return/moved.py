"""From the return of last term to this one: who came in, went out or moved between returns."""

from collections.abc import Iterable, Mapping
from itertools import product
from typing import NamedTuple

from cme_data.measures.dfe_return import BREAKDOWNS
from cme_data.reports.dfe_return.census import Row

LAST, NOW = "In the return of last term", "In this return"
CAME = ("Came from the other return", "Came from the other borough", "Came, in neither return last term")
WENT = ("Went into the other return", "Went to the other borough", "Went, in neither return now")
STEPS = (LAST, *CAME, *WENT, NOW)
"""The way from one return to the next: the first, and who came, less who went, is the last."""

Place = tuple[str, str]
"""A return: its collection and its borough."""


class Move(NamedTuple):
    """A child who is in a return now and was not last term, or the other way round."""

    place: Place
    step: str
    row: Row
    """What the return that the child is or was in says of it."""


def places(rows: Iterable[Row]) -> dict[str, dict[Place, Row]]:
    """In which returns each child is."""
    found: dict[str, dict[Place, Row]] = {}
    for row in rows:
        found.setdefault(row["child"], {})[row["collection"], row["borough"]] = row
    return found


def moves(then: Iterable[Row], now: Iterable[Row]) -> list[Move]:
    """Every coming and going between two returns."""
    before, after = places(then), places(now)
    found = []
    for child in dict.fromkeys((*after, *before)):
        old, new = before.get(child, {}), after.get(child, {})
        found += [Move(place, _step(place, old, CAME), row) for place, row in new.items() if place not in old]
        found += [Move(place, _step(place, new, WENT), row) for place, row in old.items() if place not in new]
    return found


def steps(
    then: Iterable[Row], now: Iterable[Row], boroughs: Iterable[str]
) -> Mapping[tuple[Place, str], int]:
    """How many children took each step, of every return."""
    then, now = list(then), list(now)
    counts = {(place, step): 0 for place in product(BREAKDOWNS, boroughs) for step in STEPS}
    for row in then:
        counts[(row["collection"], row["borough"]), LAST] += 1
    for row in now:
        counts[(row["collection"], row["borough"]), NOW] += 1
    for move in moves(then, now):
        counts[move.place, move.step] += 1
    return counts


def _step(place: Place, elsewhere: Mapping[Place, Row], words: tuple[str, str, str]) -> str:
    """Which step it is, by where else the child is: the other return before the other borough."""
    other_return, other_borough, nowhere = words
    if any(collection != place[0] for collection, _ in elsewhere):
        return other_return
    return other_borough if elsewhere else nowhere
