"""Measures that ask the calendar: SQL finds who owes what and from which day, the calendar says when it is due."""

from collections.abc import Collection, Iterable
from typing import Any, ClassVar

from cme_data.calendar import school_days_of
from cme_data.measures.compose import SHARED, ctes, either, in_force, sql, told_of_child
from cme_data.measures.duties import DUTIES
from cme_data.measures.measure import Measure, Question, World
from schemas import CHILD_REGISTERS

_STARTS = "SELECT DISTINCT duty, borough, starts_on\nFROM owed\nWHERE starts_on IS NOT NULL"


def facts() -> dict[str, str]:
    """The queries up to `facts`, all that duties and gaps are read from."""
    return {"in_force": in_force("on"), "facts": sql(SHARED / "facts.sql")}


def owed(duties: Iterable[str], needed: Collection[str]) -> dict[str, str]:
    """The queries up to `owed`: from `facts`, who owes each of the duties, since when or by which day."""
    return {
        "agreed_actions": "SELECT *\nFROM facts\nWHERE register = 'actions'",
        "told_actions": told_of_child(needed, "agreed_actions"),
        **{name: sql(DUTIES[name].file) for name in duties},
        # An empty table gives the columns that not every duty has.
        "owed": either(duties, "duty")
        + "\nUNION ALL BY NAME\nSELECT NULL::DATE AS starts_on, NULL::DATE AS stated_on, NULL::BOOLEAN AS excepted"
        "\nWHERE FALSE",
    }


class Reckoned(Measure):
    """A measure of duties: it asks from which days they are reckoned, and hands over the days they are due."""

    duties: ClassVar[tuple[str, ...]] = tuple(DUTIES)

    def facts(self) -> dict[str, str]:
        """The queries up to `facts`, from which the days are reckoned."""
        return facts()

    def params(self, question: Question) -> dict[str, Any]:
        """The parameters that its SQL may name."""
        return super().params(question) | {
            "child_registers": list(CHILD_REGISTERS),
            "medical_days": question.settings.triggers.medical_days,
        }

    def found_out(self, world: World, question: Question) -> dict[str, Any]:
        """The due days of all that is reckoned in school days or working days."""
        settings = question.settings
        asked = question.filters.get("duty", self.duties)
        reckon = {name: due for name in self.duties if name in asked and (due := DUTIES[name].due)}
        query = f"{ctes({**self.facts(), **owed(reckon, ())})}\n{_STARTS}"
        rows = world.rows(query, self.params(question)) if reckon else []
        return {
            "reckoned_duty": [row["duty"] for row in rows],
            "reckoned_borough": [row["borough"] for row in rows],
            "reckoned_from": [row["starts_on"] for row in rows],
            "reckoned_due": [
                reckon[row["duty"]](settings, school_days_of(settings, row["borough"]), row["starts_on"])
                for row in rows
            ],
        }
