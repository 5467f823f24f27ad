"""Who joined and who left in a period."""

from dataclasses import replace
from typing import Any

from cme_data.measures.compose import beside
from cme_data.measures.measure import Count, Figure, Measure, Question, World


class Flows(Measure):
    """A row a register where nothing else is asked for, zeros included."""

    def count(self, world: World, question: Question) -> Count:
        """The flows of each register that has an upload, or of the one asked for; with a split, of its groups."""
        if question.by:
            return super().count(world, question)
        counted = super().count(world, replace(question, by=("register",)))
        found = {row["register"]: row for row in counted.rows}
        nothing = {figure.name: 0 for figure in self.figures}
        one = question.filters.get("register", ())
        listed = [
            name
            for name in self.registers
            if (name,) == one or name in found or (name in world.registers and name in self.asked(question))
        ]
        rows = [found.get(name, {"register": name} | nothing) for name in listed]
        return replace(counted, question=question, rows=rows)

    def params(self, question: Question) -> dict[str, Any]:
        """The parameters that its SQL may name: the groups are those of the period's last day."""
        start, end = question.period
        return super().params(question) | {"on": end, "start": start, "end": end}


FLOWS = Flows(
    name="flows",
    title="Joined and left",
    definition=(
        "Spells over a period, both ends included: open the day before it, joined, left, and open at its end; "
        "opening and joined less left is closing. Rejoined are those who joined at most 365 days after the child "
        "last left that register, whatever the provider. A spell opened and closed on one day joined and left."
    ),
    file=beside(__file__),
    unit="spell",
    figures=(
        Figure("opening", "At the start", where="opening"),
        Figure("joined", "Joined", where="joined"),
        Figure("left", "Left", where='"left"'),
        Figure("closing", "At the end", where="closing"),
        Figure("rejoined", "Rejoined within a year", where="rejoined"),
    ),
)
