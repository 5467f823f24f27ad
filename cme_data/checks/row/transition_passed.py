"""A gradual return that should be over."""

from collections.abc import Iterator

from cme_data.checks.check import RowCheck, Trouble
from cme_data.checks.example import listed
from cme_data.checks.row.full_hours_unsuitable import FULL_TIME
from cme_data.checks.rows import Rows, written


def _look(rows: Rows) -> Iterator[Trouble]:
    for i, agreed, due, hours in rows.still_open("transition_agreed", "full_time_due", "hours_per_week"):
        if (
            agreed == "Yes"
            and due is not None
            and due < rows.as_at
            and hours is not None
            and hours < FULL_TIME
        ):
            yield Trouble(
                i, "full_time_due",
                f"{{value}} stands here, a day before {written(rows.as_at)}, and the child has {hours:g} hours a week.",
                "Agree a new day and put it here, or correct the hours.",
            )  # fmt: skip


CHECK = RowCheck(
    code="W314",
    name="transition_passed",
    title="The transition should have ended",
    severity="warning",
    says="The day by which a gradual transition should end has passed, and the child has fewer than 25 hours.",
    because="A gradual transition is for a time, planned and supported, and leads to the full 25 hours (policy section 1).",
    look=_look,
    columns=("transition_agreed", "full_time_due", "hours_per_week"),
    troubled=(
        listed(
            "cme", {"transition_agreed": "Yes", "full_time_due": "19 November 2026", "hours_per_week": 10}
        ),
    ),
    untroubled=(
        listed("cme", {"transition_agreed": "No", "full_time_due": "19 November 2026", "hours_per_week": 10}),
        listed("cme", {"transition_agreed": "Yes", "full_time_due": None, "hours_per_week": 10}),
        listed(
            "cme", {"transition_agreed": "Yes", "full_time_due": "20 November 2026", "hours_per_week": 10}
        ),
        listed(
            "cme", {"transition_agreed": "Yes", "full_time_due": "19 November 2026", "hours_per_week": 25}
        ),
        listed(
            "cme", {"transition_agreed": "Yes", "full_time_due": "19 November 2026", "hours_per_week": None}
        ),
    ),
)
