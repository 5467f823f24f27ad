"""The rules: limits from the moving range, and the four signs that figures do more than vary."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import mean
from typing import Literal, NamedTuple

from cme_data.calendar import parse_period, year_ago

ENOUGH = 6
"""Fewer figures are not judged at all."""
SETTLED = 12
"""Limits of fewer figures are trial limits."""
RUN = 7
_REACH = 2.66  # average moving ranges from the mean to a limit
_NEAR = 2 / 3  # of that reach: a point beyond it is near the limit

Direction = Literal["up", "down"]
Rule = Literal["outside", "run", "near", "trend"]
Verdict = Literal["rises", "falls", "no clear change", "too few"]


class Point(NamedTuple):
    """A figure and the period it belongs to; None where it is blank or hidden."""

    label: str
    value: float | None


class Limits(NamedTuple):
    """Within which figures merely vary, and the middle of that."""

    lower: float
    mean: float
    upper: float


class Signal(NamedTuple):
    """A rule that figures meet, which way they point, and the places of those that meet it."""

    rule: Rule
    direction: Direction
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules say of a series."""

    labels: tuple[str, ...]
    values: tuple[float, ...]
    """The figures judged; `yearly` ones are what each has more than the same period a year before."""
    blank: tuple[str, ...]
    """The periods left out because there is no figure to judge."""
    limits: Limits | None
    """None where the figures are too few."""
    signals: tuple[Signal, ...]
    yearly: bool

    @property
    def trial(self) -> bool:
        """Whether the limits rest on so few figures that more will move them."""
        return self.limits is not None and len(self.values) < SETTLED

    @property
    def newest(self) -> tuple[Signal, ...]:
        """The signals that the last figure is part of."""
        return tuple(signal for signal in self.signals if signal.places[-1] == len(self.values) - 1)

    @property
    def verdict(self) -> Verdict:
        """What may be said of the last figure; signals that point both ways are no clear change."""
        if self.limits is None:
            return "too few"
        directions = {signal.direction for signal in self.newest}
        if len(directions) != 1:
            return "no clear change"
        return "rises" if directions == {"up"} else "falls"


def judge(points: Sequence[Point], *, yearly: bool = False, counts: bool = True) -> Judgement:
    """Judge a series in the order of time; a blank is left out and splits nothing.

    `yearly` compares each with the same period a year before, as figures that start anew each September ask for: then
    the labels are periods of the calendar, and ordinary variation lies around no change. Limits of `counts` end at 0.
    """
    compared = _differences(points) if yearly else list(points)
    known = [(label, value) for label, value in compared if value is not None]
    labels, values = tuple(label for label, _ in known), tuple(value for _, value in known)
    blank = tuple(label for label, value in compared if value is None)
    if len(values) < ENOUGH:
        return Judgement(labels, values, blank, None, (), yearly)
    middle = 0.0 if yearly else float(mean(values))
    reach = _REACH * float(mean(abs(after - before) for before, after in pairwise(values)))
    lower = max(0.0, middle - reach) if counts and not yearly else middle - reach
    signals = [*_outside(values, middle, reach), *_runs(values, middle), *_close(values, middle, reach)]
    if not yearly:  # differences that grow are a rise that quickens or a fall that slows
        signals += _trends(values)
    return Judgement(labels, values, blank, Limits(lower, middle, middle + reach), tuple(signals), yearly)


def _differences(points: Sequence[Point]) -> list[Point]:
    """Each figure less that of a year before, from the first period that has one before it."""
    values = dict(points)
    found = []
    for label, value in points:
        before = year_ago(parse_period(label)).label
        if before in values:
            then = values[before]
            found.append(Point(label, None if value is None or then is None else value - then))
    return found


def _way(difference: float) -> Direction:
    return "up" if difference > 0 else "down"


def _outside(values: Sequence[float], middle: float, reach: float) -> Iterator[Signal]:
    for place, value in enumerate(values):
        if abs(value - middle) > reach:
            yield Signal("outside", _way(value - middle), (place,))


def _runs(values: Sequence[float], middle: float) -> Iterator[Signal]:
    """Seven or more in a row on one side of the mean; one on the mean ends a run."""
    for side, group in groupby(range(len(values)), lambda place: _sign(values[place] - middle)):
        places = tuple(group)
        if side and len(places) >= RUN:
            yield Signal("run", _way(side), places)


def _close(values: Sequence[float], middle: float, reach: float) -> Iterator[Signal]:
    """Two of three in a row near one limit but not beyond it, all three on its side of the mean."""
    for first in range(len(values) - 2):
        offs = [value - middle for value in values[first : first + 3]]
        near = sum(_NEAR * reach < abs(off) <= reach for off in offs)
        if near >= 2 and len({_sign(off) for off in offs}) == 1:
            yield Signal("near", _way(offs[0]), (first, first + 1, first + 2))


def _trends(values: Sequence[float]) -> Iterator[Signal]:
    """Seven or more in a row, each higher, or each lower, than the one before."""
    steps = [_sign(after - before) for before, after in pairwise(values)]
    for step, group in groupby(range(len(steps)), lambda place: steps[place]):
        places = list(group)
        if step and len(places) + 1 >= RUN:
            yield Signal("trend", _way(step), (*places, places[-1] + 1))


def _sign(difference: float) -> int:
    return (difference > 0) - (difference < 0)
