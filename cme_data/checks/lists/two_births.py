"""One UPN with two dates of birth."""

from collections.abc import Iterator

from cme_data.checks.check import RowCheck, Trouble
from cme_data.checks.example import listed
from cme_data.checks.lists.keys import claimed_twice
from cme_data.checks.rows import Rows


def _look(rows: Rows) -> Iterator[Trouble]:
    for same in claimed_twice(rows, rows.valid_upns, rows.columns["date_of_birth"]):
        for i in same:
            yield Trouble(
                i, "upn", "{value} stands here and in another row with another date of birth.",
                "One of the two rows has the wrong UPN or the wrong date of birth: correct it.",
            )  # fmt: skip


CHECK = RowCheck(
    code="E402",
    name="two_births",
    title="One UPN with two dates of birth",
    severity="error",
    says="Two rows of one list have one UPN and different dates of birth.",
    because="A UPN is one child's (R7): with one key for two children neither can be counted rightly.",
    look=_look,
    columns=("upn", "date_of_birth"),
    troubled=(
        listed(
            "ehe",
            {"upn": "F314999926001", "date_of_birth": "5 May 2014"},
            {"upn": "F314999926001", "date_of_birth": "6 May 2014", "surname": "Jones"},
        ),
    ),
    untroubled=(
        listed(
            "ehe",
            {"upn": "E31499992601A", "date_of_birth": "5 May 2014"},
            {"upn": "E31499992601A", "date_of_birth": "6 May 2014", "surname": "Jones"},
        ),
    ),
)
