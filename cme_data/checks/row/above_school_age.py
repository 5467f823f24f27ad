"""A child too old to be missing education."""

from collections.abc import Iterator

from cme_data.calendar import compulsory_school_age
from cme_data.checks.check import RowCheck, Trouble
from cme_data.checks.example import listed
from cme_data.checks.rows import Rows, written


def _look(rows: Rows) -> Iterator[Trouble]:
    as_at = rows.as_at
    for i, born in rows.still_open("date_of_birth"):
        if (
            born is None or as_at.year - born.year < 16
        ):  # it ends in the year of the sixteenth birthday or later
            continue
        _, ends = compulsory_school_age(born)
        if as_at > ends:
            yield Trouble(
                i, "date_of_birth",
                f"{{value}} stands here; the child was of compulsory school age to {written(ends)}.",
                "Correct the date of birth, or give the closing date.",
            )  # fmt: skip


CHECK = RowCheck(
    code="W311",
    name="above_school_age",
    title="Above compulsory school age",
    severity="warning",
    says="A child still open on the register is above compulsory school age on the day of the list.",
    because=(
        "Education is compulsory to the last Friday in June of the school year in which the child is 16 "
        "(R2; Education Act 1996, s. 8(3)); Over compulsory school age is a reason to close the row."
    ),
    look=_look,
    columns=("date_of_birth",),
    registers=("cme", "ehe"),
    troubled=(
        listed("cme", {"date_of_birth": "31 August 2010"}),
        listed("ehe", {"date_of_birth": "31 August 2011"}, as_at="26 June 2027"),
    ),
    untroubled=(
        listed("ehe", {"date_of_birth": "31 August 2011"}, as_at="25 June 2027"),
        listed(
            "ehe",
            {
                "date_of_birth": "31 August 2010",
                "started_on": "1 September 2025",
                "ended_on": "26 June 2026",
                "end_reason": "Over compulsory school age",
            },
        ),
        listed("pru", {"date_of_birth": "31 August 2010"}),
    ),
)
