"""A child too young to be missing education."""

from collections.abc import Iterator

from cme_data.calendar import compulsory_school_age
from cme_data.checks.check import RowCheck, Trouble
from cme_data.checks.example import listed
from cme_data.checks.rows import Rows, written


def _look(rows: Rows) -> Iterator[Trouble]:
    as_at = rows.as_at
    for i, born in rows.still_open("date_of_birth"):
        if born is None or as_at.year - born.year > 5:  # it begins in the year of the fifth birthday
            continue
        begins, _ = compulsory_school_age(born)
        if as_at < begins:
            yield Trouble(
                i, "date_of_birth",
                f"{{value}} stands here; the child is of compulsory school age only from {written(begins)}.",
                "Correct the date of birth, or leave it: the child counts here, but not in the return until then.",
            )  # fmt: skip


CHECK = RowCheck(
    code="W310",
    name="below_school_age",
    title="Below compulsory school age",
    severity="warning",
    says="A child on the register is below compulsory school age on the day of the list.",
    because=(
        "Education is compulsory from the 31 March, 31 August or 31 December on or after the fifth birthday "
        "(R1; Education Act 1996, s. 8(2)); before it no child is missing education for the return (R3)."
    ),
    look=_look,
    columns=("date_of_birth",),
    registers=("cme", "ehe"),
    troubled=(
        listed("cme", {"date_of_birth": "1 September 2021"}),
        listed("ehe", {"date_of_birth": "1 September 2021"}, as_at="30 December 2026"),
    ),
    untroubled=(
        listed("cme", {"date_of_birth": "31 August 2021"}),
        listed("ehe", {"date_of_birth": "1 September 2021"}, as_at="31 December 2026"),
        listed("virtual_school", {"date_of_birth": "1 September 2023"}),
    ),
)
