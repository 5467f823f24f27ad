"""A measure of what happened in a period: its groups are those of the period's last day."""

from typing import Any

from cme_data.measures.measure import Measure, Question


class InPeriod(Measure):
    """The spells to which something happened from the first to the last day, both included."""

    def params(self, question: Question) -> dict[str, Any]:
        """The parameters that its SQL may name."""
        start, end = question.period
        return super().params(question) | {"on": end, "start": start, "end": end}
