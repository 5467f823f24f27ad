"""Repeatable chance: everything made up here is drawn from one of these."""

import datetime
import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Draws that come out the same for the same seed on every machine and every Python.

    Only Random.random() is promised to stay the same between versions of Python, so all else is built on it,
    and without logarithms, whose last digit differs between machines.
    """

    def __init__(self, seed: str) -> None:
        self._draw = random.Random(seed).random

    def chance(self, share: float) -> bool:
        """Say yes with this probability (0-1)."""
        return self._draw() < share

    def between(self, low: int, high: int) -> int:
        """Draw a whole number from low to high, both included."""
        return low + int(self._draw() * (high - low + 1))

    def pick(self, choices: Sequence[T]) -> T:
        """Draw one of the choices, each as likely as the others."""
        return choices[int(self._draw() * len(choices))]

    def weighted(self, weights: Mapping[T, float]) -> T:
        """Draw one of the keys, each as likely as its weight says."""
        mark = self._draw() * sum(weights.values())
        for choice, weight in weights.items():
            mark -= weight
            if mark < 0:
                return choice
        return next(reversed(list(weights)))

    def along(self, quantiles: Sequence[float]) -> int:
        """Draw a whole number whose distribution has these evenly spaced quantiles."""
        place = self._draw() * (len(quantiles) - 1)
        below = int(place)
        return int(quantiles[below] + (place - below) * (quantiles[below + 1] - quantiles[below]))

    def day(self, first: datetime.date, last: datetime.date) -> datetime.date:
        """Draw a day from first to last, both included; first where last is earlier."""
        return first + datetime.timedelta(days=self.between(0, max(0, (last - first).days)))

    def some(self, choices: Sequence[T], number: int) -> list[T]:
        """Draw this many different choices, or all of them where there are fewer."""
        left = list(choices)
        return [left.pop(int(self._draw() * len(left))) for _ in range(min(number, len(left)))]
