"""A date before the child was born."""

from collections.abc import Iterator

from cme_data.checks.check import RowCheck, Trouble
from cme_data.checks.example import listed
from cme_data.checks.rows import Rows, written


def _look(rows: Rows) -> Iterator[Trouble]:
    for column in rows.register.columns:
        if column.kind != "date" or column.name == "date_of_birth":
            continue
        for i, day, born in rows.across(column.name, "date_of_birth"):
            if day is not None and born is not None and day < born:
                yield Trouble(
                    i, column.name, f"{{value}} stands here, a day before the child was born ({written(born)}).",
                    f"Correct {column.label.lower()} or the date of birth.",
                )  # fmt: skip


CHECK = RowCheck(
    code="W305",
    name="before_birth",
    title="A date before the child was born",
    severity="warning",
    says="A date of the row is before the child's date of birth.",
    because="One of the two is wrong; the date of birth also finds the child, and places the child in a year (R4).",
    look=_look,
    columns=("date_of_birth",),
    troubled=(
        listed("cme", {"date_of_birth": "5 May 2014", "missing_from": "5 May 2013"}),
        listed("ehe", {"date_of_birth": "8 September 2026", "started_on": "7 September 2026"}),
    ),
    untroubled=(
        listed("virtual_school", {"date_of_birth": "7 September 2026", "opened_on": "7 September 2026"}),
    ),
)
