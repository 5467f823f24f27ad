"""The children whom a meeting goes through, in its order, each with what the panel looks at first."""

import datetime as dt
from collections import Counter, defaultdict
from typing import Any

from cme_data.measures.clocks import CLOCKS
from cme_data.measures.duties import DUTIES
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
    agreed = sheet(world, on)
    actions = Counter(row["child"] for row in agreed if row["status"] == "Open")
    overdue = Counter(row["child"] for row in agreed if row["days_overdue"])
    late: dict[str, list[str]] = defaultdict(list)
    for row in CLOCKS.list(world, Question(as_at=on, by=("duty",), settings=settings), "late"):
        late[row["child"]].append(DUTIES[row["duty"]].label)
    rows = [
        row
        | {
            "open_actions": actions[row["child"]],
            "overdue": overdue[row["child"]],
            "late": late.get(row["child"], []),
        }
        for row in world.rows(sql(beside(__file__)), {"on": on})
    ]
    return sorted(rows, key=lambda row: (GROUPS.index(row["referral_group"]), row["opened_on"], row["child"]))
