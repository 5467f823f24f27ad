"""An action with a day of completion that is still open."""

from collections.abc import Iterator

from cme_data.checks.check import RowCheck, Trouble
from cme_data.checks.example import listed
from cme_data.checks.rows import Rows


def _look(rows: Rows) -> Iterator[Trouble]:
    for i, status, completed in rows.across("status", "completed_on"):
        if status == "Open" and completed is not None:
            yield Trouble(
                i, "status", "{value} stands here, though a date completed is given: the action counts as done then.",
                "Put Completed or Cancelled, or take the date completed away.",
            )  # fmt: skip


CHECK = RowCheck(
    code="W308",
    name="done_but_open",
    title="Open, though it has a date completed",
    severity="warning",
    says="An action is Open, but has a date on which it was completed.",
    because="An action ends on that day whatever its status (registers, actions), so it would be chased by nobody.",
    look=_look,
    columns=("status", "completed_on"),
    registers=("actions",),
    troubled=(listed("actions", {"status": "Open", "completed_on": "10 September 2026"}),),
    untroubled=(
        listed("actions", {"status": "Completed", "completed_on": "10 September 2026"}),
        listed("actions", {"status": "Open", "completed_on": None}),
    ),
)
