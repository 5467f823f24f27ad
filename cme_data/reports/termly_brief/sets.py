"""The rows behind the counts of a brief that no measure gives, by their statistic."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from cme_data.dimensions import NOT_RECORDED
from cme_data.events import EVENTS
from cme_data.measures import MEASURES
from cme_data.measures.compose import told_of_child
from cme_data.reports.statistical import Asked
from cme_data.reports.termly_brief.term import Term, term
from cme_data.sql import ctes, in_force, sql
from cme_data.statistics import ALL, Key
from cme_data.store import World

RESTORED, COMPARED, MORE, FEWER, SAME = (
    "Left with education restored", "There all term with hours recorded", "Receiving more hours",
    "Receiving fewer hours", "Receiving the same hours",
)  # fmt: skip
AGREED, REVIEWS, ESCALATED, DUE, ON_TIME = (
    "Actions agreed", "Known before, with an action agreed", "Actions escalated in the term", "Actions due",
    "Actions done on time",
)  # fmt: skip
MEETINGS = "Meetings held"

Row = dict[str, Any]

_HERE = Path(__file__).parent
_HELD = """SELECT register, opened_on AS held_on
FROM spells
WHERE register = 'meetings' AND opened_on BETWEEN $start AND $on
ORDER BY opened_on"""


def on_the_register(of: Term) -> Mapping[str, Sequence[Row]]:
    """Spells that ended well, and children whose hours can be compared."""
    parts = {"in_force": in_force("on"), "before": in_force("start"), "asked": sql(_HERE / "hours.sql")}
    hours = of.world.rows(f"{ctes(parts)}\nSELECT *\nFROM asked", of.params)
    return {
        RESTORED: EVENTS["leavers"].list(of.world, of.question(register=("cme",)), "restored"),
        COMPARED: hours,
        MORE: [row for row in hours if row["more"] > 0],
        FEWER: [row for row in hours if row["more"] < 0],
        SAME: [row for row in hours if row["more"] == 0],
    }


def agreed(of: Term) -> Mapping[str, Sequence[Row]]:
    """Actions, and the children they were agreed for who were known before."""
    parts = {"in_force": in_force("on"), "agreed": sql(_HERE / "actions.sql")}
    query = f"{ctes(parts | {'told': told_of_child(['borough'], 'agreed')})}\nSELECT *\nFROM told"
    actions = of.world.rows(query, of.params)
    agreed_then = [row for row in actions if _in(of, row["opened_on"])]
    new = {row["child"] for row in MEASURES["flows"].list(of.world, of.question(register=("cme",)), "joined")}
    duties = MEASURES["clocks"].list(of.world, of.question(duty=("action",)), detail=True)
    due = [row for row in duties if _in(of, row["due_on"])]
    return {
        AGREED: agreed_then,
        ESCALATED: [row for row in actions if _in(of, row["escalated_on"])],
        REVIEWS: list({row["child"]: row for row in agreed_then if row["child"] not in new}.values()),
        DUE: due,
        ON_TIME: [row for row in due if row["met_on"] is not None and row["met_on"] <= row["due_on"]],
    }


def met(of: Term) -> Mapping[str, Sequence[Row]]:
    """Meetings, which are every borough's."""
    return {MEETINGS: of.world.rows(_HELD, of.params)}


def behind(world: World, asked: Asked, key: Key) -> Sequence[Row]:
    """The rows of one count; of the same term a year ago too."""
    of = next(each for each in term(world, asked) if each.period.label == key.period)
    rows = SETS[key.register](of)[key.statistic]
    return [row for row in rows if key.borough == ALL or key.borough == (row["borough"] or NOT_RECORDED)]


SETS: Mapping[str, Callable[[Term], Mapping[str, Sequence[Row]]]] = {
    "cme": on_the_register,
    "actions": agreed,
    "meetings": met,
}
"""By the register without which they are blank."""

LISTS = dict.fromkeys(
    (RESTORED, COMPARED, MORE, FEWER, SAME, AGREED, REVIEWS, ESCALATED, DUE, ON_TIME, MEETINGS), behind
)
"""By the statistic of the count."""


def _in(of: Term, day: date | None) -> bool:
    return day is not None and of.period.start <= day <= of.on
