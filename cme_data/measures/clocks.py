"""Every duty with a day on it: due, met or late, and who owes it."""

from collections.abc import Collection

from cme_data.dimensions import Dimension
from cme_data.measures.compose import beside, sql
from cme_data.measures.duties import DUTIES
from cme_data.measures.measure import Figure, Own
from cme_data.measures.reckoned import Reckoned, facts, owed
from schemas import CHILD_REGISTERS

REGISTERS = (*CHILD_REGISTERS, "actions", "meetings")

STATUSES = {"late": "Late", "due": "Due", "met": "Met"}


class Clocks(Reckoned):
    """The duties of open spells, of every meeting known and of every action agreed."""

    def cases(self, needed: Collection[str]) -> dict[str, str]:
        """The queries up to `cases`, the set."""
        return {**facts(), **owed(self.duties, needed), "cases": sql(self.file)}


CLOCKS = Clocks(
    name="clocks",
    title="Clocks",
    definition=(
        "Every duty with a day on it, of the spells open as at the day, every meeting known and every action agreed "
        "by then: met (done by the day), late (not done, and due before it) or due. Days late are calendar days, "
        "from the due day to the day it was done, else to the day asked about. School days are those of the child's "
        "borough."
    ),
    file=beside(__file__),
    unit="spell",
    registers=REGISTERS,
    own=(
        Own(
            Dimension(
                "duty", "Duty", REGISTERS, tuple(DUTIES), {duty.name: duty.label for duty in DUTIES.values()}
            )
        ),
        Own(Dimension("status", "Status", REGISTERS, tuple(STATUSES), STATUSES)),
        Own(Dimension("owed_by", "Owed by", REGISTERS)),
    ),
    figures=(
        Figure("count", "Duties", where="TRUE"),
        *(
            Figure(status, f"{label} duties", where=f"status = '{status}'", printed=False)
            for status, label in STATUSES.items()
        ),
    ),
    parts=tuple(DUTIES.values()),
    each={
        "duty": "Duty",
        "register": "Register",
        "child": "Child",
        "owed_by": "Owed by",
        "due_on": "Due",
        "met_on": "Met",
        "status": "Status",
        "days_late": "Days late",
    },
    oldest="due_on",
    detail=("duty", "owed_by", "due_on", "met_on", "status", "days_late", "action_id", "action", "owner"),
)
