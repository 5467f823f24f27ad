"""The figures of a report as they are found, and the sums that hold between them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from cme_data.statistics import ALL, TOTAL, Equation, Family, Figure, Key


@dataclass(slots=True)
class Gathered:
    """Figures by their address; every sum said of them holds, and speaks of numbers alone."""

    figures: dict[Key, Figure] = field(default_factory=dict)
    equations: list[Equation] = field(default_factory=list)
    at_most: list[tuple[Key, Key]] = field(default_factory=list)

    def adds_up(self, total: Key, parts: Sequence[Key], less: Sequence[Key] = ()) -> bool:
        """Say that a total is its parts less what is taken away, where all are numbers and it is so."""
        all_of_it = [self._number(key) for key in (total, *parts, *less)]
        numbers = [value for value in all_of_it if value is not None]
        if not parts or len(numbers) < len(all_of_it):
            return False
        taken = sum(numbers[len(parts) + 1 :])
        if numbers[0] != sum(numbers[1 : len(parts) + 1]) - taken:
            return False
        self.equations.append(Equation(total, tuple(parts), tuple(less)))
        return True

    def never_more(self, low: Key, high: Key) -> None:
        """Say that one count is never more than another, where both are numbers."""
        if self._number(low) is not None and self._number(high) is not None:
            self.at_most.append((low, high))

    def summed(self, statistics: Iterable[str]) -> None:
        """Say of counts that groups make up their total and boroughs all of them, where they do.

        A child who is in two groups makes them more than the total; then each group is at most the total.
        """
        wanted = frozenset(statistics)
        parts: dict[tuple[Key, str], list[Key]] = defaultdict(list)
        for key, figure in self.figures.items():
            if key.statistic in wanted and figure.kind == "count":
                if key.group != TOTAL:
                    parts[key._replace(topic=TOTAL, group=TOTAL), key.topic].append(key)
                if key.borough != ALL:
                    parts[key._replace(borough=ALL), ALL].append(key)
        for (total, _), found in parts.items():
            if not self.adds_up(total, found):
                for part in found:
                    self.never_more(part, total)

    def rising(self, *statistics: str) -> None:
        """Say of counts at the same address that each is at most the next."""
        for low, high in pairwise(statistics):
            for key in [key for key in self.figures if key.statistic == low]:
                self.never_more(key, key._replace(statistic=high))

    def family(self) -> Family:
        """All of it together."""
        return Family(self.figures, tuple(dict.fromkeys(self.equations)), tuple(dict.fromkeys(self.at_most)))

    def _number(self, key: Key) -> float | None:
        figure = self.figures.get(key)
        return figure.value if figure else None
