"""A counted measure: what was asked, and the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from cme_data.measures.question import Question

if TYPE_CHECKING:
    from cme_data.measures.measure import Measure


@dataclass(frozen=True, slots=True)
class Count:
    """The answer of a measure to a question; `rows` hold the columns split by, then the figures."""

    measure: Measure
    question: Question
    known_at: date | None
    rows: list[dict[str, Any]]

    @property
    def one(self) -> dict[str, Any]:
        """The single row of a question that splits nothing."""
        (row,) = self.rows
        return row

    def total(self, figure: str) -> Any:
        """The rows' figures added up; None where none is known.

        A child counts once in each group it is in, so this may be more than the measure without a split.
        """
        known = [row[figure] for row in self.rows if row[figure] is not None]
        return sum(known) if known else None

    @property
    def labels(self) -> Mapping[str, str]:
        """How each column of the rows is headed."""
        return self.measure.called(self.question.full_hours)

    def as_json(self) -> dict[str, Any]:
        """The answer as the command line prints it; dates are still dates."""
        return {
            "measure": self.measure.name,
            "as_at": self.question.as_at,
            "known_at": self.known_at,
            "filters": {name: list(values) for name, values in self.question.filters.items()},
            "rows": self.rows,
        }
