"""How each service keeps the days that the panel agreed with it."""

import datetime as dt
from typing import Any

from cme_data.panel.sheet import actions_cte
from cme_data.sql import beside, sql
from cme_data.store import World

YEAR = dt.timedelta(days=365)


def kept_dates(world: World, on: dt.date) -> list[dict[str, Any]]:
    """For each service: its actions completed in the year up to the day, and what is open of it now.

    `on_time` is the share done by the due day that stood at the end; a blank is no action completed.
    """
    return world.rows(f"{actions_cte()} {sql(beside(__file__))}", {"on": on, "start": on - YEAR})
