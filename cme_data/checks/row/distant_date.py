"""A planned day that is years away."""

import datetime as dt
from collections.abc import Iterator

from cme_data.checks.check import RowCheck, Trouble
from cme_data.checks.example import listed
from cme_data.checks.row.future_date import HAPPENED
from cme_data.checks.rows import Rows, written

FAR = dt.timedelta(days=2 * 366)


def _look(rows: Rows) -> Iterator[Trouble]:
    last = rows.as_at + FAR
    for column in rows.register.columns:
        if column.kind != "date" or column.name in HAPPENED or column.name == "date_of_birth":
            continue
        for i, day in rows.across(column.name):
            if day is not None and day > last:
                yield Trouble(
                    i, column.name, f"{{value}} stands here, more than two years after {written(rows.as_at)}.",
                    "Correct the year.",
                )  # fmt: skip


CHECK = RowCheck(
    code="W304",
    name="distant_date",
    title="A date far ahead",
    severity="warning",
    says="A start, an ending or a due date is more than two years after the day for which the list speaks.",
    because="No service plans so far ahead: a digit of the year is wrong, and nothing would ever fall due.",
    look=_look,
    columns=(),
    troubled=(
        listed("pru", {"review_due": "22 November 2028"}),
        listed("pru", {"review_due": "1 December 2062"}),
        listed("actions", {"due_on": "10 December 2062"}),
    ),
    untroubled=(
        listed("enquiries", {"made_on": "1 December 2062"}),
        listed("pru", {"review_due": "21 November 2028"}),
        listed("pru", {"review_due": "1 December 2027"}),
        listed("ehe", {"ended_on": "1 September 2027", "end_reason": "Returned to school"}),
    ),
)
