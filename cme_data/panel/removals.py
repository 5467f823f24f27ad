"""Whether a child leaves the CME register: only the panel's approval closes the entry (section 10, R21)."""

import datetime as dt
from pathlib import Path
from typing import Any

from cme_data.errors import CmeError
from cme_data.panel import standing
from cme_data.panel.meetings import held
from cme_data.panel.record import By, Recorded, Write, changed, record
from cme_data.sql import sql
from cme_data.store import Store, World


def approve_removal(
    store: Store,
    child: str,
    held_on: dt.date,
    outcome: str,
    by: By,
    *,
    removed_on: dt.date | None = None,
    destination: str | None = None,
    shown: int | None = None,
    unlisted: bool = False,
) -> Recorded:
    """Keep that the meeting approved the child's removal; the later of the two days closes the entry.

    Without `removed_on` it is the day its service proposed, else the meeting's. `unlisted` says that the meeting
    is not in the list of meetings.
    """

    def writes(world: World) -> list[Write]:
        held(world, held_on, by, unlisted=unlisted)
        entry = standing.on_the_register(world, child, by.counts_from)
        said: dict[str, Any] = {
            "removed_on": removed_on or entry.row["removed_on"] or held_on,
            "removal_approved_on": held_on,
            "outcome": outcome,
        }
        if destination and destination.strip():
            said["destination"] = destination.strip()
        what = "removal approved by a meeting that is not listed" if unlisted else "removal approved"
        return changed(world, entry, shown, what, by, **said)

    return Recorded(record(store, writes, by))


def refuse_removal(
    store: Store,
    child: str,
    held_on: dt.date,
    why: str,
    by: By,
    *,
    shown: int | None = None,
    unlisted: bool = False,
) -> Recorded:
    """Keep that the meeting did not approve: the child stays, the proposal is taken off, the reason is next to do."""
    if not why.strip():
        raise CmeError("Say why the removal is not approved: the reason stays with the child.")

    def writes(world: World) -> list[Write]:
        held(world, held_on, by, unlisted=unlisted)
        entry = standing.on_the_register(world, child, by.counts_from)
        told = f"Removal not approved on {standing.day(held_on)}: {why.strip()}"
        before = entry.row["what_next"]
        if told in (before or "") and entry.row["removed_on"] is None:
            return []
        return changed(
            world, entry, shown, "removal not approved", by, removed_on=None, removal_approved_on=None,
            outcome=None, what_next=f"{before} {told}" if before else told,
        )  # fmt: skip

    return Recorded(record(store, writes, by))


def approved_unlisted(world: World) -> list[dict[str, Any]]:
    """The removals approved on a day on which no meeting is listed, the newest first."""
    return world.rows(sql(Path(__file__).with_name("unlisted.sql")))
