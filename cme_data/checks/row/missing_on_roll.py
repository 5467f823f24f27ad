"""A child missing from education who is on a roll and taught."""

from collections.abc import Iterator

from cme_data.checks.check import RowCheck, Trouble
from cme_data.checks.example import listed
from cme_data.checks.rows import Rows

MISSING = ("Missing - located", "Missing - not located")


def _look(rows: Rows) -> Iterator[Trouble]:
    for i, category, on_roll, hours in rows.still_open("category", "on_roll", "hours_per_week"):
        if category in MISSING and on_roll == "Yes" and hours:
            yield Trouble(
                i, "category", f"{{value}} stands here, though the child is on a roll and has {hours:g} hours a week.",
                "Correct the category, on roll or the hours.",
            )  # fmt: skip


CHECK = RowCheck(
    code="W316",
    name="missing_on_roll",
    title="Missing, though on a school roll with hours",
    severity="warning",
    says="A child is Missing, though on a school roll and with hours of education.",
    because="Missing from education is a child who is not on a school roll (policy section 1).",
    look=_look,
    columns=("category", "on_roll", "hours_per_week"),
    registers=("cme",),
    troubled=(listed("cme", {"category": "Missing - located", "on_roll": "Yes", "hours_per_week": 5}),),
    untroubled=(
        listed("cme", {"category": "Missing - located", "on_roll": "Yes", "hours_per_week": 0}),
        listed("cme", {"category": "Missing - located", "on_roll": "Yes", "hours_per_week": None}),
        listed("cme", {"category": "Missing - located", "on_roll": "No", "hours_per_week": 5}),
        listed("cme", {"category": "At risk", "on_roll": "Yes", "hours_per_week": 25}),
    ),
)
