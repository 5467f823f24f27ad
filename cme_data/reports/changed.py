"""What changed since a pack was handed out: its own figures beside those of today, and what lies behind it."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from cme_data.reports.causes import Cause, causes_of_child, causes_of_figure
from cme_data.reports.panel_pack.figures import COUNTS
from cme_data.store import World
from schemas import REGISTERS


class Changed(NamedTuple):
    """One figure, or one fact of a child, that is no longer what the pack said."""

    what: str
    name: str | None
    """The child's name, where it is a child's."""
    then: Any
    now: Any
    child: str | None = None
    """The child's opaque id."""
    row: int | None = None
    """The content of the child's row that the pack was made from."""

    @property
    def is_said(self) -> bool:
        """Whether a register says it, so that a day going by does not change it."""
        return self.what == "name" or self.what in REGISTERS["cme"].names


def changed(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[Changed]:
    """Every figure and fact that differs; a child who joined or left is one line."""
    now = json.loads(json.dumps(now, default=str))
    found = [
        Changed(name, None, then["counts"].get(name), value)
        for name, value in now["counts"].items()
        if then["counts"].get(name) != value
    ]
    for child in dict.fromkeys((*then["children"], *now["children"])):
        before, after = then["children"].get(child), now["children"].get(child)
        either = before or after
        of = (child, either.get("row"))
        if before is None or after is None:
            was, is_now = ("No" if one is None else "Yes" for one in (before, after))
            found.append(Changed("on_register", either["name"], was, is_now, *of))
            continue
        found += [
            Changed(column, after["name"], before.get(column), value, *of)
            for column, value in after.items()
            if column != "row" and before.get(column) != value
        ]
    return found


def because(
    world: World, changes: Sequence[Changed], since: datetime, *, same_day: bool
) -> list[list[Cause]]:
    """For each change what lies behind it; where several things could, all of them.

    None at all means that only the day moved on which the figures are looked at, or a setting. Where they speak for
    the same day, what happened to the register is named for want of anything that touches the child's own rows.
    """
    return [_behind(world, change, since, same_day) for change in changes]


def _behind(world: World, change: Changed, since: datetime, same_day: bool) -> list[Cause]:
    if change.child is None:
        return causes_of_figure(world, COUNTS[change.what], since)
    columns = ("surname", "forename") if change.what == "name" else (change.what,)
    known = [name for name in columns if name in REGISTERS["cme"].names]
    rows = [change.row] if change.row is not None else []
    found = causes_of_child(world, change.child, since, columns=known, rows=rows)
    if not known:
        found += causes_of_figure(world, ("meetings",), since)  # by them a child is new, or no longer
    return found if found or not same_day else causes_of_figure(world, ("cme",), since)
