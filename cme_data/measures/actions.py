"""Actions agreed at panel meetings that are not done yet."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from cme_data.dimensions import COMMON
from cme_data.measures.compose import beside, sql, told_of_child
from cme_data.measures.measure import Figure, Measure, Question
from schemas import CHILD_REGISTERS


class Actions(Measure):
    """Actions are asked about by their own day and look the child up; the `register` filter is not theirs."""

    def asked(self, question: Question) -> tuple[str, ...]:
        """The actions, unless split or narrowed by what tells neither of an action nor of a child."""
        filters = {name: values for name, values in question.filters.items() if name != "register"}
        return super().asked(replace(question, filters=filters))

    def params(self, question: Question) -> dict[str, Any]:
        """The parameters that its SQL may name."""
        return super().params(question) | {"days": [question.as_at], "child_registers": list(CHILD_REGISTERS)}

    def cases(self, needed: Collection[str]) -> dict[str, str]:
        """The queries up to `cases`, the set; the child is looked up where its columns are `needed`."""
        return {"open_actions": sql(self.file), "cases": told_of_child(needed)}


ACTIONS = Actions(
    name="actions",
    title="Actions",
    definition=(
        "Actions open as at the day (agreed on or before it, not completed on or before it), by how long they are "
        "overdue. What the action's own row does not say of the child is taken from the child's version in force "
        "on the CME register, else on the first other register that has the child."
    ),
    file=beside(__file__),
    unit="spell",
    registers=("actions",),
    dimensions=("service", "owner", *(dimension.name for dimension in COMMON)),
    figures=(
        Figure("open", "Open", where="TRUE"),
        Figure("overdue", "Overdue", where="days_overdue > 0"),
        Figure("due_soon", "Due within a week", where="days_overdue BETWEEN -7 AND 0"),
        Figure("overdue_1_7", "Overdue by 1–7 days", where="days_overdue BETWEEN 1 AND 7"),
        Figure("overdue_8_14", "Overdue by 8–14 days", where="days_overdue BETWEEN 8 AND 14"),
        Figure("overdue_15_28", "Overdue by 15–28 days", where="days_overdue BETWEEN 15 AND 28"),
        Figure("overdue_29", "Overdue by 29 days or more", where="days_overdue >= 29"),
        Figure("escalated", "Escalated to the Associate Director", where="escalated_on <= day"),
    ),
    detail=("action_id", "action", "owner", "service", "due_on", "days_overdue", "escalated_on"),
)
