"""A child missing from education on a full timetable."""

from collections.abc import Iterator

from cme_data.checks.check import RowCheck, Trouble
from cme_data.checks.example import listed
from cme_data.checks.row.missing_on_roll import MISSING
from cme_data.checks.rows import Rows


def _look(rows: Rows) -> Iterator[Trouble]:
    for i, category, provision in rows.still_open("category", "provision"):
        if category in MISSING and provision == "School full timetable":
            yield Trouble(
                i, "provision", f"{{value}} stands here, though the category is {category}.",
                "Correct the type of provision, or the category if the child is back at school.",
            )  # fmt: skip


CHECK = RowCheck(
    code="W317",
    name="missing_full_timetable",
    title="Missing, though on a full timetable",
    severity="warning",
    says="A child is Missing, though on a full timetable at school.",
    because="Missing from education is a child who is not on a school roll (policy section 1).",
    look=_look,
    columns=("category", "provision"),
    registers=("cme",),
    troubled=(listed("cme", {"category": "Missing - located", "provision": "School full timetable"}),),
    untroubled=(
        listed("cme", {"category": "Missing - located", "provision": "None"}),
        listed("cme", {"category": "At risk", "provision": "School full timetable"}),
    ),
)
