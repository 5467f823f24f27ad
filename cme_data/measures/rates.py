"""Caseload by the number of children who live in a borough."""

from dataclasses import replace
from typing import Any

from cme_data.measures.compose import beside
from cme_data.measures.measure import Count, Figure, Measure, Question, Rows, World


class Rates(Measure):
    """Always by borough, whatever else it is split by: there is no other population to divide by."""

    def count(self, world: World, question: Question) -> Count:
        """One row a borough, of each group where it is split."""
        counted = super().count(world, _by_borough(question))
        return replace(counted, question=question)

    def list(self, world: World, question: Question, figure: str | None = None, detail: bool = False) -> Rows:
        """The children of every borough's row."""
        return super().list(world, _by_borough(question), figure, detail)

    def params(self, question: Question) -> dict[str, Any]:
        """The parameters that its SQL may name."""
        boroughs, years, numbers = zip(*question.population, strict=True) if question.population else ((), (), ())
        table = {"boroughs": list(boroughs), "years": list(years), "numbers": list(numbers)}
        return super().params(question) | table


def _by_borough(question: Question) -> Question:
    return replace(question, by=tuple(dict.fromkeys((*question.by, "borough"))))


RATES = Rates(
    name="rates",
    title="Rates",
    definition=(
        "Children in the caseload aged 5 to 16 as at the day, for each 100 such children who live in the borough: "
        "the population of the newest year not after the day's, whole, however the children are split. Without a "
        "population there is no rate."
    ),
    file=beside(__file__),
    carried={"population": "max(population)"},
    figures=(
        Figure("children", "Children aged 5 to 16", where="TRUE"),
        Figure("population", "Resident children aged 5 to 16", value="any_value(population)"),
        Figure(
            "rate",
            "Rate per 100",
            # In whole numbers: a half is then exactly a half, and goes up.
            value="(2000 * count(*) + any_value(population)) // (2 * any_value(population)) / 10",
        ),
    ),
)
