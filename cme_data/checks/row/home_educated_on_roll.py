"""A child educated at home and on a school roll."""

from collections.abc import Iterator

from cme_data.checks.check import RowCheck, Trouble
from cme_data.checks.example import listed
from cme_data.checks.rows import Rows


def _look(rows: Rows) -> Iterator[Trouble]:
    for i, provision, on_roll in rows.still_open("provision", "on_roll"):
        if provision == "Elective home education" and on_roll == "Yes":
            yield Trouble(
                i, "on_roll", "{value} stands here, though the child is electively home educated.",
                "Put No, or correct the type of provision.",
            )  # fmt: skip


CHECK = RowCheck(
    code="W315",
    name="home_educated_on_roll",
    title="Home educated, though on a school roll",
    severity="warning",
    says="A child's provision is elective home education, and the child is on a school roll.",
    because="A parent's written notice of home education takes the child off the roll (reg 9(1)(f); R18, R23).",
    look=_look,
    columns=("provision", "on_roll"),
    registers=("cme",),
    troubled=(listed("cme", {"provision": "Elective home education", "on_roll": "Yes"}),),
    untroubled=(
        listed("cme", {"provision": "School full timetable", "on_roll": "Yes"}),
        listed("cme", {"provision": "Elective home education", "on_roll": "No"}),
    ),
)
