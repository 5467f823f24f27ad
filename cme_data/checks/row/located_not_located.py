"""A child who was found, and still counts as not located."""

from collections.abc import Iterator

from cme_data.checks.check import RowCheck, Trouble
from cme_data.checks.example import listed
from cme_data.checks.rows import Rows, written


def _look(rows: Rows) -> Iterator[Trouble]:
    for i, category, located in rows.still_open("category", "located_on"):
        if category == "Missing - not located" and located is not None and located <= rows.as_at:
            yield Trouble(
                i, "category", f"{{value}} stands here, though the child was located on {written(located)}.",
                "Put Missing - located, or take the date located away if the child is lost again.",
            )  # fmt: skip


CHECK = RowCheck(
    code="W313",
    name="located_not_located",
    title="A date located, though not located",
    severity="warning",
    says="A child has a date located but is still Missing - not located.",
    because="The two categories differ in nothing else (policy section 1), and enquiries to find the child go on.",
    look=_look,
    columns=("category", "located_on"),
    troubled=(
        listed(
            "cme", {"category": "Missing - not located", "on_roll": "No", "located_on": "20 November 2026"}
        ),
        listed(
            "cme", {"category": "Missing - not located", "on_roll": "No", "located_on": "9 November 2026"}
        ),
    ),
    untroubled=(
        listed(
            "cme", {"category": "Missing - not located", "on_roll": "No", "located_on": "21 November 2026"}
        ),
        listed("cme", {"category": "Missing - located", "on_roll": "No", "located_on": "9 November 2026"}),
        listed("cme", {"category": "Missing - not located", "on_roll": "No", "located_on": None}),
    ),
)
