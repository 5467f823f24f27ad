"""A date of birth that cannot be a child's."""

import datetime as dt
from collections.abc import Iterator

from cme_data.checks.check import RowCheck, Trouble
from cme_data.checks.example import listed
from cme_data.checks.rows import Rows

OLDEST = 26  # a child is under 26 on the as-at date


def _look(rows: Rows) -> Iterator[Trouble]:
    as_at = rows.as_at
    try:
        oldest = as_at.replace(year=as_at.year - OLDEST)
    except ValueError:  # 29 February
        oldest = as_at.replace(year=as_at.year - OLDEST, day=28)
    for i, born in rows.across("date_of_birth"):
        if born is not None and not oldest < born <= as_at:
            yield Trouble(
                i,
                "date_of_birth",
                f"{{value}} stands here, a day {_said(born, as_at)}.",
                "Correct the date of birth.",
            )


def _said(born: dt.date, as_at: dt.date) -> str:
    return "in the future" if born > as_at else f"more than {OLDEST - 1} years before the as-at date"


CHECK = RowCheck(
    code="C206",
    name="age",
    title="Not the age of a child on a register",
    severity="as the column says",
    says="A date of birth is after the day the list speaks for, or makes the child 26 or older on it.",
    because="The registers hold children and young people under 26 (registers, Child columns); such a date is a slip.",
    look=_look,
    columns=("date_of_birth",),
    empties=True,
    troubled=(
        listed("cme", {"date_of_birth": "21 November 2026"}),
        listed("cme", {"date_of_birth": "20 November 2000"}),
        listed("actions", {"upn": "F314999926001", "date_of_birth": "5 May 2041"}),
    ),
    untroubled=(
        listed("actions", {"upn": "F314999926001", "date_of_birth": None}),
        listed("pru", {"date_of_birth": "21 November 2000"}),
        listed("virtual_school", {"date_of_birth": "20 November 2026", "opened_on": "20 November 2026"}),
    ),
)
