"""The meetings that are listed, and which services came."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from cme_data import panels
from cme_data.errors import CmeError
from cme_data.panel import standing
from cme_data.panel.record import By, Recorded, Write, changed, record
from cme_data.store import Store, World


def meetings(world: World) -> list[dt.date]:
    """The days of the listed meetings, planned ones too, newest first."""
    return panels.held(world)[::-1]


def meeting_on(world: World, held_on: dt.date) -> dict[str, Any] | None:
    """The row of the meeting of that day, with `content` to record by; None where none is listed."""
    found = standing.meeting(world, held_on)
    return {**found.row, "content": found.content} if found else None


def held(world: World, held_on: dt.date, by: By, *, unlisted: bool = False) -> None:
    """Pass where a meeting of that day is listed, or the person says that it is not; raises CmeError else."""
    if held_on > by.now.date():
        raise CmeError(
            f"The meeting of {standing.day(held_on)} is not held yet: record what it decides on its day."
        )
    if not unlisted and held_on not in panels.held(world):
        raise CmeError(
            f"No meeting of {standing.day(held_on)} is in the list of meetings: choose one that is, or say that the"
            " decision was made by a meeting that is not in the list."
        )


def attended(
    store: Store, held_on: dt.date, services: Sequence[str], by: By, *, shown: int | None = None
) -> Recorded:
    """Keep which services came to a listed meeting."""
    said = "; ".join(dict.fromkeys(services)) or None

    def writes(world: World) -> list[Write]:
        held(world, held_on, by)
        found = standing.meeting(world, held_on)
        return changed(world, found, shown, "services attending", by, attended=said) if found else []

    return Recorded(record(store, writes, by))
