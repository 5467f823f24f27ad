"""The children whom a meeting goes through, in its order, each with what the panel looks at first."""

import datetime as dt
from collections import Counter
from typing import Any

from cme_data.measures import MEASURES
from cme_data.measures.measure import Question
from cme_data.panel.sheet import sheet
from cme_data.settings import Settings
from cme_data.sql import beside, sql
from cme_data.store import World
from schemas import codes

GROUPS: tuple[str | None, ...] = (*codes.REFERRAL_GROUP.values, None)
"""The panel's three groups in the order of the meeting (appendix 2), and those of whom none is recorded."""


def in_the_room(world: World, on: dt.date, settings: Settings) -> list[dict[str, Any]]:
    """Every open entry of the CME register, group by group, the longest open first.

    Each has its child's open actions and late clocks beside it; `content` is what a write of it goes by.
    """
    actions = Counter(row["child"] for row in sheet(world, on) if row["status"] == "Open")
    overdue = Counter(row["child"] for row in sheet(world, on) if row["days_overdue"])
    late = Counter(
        row["child"] for row in MEASURES["clocks"].list(world, Question(as_at=on, settings=settings), "late")
    )
    rows = [
        row
        | {
            "open_actions": actions[row["child"]],
            "overdue": overdue[row["child"]],
            "late": late[row["child"]],
        }
        for row in world.rows(sql(beside(__file__)), {"on": on})
    ]
    return sorted(rows, key=lambda row: (GROUPS.index(row["referral_group"]), row["opened_on"], row["child"]))
