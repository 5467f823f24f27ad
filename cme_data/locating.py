"""The search for each child missing and not located: the enquiries of section 8, and the day its clock stands at."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from cme_data.calendar import school_days_of
from cme_data.measures import MEASURES, Question
from cme_data.settings import Triggers
from cme_data.sql import ctes, in_force, sql
from cme_data.store import World
from schemas import codes

Row = dict[str, Any]
Stage = Literal["unknown", "school", "enquiries", "decision", "decided"]

NOT_LOCATED = {"register": ("cme",), "category": ("Missing - not located",)}
DUTIES = ("spa_referral", "enquiry", "day_20")

CHECKS: tuple[str, ...] = codes.ENQUIRY_CHECK.values
"""The eleven enquiries of section 8, in the policy's order."""

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Check:
    """One of the enquiries of section 8 for one child: the newest of its kind, or none made."""

    name: str
    times: int = 0
    made_on: dt.date | None = None
    provider: str | None = None
    outcome: str | None = None
    located: str | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """What is known and owed of one child missing and not located, as at a day."""

    said: Row
    """What the CME register says of the child."""
    school_day: int | None
    """The school day since the first day missing, that one counted; None where it is not recorded."""
    stage: Stage
    duties: Mapping[str, Row]
    """The child's clocks by their names."""
    checks: tuple[Check, ...]
    other_enquiries: int
    """Enquiries that say no check of section 8."""

    @property
    def made(self) -> int:
        """How many of the eleven were made."""
        return sum(check.times > 0 for check in self.checks)

    @property
    def barred(self) -> bool:
        """Whether a safeguarding concern bars removal from the school roll."""
        return bool(self.said["safeguarding_concern"] == "Yes")


def searches(world: World, question: Question) -> list[Search]:
    """The children of the question missing and not located, the longest missing first; as many as `caseload` says."""
    asked = replace(question, by=(), filters={**question.filters, **NOT_LOCATED})
    children = [row["child"] for row in MEASURES["caseload"].list(world, asked)]
    if not children:
        return []
    params = {"on": question.as_at, "children": children}
    shared = {"in_force": in_force("on"), "sought": sql(_HERE / "locating.sql")}
    sought = world.rows(f"{ctes(shared)}\nSELECT * FROM sought\nORDER BY missing_from, spell_id", params)
    enquiries = world.rows(f"{ctes(shared)}\n{sql(_HERE / 'locating_enquiries.sql')}", params)
    clocks = MEASURES["clocks"].list(world, replace(asked, filters={"duty": DUTIES}), detail=True)
    return [
        _search(
            said,
            [row for row in enquiries if row["child"] == said["child"]],
            {row["duty"]: row for row in clocks if _of(said, row)},
            question,
        )
        for said in sought
    ]


def coverage(found: Sequence[Search]) -> dict[str, int]:
    """For how many of the children each check was made."""
    made = Counter(check.name for search in found for check in search.checks if check.times)
    return {name: made[name] for name in CHECKS}


def _of(said: Row, clock: Row) -> bool:
    # The enquiry owed is the child's; the others are of the spell.
    return clock["child"] == said["child"] and (
        clock["duty"] == "enquiry"
        or (clock["opened_on"], clock["provider"]) == (said["opened_on"], said["provider"])
    )


def _search(said: Row, enquiries: Iterable[Row], duties: Mapping[str, Row], question: Question) -> Search:
    days = school_days_of(question.settings, said["borough"])
    since = said["missing_from"]
    number = days.count(since, question.as_at) if since else None
    by_check: dict[str | None, list[Row]] = {}
    for row in enquiries:
        by_check.setdefault(row["check"], []).append(row)
    checks = tuple(
        Check(
            name,
            len(made),
            made[-1]["made_on"],
            *(made[-1][each] for each in ("provider", "outcome", "located")),
        )
        if (made := by_check.get(name))
        else Check(name)
        for name in CHECKS
    )
    decided = "day_20" in duties and duties["day_20"]["status"] == "met"
    return Search(
        said,
        number,
        "decided" if decided else _stage(number, question.settings.triggers),
        duties,
        checks,
        len(by_check.get(None, ())),
    )


def _stage(number: int | None, triggers: Triggers) -> Stage:
    """Whose turn it is by the policy's procedure on a school day of the absence."""
    if number is None:
        return "unknown"
    if number < triggers.spa_referral_day:
        return "school"
    return "enquiries" if number < triggers.day_20 else "decision"
