"""What every part of a report asks with: the world, the periods side by side, and which of them have a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType

from cme_data.calendar import Period
from cme_data.measures import MEASURES, Question
from cme_data.reports.periodic.spans import compared, cut
from cme_data.reports.statistical import Asked
from cme_data.store import World
from schemas import CHILD_REGISTERS

Filters = Mapping[str, tuple[str, ...]]

_LISTS = "SELECT DISTINCT register, provider, as_at FROM uploads ORDER BY ALL"


@dataclass(frozen=True)
class Asking:
    """A report in the making."""

    world: World
    asked: Asked

    @cached_property
    def as_at(self) -> date:
        """The day it speaks for: the period's last, or the newest list's where that is earlier."""
        period, newest = self.asked.period, self.world.newest
        return min(period.end, newest) if newest and newest >= period.start else period.end

    @cached_property
    def spans(self) -> Sequence[Period]:
        """The period asked for, cut where it is not over, and the whole ones beside it, the newest first."""
        return [cut(self.asked.period, self.as_at), *compared(self.asked.period)]

    @cached_property
    def lists(self) -> Sequence[tuple[str, str, date]]:
        """The lists known: register, provider, and the day each speaks for."""
        return [(row["register"], row["provider"], row["as_at"]) for row in self.world.rows(_LISTS)]

    def known(self, register: str | None, span: Period) -> bool:
        """Whether a list of the register (None: of any child register) speaks for a day of the period."""
        wanted = (register,) if register else CHILD_REGISTERS
        return any(name in wanted and span.start <= day <= span.end for name, _, day in self.lists)

    def question(
        self,
        span: Period,
        by: Sequence[str] = (),
        filters: Filters = MappingProxyType({}),
        every: str | None = None,
    ) -> Question:
        """A question as at the last day of a period, and of the period."""
        settings = self.asked.settings
        return Question(
            span.end, tuple(by), filters, start=span.start, end=span.end, every=every, population=settings.population,
            full_hours=settings.hours_full, duration_edges=settings.duration_edges, settings=settings,
        )  # fmt: skip

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The authority's boroughs, and what else a register says of where a child of these periods belongs."""
        flows = MEASURES["flows"]
        rows = [
            row
            for span in self.spans
            for row in flows.count(self.world, self.question(span, ("borough",))).rows
        ]
        found = (flows.filters["borough"].title(row["borough"]) for row in flows.in_order(rows, ("borough",)))
        return tuple(dict.fromkeys((*self.boroughs, *found)))

    def populated(self, span: Period) -> frozenset[str]:
        """The boroughs whose population is known for a rate at the end of a period."""
        population = self.asked.settings.population
        return frozenset(entry.borough for entry in population if entry.year <= span.end.year)

    @cached_property
    def boroughs(self) -> tuple[str, ...]:
        """The authority's boroughs."""
        return tuple(borough.name for borough in self.asked.settings.boroughs)


def follows(later: Period, earlier: Period) -> bool:
    """Whether one period begins on the day after the other ends."""
    return later.start - earlier.end == timedelta(days=1)
