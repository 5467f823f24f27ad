"""The days on which the panel met."""

from datetime import date

from cme_data.store.world import World

_HELD = "SELECT DISTINCT opened_on AS held_on FROM spells WHERE register = 'meetings' ORDER BY held_on"


def held(world: World) -> list[date]:
    """The days of the listed meetings known to a world, earliest first, planned ones too."""
    return [row["held_on"] for row in world.rows(_HELD)]


def last_before(days: list[date], as_at: date) -> date | None:
    """The last meeting before a day, with which a page compares; None where none is listed."""
    return max((day for day in days if day < as_at), default=None)
