"""The rows behind every count of a return, and those to look at before it is made."""

from collections.abc import Callable, Mapping, Sequence

from cme_data.measures.dfe_return import BREAKDOWNS
from cme_data.reports.dfe_return import census, gathering, moved, warned
from cme_data.reports.dfe_return.census import Row
from cme_data.reports.said import listed
from cme_data.reports.statistical import Asked
from cme_data.statistics import Key
from cme_data.store import World

_UNKNOWN = "Not known"
_YEARS = BREAKDOWNS["CME"]["Year group"]
_GROUP: Mapping[str, Callable[[Row], str]] = {
    "Total": lambda row: "Total",
    "Sex": lambda row: row["sex"] or "Unknown",
    "Year group": lambda row: row["year_group"] if row["year_group"] in _YEARS else "Unknown",
    "Duration": lambda row: row["time_missing"],
    "Reason": lambda row: row["return_reason"],
}
"""Where a child stands in each published breakdown."""


def look_at(world: World, asked: Asked) -> Sequence[Row]:
    """Children who would go in with something Unknown, and those to look at beside them; `what` says why."""
    this, wanted = census.census(world, asked), census.boroughs(asked)
    found = []
    for row in (*census.counted(world, this), *census.not_counted(world, this)):
        unknown = warned.unknown(row) if row["collection"] else ()
        what = [f"{_UNKNOWN}: {listed([each.lower() for each in unknown])}"] if unknown else []
        what += [beside] if (beside := warned.beside(row)) else []
        if what and row["borough"] in wanted:
            found.append(row | {"what": ". ".join(what)})
    return sorted(found, key=lambda row: not row["what"].startswith(_UNKNOWN))


def counted(world: World, asked: Asked, key: Key) -> Sequence[Row]:
    """The children behind a count of one of the two collections."""
    this, last = census.census(world, asked), census.last_term(world, asked)
    place = (key.statistic.rpartition("_")[2].upper(), key.borough)
    if key.topic == gathering.CHANGES:
        return _step(world, this, last, place, key.group)
    rows = census.counted(world, last if last and key.period == last.term.label else this)
    if key.group == warned.UNASSESSED:
        return [row for row in rows if row["borough"] == key.borough and warned.beside(row) == key.group]
    rows = [row for row in rows if (row["collection"], row["borough"]) == place]
    if key.topic == gathering.MISSING:
        return [row for row in rows if key.group in warned.unknown(row)]
    return [row for row in rows if _GROUP[key.topic](row) == key.group]


def not_counted(world: World, asked: Asked, key: Key) -> Sequence[Row]:
    """The children in neither return for one reason."""
    rows = census.not_counted(world, census.census(world, asked))
    return [row for row in rows if (row["borough"], row["why"]) == (key.borough, key.group)]


LISTS = {gathering.statistic(collection): counted for collection in BREAKDOWNS} | {
    gathering.BESIDE: not_counted
}
"""By the statistic of the count."""


def _step(
    world: World, this: census.Census, last: census.Census | None, place: moved.Place, step: str
) -> Sequence[Row]:
    now = census.counted(world, this)
    then = census.counted(world, last) if last else []
    if step in (moved.LAST, moved.NOW):
        rows = then if step == moved.LAST else now
        return [row for row in rows if (row["collection"], row["borough"]) == place]
    return [move.row for move in moved.moves(then, now) if (move.place, move.step) == (place, step)]
