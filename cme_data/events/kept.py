"""Duties that fell due in a period, and whether they were kept."""

from collections.abc import Collection
from typing import Any, ClassVar

from cme_data.dimensions import Dimension
from cme_data.measures.clocks import CLOCKS
from cme_data.measures.compose import beside, sql
from cme_data.measures.measure import Figure, Own, Question
from cme_data.measures.reckoned import Reckoned, facts, owed
from schemas import codes

_DURING = (
    "SELECT\n    * REPLACE (\n        opened_on <= $end AND (closed_on IS NULL OR closed_on >= $start) AS is_open\n    ),"
    "\nFROM known_facts"
)


class Kept(Reckoned):
    """The clocks, asked of every spell that was open at some time of the period rather than at its end."""

    duties: ClassVar[tuple[str, ...]] = (
        "spa_referral", "sixth_day", "medical_15", "agenda", "register_out", "action",
    )  # fmt: skip

    def params(self, question: Question) -> dict[str, Any]:
        """The parameters that its SQL may name."""
        start, end = question.period
        return super().params(question) | {"on": end, "start": start, "end": end}

    def facts(self) -> dict[str, str]:
        """The queries up to `facts`; a spell counts as open if it was at some time of the period."""
        found = facts()
        return {"in_force": found["in_force"], "known_facts": found["facts"], "facts": _DURING}

    def cases(self, needed: Collection[str]) -> dict[str, str]:
        """The queries up to `cases`, the set."""
        return {
            **self.facts(),
            **owed(self.duties, needed),
            "clocks": sql(CLOCKS.file),
            "cases": sql(self.file),
        }


def _own(name: str) -> Own:
    (own,) = (own for own in CLOCKS.own if own.dimension.name == name)
    return own


KEPT = Kept(
    name="kept",
    title="Duties kept",
    definition=(
        "Duties that fell due in the period, by what was known at its end: met by the due day, met after it, or not "
        "met. A duty whose spell ended before it was due is owed no longer. A review that was done gives its row a "
        "new due day, so that the lists cannot tell whether the earlier one was in time: reviews are not counted."
    ),
    file=beside(__file__),
    unit="spell",
    registers=CLOCKS.registers,
    dimensions=(*CLOCKS.dimensions, "service"),
    own=(
        _own("duty"),
        _own("owed_by"),
        Own(Dimension("exclusion", "Exclusion", ("cme",), codes.EXCLUSION.values)),
    ),
    figures=(
        Figure("due", "Due in the period", where="TRUE"),
        Figure("in_time", "Met in time", where="met_on <= due_on OR (met_on IS NOT NULL AND excepted)"),
        Figure("late", "Met late", where="met_on > due_on AND NOT coalesce(excepted, FALSE)"),
        Figure("not_met", "Not met", where="met_on IS NULL"),
    ),
    detail=("duty", "owed_by", "due_on", "met_on", "action_id", "action", "owner"),
)
