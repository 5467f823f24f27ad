"""Until when each child's record is kept (R24)."""

from calendar import isleap
from datetime import date
from typing import Any

from cme_data.settings import Settings
from cme_data.sql import Answering, beside, sql
from schemas import CHILD_REGISTERS

Row = dict[str, Any]

NOBODY_KNOWS = "No birth date recorded: nobody can say until when"


def keeping(world: Answering, settings: Settings) -> list[Row]:
    """A row a child: keep_until (None without a birth date) and why; those that end first come first."""
    rows = world.rows(sql(beside(__file__)), {"registers": list(CHILD_REGISTERS)})
    return sorted(
        (_kept(row, settings) for row in rows), key=lambda row: (row["keep_until"] or date.max, row["child"])
    )


def _kept(row: Row, settings: Settings) -> Row:
    rule = settings.retention
    if row["ever_looked_after"]:
        years, because = rule.years_looked_after, "looked after at some time"
    elif row["ever_ehc_plan"]:
        years, because = rule.years_with_ehc_plan, "an EHC plan at some time"
    else:
        years, because = rule.years, "neither an EHC plan nor looked after at any time"
    born: date | None = row["date_of_birth"]
    until = born and _later(born, years)
    return row | {
        "keep_until": until,
        "because": f"{years} years from birth: {because}" if born else NOBODY_KNOWS,
    }


def _later(born: date, years: int) -> date:
    """The birthday so many years later; of 29 February, 1 March where there is none (the record is never cut short)."""
    year = born.year + years
    return (
        date(year, 3, 1)
        if (born.month, born.day) == (2, 29) and not isleap(year)
        else born.replace(year=year)
    )
