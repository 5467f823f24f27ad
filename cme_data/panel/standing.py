"""The row in force that a write goes by: what stands there, and whether it is still what the person saw."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cme_data.errors import CmeError
from cme_data.sql import beside, sql
from cme_data.store import World
from schemas import REGISTERS
from schemas.register import Column

_ROW = "SELECT * FROM contents WHERE content_id = $content"


@dataclass(frozen=True, slots=True)
class Standing:
    """One row of a register as the newest list, or the panel, has it."""

    register: str
    provider: str
    child: str | None
    content: int
    since: dt.date  # the newest day that a list of it speaks for
    row: Mapping[str, Any]


def action(world: World, number: str) -> Standing:
    """The action of that number; raises CmeError where there is none."""
    found = _rows(world, "actions", action_id=number)
    if not found:
        raise CmeError(f"There is no action {number}: look at Panel, Actions for its number.")
    return found[0]


def on_the_register(world: World, child: str, on: dt.date) -> Standing:
    """The child's entry on the CME register that is open on the day; raises CmeError where there is none."""
    found = _rows(world, "cme", child=child, on=on)
    if not found:
        raise CmeError("This child is on the CME register no longer: nothing was recorded. Look again.")
    return found[0]


def meeting(world: World, held_on: dt.date) -> Standing | None:
    """The meeting of that day as it is listed, if it is."""
    return next(iter(_rows(world, "meetings", held_on=held_on)), None)


def newest(world: World, register: str, content: int) -> Standing | None:
    """The row that has this content, where nothing newer has taken its place."""
    return next(iter(_rows(world, register, content=content)), None)


def saw(world: World, standing: Standing, shown: int | None, said: Mapping[str, Any]) -> str | None:
    """What to tell a person whose row has changed since it was `shown`; None where it has not.

    Both are told: what they saw and what stands there now; a child's own words only as changed.
    """
    if shown is None or shown == standing.content:
        return None
    (before,) = world.rows(_ROW, {"content": shown}) or ({},)
    columns = REGISTERS[standing.register].columns
    differ = [
        _differs(c, before.get(c.name), standing.row[c.name])
        for c in columns
        if before.get(c.name) != standing.row[c.name]
    ]
    yours = [f"{c.label}: {written(said[c.name])}" for c in columns if c.name in said and not c.personal]
    return (
        f"This row has changed since it was shown to you, so nothing was recorded. {' '.join(differ)}"
        f"{' You wrote ' + '; '.join(yours) + '.' if yours else ''} Look at it again, and record what still holds."
    )


def day(value: dt.date) -> str:
    """A date as 21 November 2026."""
    return f"{value.day} {value:%B %Y}"


def written(value: Any) -> str:
    """A value as a sentence has it."""
    if value is None:
        return "blank"
    return (
        day(value) if isinstance(value, dt.date) else f"{value:g}" if isinstance(value, float) else str(value)
    )


def _differs(column: Column, before: Any, now: Any) -> str:
    if column.personal:
        return f"{column.label} was reworded."
    return f"{column.label} was {written(before)} and is {written(now)} now."


def _rows(world: World, register: str, **key: Any) -> list[Standing]:
    named: dict[str, Any] = {
        "register": register,
        "action_id": None,
        "child": None,
        "held_on": None,
        "content": None,
        "on": None,
    }
    return [
        Standing(
            register, row["provider"], row["child"], row["content_id"], row["since"],
            {name: row[name] for name in REGISTERS[register].names},
        )
        for row in world.rows(sql(beside(__file__)), named | key)
    ]  # fmt: skip
