"""From due to gone: a record is disposed of once its time is over, nothing holds it, and somebody approved."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cme_data.errors import CmeError
from cme_data.people import folded
from cme_data.retention.holds import approved_by, holds
from cme_data.retention.keep import keeping
from cme_data.retention.reach import copies_of
from cme_data.settings import Settings
from cme_data.settings.entries import TWO_PEOPLE
from cme_data.store import Store, disposal


@dataclass(frozen=True, slots=True)
class Disposal:
    """A record that is gone."""

    entry: int
    why: str
    approved_by: str
    who: str
    disposed_at: dt.datetime
    rows: int
    files: int
    backups: tuple[str, ...]
    """Copies of the store that still held it then."""
    stays: tuple[str, ...]
    """What else may name the child and was left as it was, a sentence each."""


def dispose(
    store: Store, settings: Settings, child: str, *, backups_in: Path | None, who: str, now: dt.datetime
) -> disposal.Disposed:
    """Remove a child's record for good; raises CmeError where it is not due, is held, or nobody else approved."""
    row = next((row for row in keeping(store.world(), settings) if row["child"] == child), None)
    if row is None:
        raise CmeError("There is no record of this child: nothing was changed.")
    until = row["keep_until"]
    if until is None or until > now.date():
        raise CmeError(
            f"This record is not due for disposal: {row['because']}"
            + (f", until {until.day} {until:%B %Y}." if until else ".")
        )
    if row["is_open"]:
        raise CmeError("This child stands on a register still: close that first.")
    if any(one.child == child for one in holds(store)):
        raise CmeError("This record is held: lift the hold first.")
    approver = _approver(approved_by(store).get(child, []), who, settings)
    return disposal.dispose(
        store,
        child,
        why=f"{row['because']}, until {until}",
        approved_by=approver,
        who=who,
        now=now,
        backups=copies_of(store, backups_in),
    )


def _approver(approvers: Sequence[str], who: str, settings: Settings) -> str:
    """Who approved it, somebody else than who disposes of it unless the settings say that one person may do both."""
    if not approvers:
        raise CmeError("Nobody has approved the disposal of this record yet.")
    others = [name for name in approvers if folded(name) != folded(who)]
    if others:
        return others[-1]
    if settings.retention.disposed_by == TWO_PEOPLE:
        raise CmeError(
            f"{who} approved this disposal, so somebody else has to carry it out: ask another administrator. Where there"
            " is one administrator only, Settings, Retention has to say that a disposal takes one person."
        )
    return f"{who} alone, as the settings allow"


def disposals(store: Store) -> list[Disposal]:
    """Every record that is gone, the newest first."""
    rows = store.ask(
        "SELECT entry, why, approved_by, who, disposed_at, rows, files, backups FROM store.disposals ORDER BY entry DESC"
    )
    return [
        Disposal(entry, why, approver, who, at, gone, len(json.loads(files)), *_left(json.loads(left)))
        for entry, why, approver, who, at, gone, files, left in rows
    ]


def _left(told: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Copies and sentences; of a record that went before anybody looked for its words, the copies alone."""
    return (tuple(told), ()) if isinstance(told, list) else (tuple(told["backups"]), tuple(told["stays"]))
