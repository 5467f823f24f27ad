"""What a person asks of a measure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from cme_data.calendar import academic_year
from cme_data.dimensions import NOT_RECORDED
from cme_data.errors import CmeError
from cme_data.settings import Settings, shipped

Filters = Mapping[str, tuple[str | None, ...]]


class World(Protocol):
    """What is known at a day, ready to be asked (the store's `World` is one)."""

    @property
    def known_at(self) -> date | None:
        """The day; None is all that is known now."""

    @property
    def registers(self) -> frozenset[str]:
        """The registers that have an upload known."""

    def rows(self, sql: str, params: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The rows of a query; parameters that it does not name are left out."""


@dataclass(frozen=True, slots=True)
class Question:
    """A day, a way to split, what to narrow to and, where the measure has one, a period; hashable.

    `filters` maps a dimension to the values that count, any of them; *Not recorded* or None asks for blanks.
    `start` and `end` are the first and last day of the period; `every` names the periods of a trend.
    `population` holds (borough, year, children aged 5-16); `full_hours` and `duration_edges` (days) are the
    authority's settings, and so is all that the clocks go by (terms, days of the duties): `settings`.
    """

    as_at: date
    by: tuple[str, ...] = ()
    filters: Filters = field(default_factory=dict)
    start: date | None = None
    end: date | None = None
    every: str | None = None
    population: tuple[tuple[str, int, int], ...] = ()
    full_hours: float = 25.0
    duration_edges: tuple[int, ...] = (14, 28, 56, 84, 182, 364)
    settings: Settings = field(default_factory=shipped)

    def __post_init__(self) -> None:
        filters = {
            name: tuple(NOT_RECORDED if value is None else value for value in values)
            for name, values in self.filters.items()
            if values
        }
        object.__setattr__(self, "filters", filters)
        object.__setattr__(self, "by", tuple(dict.fromkeys(self.by)))
        if self.start and self.end and self.end < self.start:
            raise CmeError(f"The last day, {self.end}, should not be before the first, {self.start}.")

    def __hash__(self) -> int:
        asked = frozenset(self.filters.items())
        return hash((self.as_at, self.by, asked, self.start, self.end, self.every, self.full_hours))

    @property
    def period(self) -> tuple[date, date]:
        """The first and last day asked about: by default the academic year up to the as-at day."""
        end = self.end or max(self.as_at, self.start or self.as_at)
        return self.start or academic_year(end).start, end

    @property
    def has_period(self) -> bool:
        """Whether a period was asked for."""
        return self.start is not None or self.end is not None


def narrowed(question: Question) -> str:
    """The day or period that a list speaks of, and everything it is narrowed to, in the names of the command line."""
    days = f" from {question.start} to {question.end}" if question.start and question.end else ""
    return f"as at {question.as_at}{days}" + "".join(
        f", {name} {' or '.join(str(value or 'blank') for value in values)}"
        for name, values in question.filters.items()
    )
