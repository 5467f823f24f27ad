"""A year group other than that of the child's age."""

from collections.abc import Iterator

from cme_data.calendar import year_group
from cme_data.checks.check import RowCheck, Trouble
from cme_data.checks.example import listed
from cme_data.checks.rows import Rows


def _look(rows: Rows) -> Iterator[Trouble]:
    as_at = rows.as_at
    for i, recorded, born in rows.across("year_group", "date_of_birth"):
        if recorded is None or born is None or recorded == "Not followed" or born > as_at:
            continue
        expected = year_group(born, as_at)
        if expected is not None and recorded != expected:
            yield Trouble(
                i, "year_group", f"{{value}} stands here; by the date of birth {expected} was expected.",
                "Correct one of the two, or leave it if the child is placed out of year.",
            )  # fmt: skip


CHECK = RowCheck(
    code="W309",
    name="year_group",
    title="Not as the date of birth says",
    severity="warning",
    says="The year group is not the one that follows from the date of birth.",
    because="A child may be placed out of year, so it stands; more often one of the two is a slip (R4).",
    look=_look,
    columns=("year_group", "date_of_birth"),
    troubled=(listed("pru", {"date_of_birth": "1 September 2011", "year_group": "Year 11"}),),
    untroubled=(
        listed("pru", {"year_group": None}),
        listed("pru", {"date_of_birth": "1 September 2002", "year_group": "Year 14"}),
        listed("actions", {"upn": "F314999926001", "date_of_birth": None, "year_group": "Year 7"}),
        listed("pru", {"date_of_birth": "31 August 2011", "year_group": "Year 11"}),
        listed("pru", {"date_of_birth": "1 September 2011", "year_group": "Year 10"}),
        listed("pru", {"date_of_birth": "1 September 2021", "year_group": "R"}),
        listed("pru", {"year_group": "Not followed"}),
    ),
)
