"""The action sheet: every action agreed, with what became of it and how often its due date moved."""

import datetime as dt
from typing import Any

from cme_data.sql import beside, ctes, sql
from cme_data.store import World

_SHEET = "SELECT * FROM sheet ORDER BY due_on, action_id"


def sheet(world: World, on: dt.date) -> list[dict[str, Any]]:
    """The actions agreed by the day, the first due first; `content` is what a write of one goes by."""
    return world.rows(f"{actions_cte()} {_SHEET}", {"on": on})


def actions_cte() -> str:
    """The WITH clause of the query `sheet`."""
    return ctes({"sheet": sql(beside(__file__))})
