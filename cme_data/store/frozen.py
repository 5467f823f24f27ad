"""Reports kept as they were handed out: what each said stays, whatever is corrected later."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cme_data.store import store as stores

if TYPE_CHECKING:
    from cme_data.store.store import Store

_KEPT = """SELECT entry, as_at, who, frozen_at, file_name, figures FROM store.frozen
    WHERE report = $1 AND day = $2 AND boroughs = $3"""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A report that was handed out, without its bytes."""

    entry: int
    as_at: dt.date
    who: str
    at: dt.datetime
    file_name: str
    figures: Mapping[str, Any]

    @property
    def known_by(self) -> dt.datetime:
        """The moment up to which it knew what was uploaded: some time before it was handed out."""
        said = self.figures.get("known_by")
        return dt.datetime.fromisoformat(said) if said else self.at


def freeze(
    store: "Store",
    report: str,
    day: dt.date,
    boroughs: Sequence[str],
    as_at: dt.date,
    who: str,
    now: dt.datetime,
    file_name: str,
    figures: Mapping[str, Any],
    data: bytes,
    did: str = "downloaded a report",
) -> None:
    """Keep a report, its figures and who handed it out when; an earlier one stays beside it.

    `did` is the word of the audit for it.
    """
    with store.writing() as cursor:
        cursor.execute(
            "INSERT INTO store.frozen SELECT coalesce(max(entry), 0) + 1, $1, $2, $3, $4, $5, $6, $7, $8, $9 FROM store.frozen",
            [
                report,
                day,
                "; ".join(boroughs),
                as_at,
                who,
                now,
                file_name,
                json.dumps(figures, default=str),
                data,
            ],
        )
        stores.note(cursor, who, did, f"{file_name}, as at {as_at}", now)


def frozen(store: "Store", report: str, day: dt.date, boroughs: Sequence[str] = ()) -> list[Frozen]:
    """Every report of that day and those boroughs that was handed out, the first one first."""
    return _frozen(store, f"{_KEPT} ORDER BY entry", report, day, boroughs)


def last_frozen(store: "Store", report: str, day: dt.date, boroughs: Sequence[str]) -> Frozen | None:
    """The report of that day and those boroughs that was handed out last; None where none was."""
    return next(iter(_frozen(store, f"{_KEPT} ORDER BY entry DESC LIMIT 1", report, day, boroughs)), None)


def _frozen(store: "Store", sql: str, report: str, day: dt.date, boroughs: Sequence[str]) -> list[Frozen]:
    rows = store.ask(sql, [report, day, "; ".join(boroughs)])
    return [
        Frozen(entry, as_at, who, at, file_name, json.loads(figures))
        for entry, as_at, who, at, file_name, figures in rows
    ]


def frozen_bytes(store: "Store", entry: int) -> bytes:
    """The file itself, as it was handed out."""
    ((data,),) = store.ask("SELECT bytes FROM store.frozen WHERE entry = $1", [entry])
    return bytes(data)
