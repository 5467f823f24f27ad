"""Full-time hours, and yet no suitable education."""

from collections.abc import Iterator

from cme_data.checks.check import RowCheck, Trouble
from cme_data.checks.example import listed
from cme_data.checks.rows import Rows

FULL_TIME = 25


def _look(rows: Rows) -> Iterator[Trouble]:
    for i, category, hours in rows.still_open("category", "hours_per_week"):
        if category == "Not receiving suitable education" and hours is not None and hours >= FULL_TIME:
            yield Trouble(
                i, "hours_per_week",
                f"{{value}} stands here, though the category is {category}: fewer than {FULL_TIME} hours.",
                "Correct the hours or the category; leave it if so many hours are unsuitable for another reason.",
            )  # fmt: skip


CHECK = RowCheck(
    code="W312",
    name="full_hours_unsuitable",
    title="25 hours or more, though not suitable",
    severity="warning",
    says="A child Not receiving suitable education has 25 hours a week or more.",
    because="That category is defined by fewer than 25 hours of good quality registered provision (policy section 1).",
    look=_look,
    columns=("category", "hours_per_week"),
    registers=("cme",),
    troubled=(listed("cme", {"category": "Not receiving suitable education", "hours_per_week": 25}),),
    untroubled=(
        listed("cme", {"category": "Not receiving suitable education", "hours_per_week": 24.5}),
        listed("cme", {"category": "Not receiving suitable education", "hours_per_week": None}),
        listed("cme", {"category": "At risk", "hours_per_week": 25}),
    ),
)
