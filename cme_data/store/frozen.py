"""Reports kept as they were handed out: what each said stays, whatever is corrected later."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cme_data.errors import CmeError, Overtaken
from cme_data.store import audit
from cme_data.store.edition import Edition

if TYPE_CHECKING:
    from cme_data.store.store import Store
    from cme_data.store.world import World

_FROZEN = (
    "SELECT entry, as_at, who, frozen_at, file_name, figures, known_at, coalesce(newest, 0) FROM store.frozen"
)
_KEPT = f"{_FROZEN} WHERE report = $1 AND day = $2 AND boroughs = $3"
_VERSIONS = f"""{_FROZEN}
    WHERE report = $1 AND period = $2 AND boroughs = $3 AND released = $4 ORDER BY entry DESC"""
_LAST = """SELECT report, period, boroughs, released, arg_max(who, entry), max(frozen_at), arg_max(as_at, entry),
        arg_max(known_at, entry), coalesce(arg_max(newest, entry), 0)
    FROM store.frozen WHERE period IS NOT NULL GROUP BY ALL ORDER BY max(entry) DESC"""
_RELEASED = "SELECT figures FROM store.frozen WHERE released ORDER BY entry"
_NEW = """INSERT INTO store.frozen
    SELECT coalesce(max(entry), 0) + 1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
        (SELECT max(number) FROM store.uploads)
    FROM store.frozen RETURNING entry"""


GONE = "Its file named a child whose record was disposed of since: the figures are kept, the file is not."


@dataclass(frozen=True, slots=True)
class Frozen:
    """A report that was handed out, without its bytes."""

    entry: int
    as_at: dt.date
    who: str
    at: dt.datetime
    file_name: str
    figures: Mapping[str, Any]
    known_at: dt.date | None
    """The newest day that a list spoke for when it was made; None where it was not written down."""
    newest: int
    """The number of the newest upload there was; 0 where it was not written down."""

    @property
    def known_by(self) -> dt.datetime:
        """The moment up to which it knew what was uploaded: some time before it was handed out."""
        said = self.figures.get("known_by")
        return dt.datetime.fromisoformat(said) if said else self.at


@dataclass(frozen=True, slots=True)
class Last:
    """When an edition of a report was frozen last, by whom and from which data."""

    edition: Edition
    who: str
    at: dt.datetime
    as_at: dt.date
    known_at: dt.date | None
    newest: int


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
    purpose: str = "",
) -> None:
    """Keep a report, its figures and who handed it out when; an earlier one stays beside it.

    `did` is the word of the audit for it, `purpose` what it was taken for.
    """
    kept = [report, day, "; ".join(boroughs), as_at, who, now, file_name, _json(figures), data]
    with store.writing() as cursor:
        cursor.execute(_NEW, [*kept, None, False, None])
        audit.note(cursor, who, did, audit.taken(f"{file_name}, as at {as_at}", purpose), now)


def freeze_edition(
    store: "Store",
    edition: Edition,
    world: "World",
    day: dt.date,
    as_at: dt.date,
    who: str,
    now: dt.datetime,
    figures: Mapping[str, Any],
    files: Mapping[str, bytes],
) -> None:
    """Keep a report of figures made from a world, and the files it was written as (the first is the one shown first).

    Raises Overtaken where something was uploaded or withdrawn while they were written.
    """
    (first, data), *others = files.items()
    report, period, boroughs, released = edition.cells
    kept = [
        report,
        day,
        boroughs,
        as_at,
        who,
        now,
        first,
        _json(figures),
        data,
        period,
        released,
        world.newest,
    ]
    with store.writing() as cursor:
        if store.world().fingerprint != world.fingerprint:
            raise Overtaken(
                "A list came or was withdrawn meanwhile: look at the figures again, then freeze them."
            )
        ((entry,),) = cursor.execute(_NEW, kept).fetchall()
        for name, other in others:
            cursor.execute("INSERT INTO store.frozen_files VALUES ($1, $2, $3)", [entry, name, other])
        audit.note(cursor, who, "froze a report", f"{report} of {period}: {first}, as at {as_at}", now)


def frozen(store: "Store", report: str, day: dt.date, boroughs: Sequence[str] = ()) -> list[Frozen]:
    """Every report of that day and those boroughs that was handed out, the first one first."""
    return [_read(row) for row in store.ask(f"{_KEPT} ORDER BY entry", [report, day, "; ".join(boroughs)])]


def last_frozen(store: "Store", report: str, day: dt.date, boroughs: Sequence[str]) -> Frozen | None:
    """The report of that day and those boroughs that was handed out last; None where none was."""
    rows = store.ask(f"{_KEPT} ORDER BY entry DESC LIMIT 1", [report, day, "; ".join(boroughs)])
    return _read(rows[0]) if rows else None


def versions(store: "Store", edition: Edition) -> list[Frozen]:
    """Every frozen version of a report of figures, newest first."""
    return [_read(row) for row in store.ask(_VERSIONS, edition.cells)]


def last_of_each(store: "Store") -> list[Last]:
    """Of every report of figures that was ever frozen its last version, newest first."""
    return [
        Last(Edition(report, period, tuple(boroughs.split("; ")) if boroughs else (), released), *rest)
        for report, period, boroughs, released, *rest in store.ask(_LAST)
    ]


def released_before(store: "Store") -> Mapping[str, float]:
    """Every figure that a frozen report for outside has shown, by its address; where it was revised the newest."""
    shown: dict[str, float] = {}
    for (figures,) in store.ask(_RELEASED):
        shown |= {name: value for name, value in json.loads(figures).items() if value is not None}
    return shown


def last_released(store: "Store") -> int:
    """The entry of the newest frozen report for outside; 0 where there is none."""
    ((entry,),) = store.ask("SELECT coalesce(max(entry), 0) FROM store.frozen WHERE released")
    return int(entry)


def file_names(store: "Store", entry: int) -> list[str]:
    """The files that a frozen report was kept as; none where they named a child whose record was disposed of."""
    rows = store.ask(
        """SELECT file_name, bytes FROM store.frozen WHERE entry = $1
        UNION ALL (SELECT file_name, bytes FROM store.frozen_files WHERE entry = $1 ORDER BY rowid)""",
        [entry],
    )
    return [name for name, data in rows if data]


def frozen_bytes(store: "Store", entry: int, file_name: str | None = None) -> bytes:
    """The file itself, as it was handed out; of several kinds the one of that name.

    Raises CmeError where it named a child whose record was disposed of.
    """
    rows = store.ask(
        "SELECT bytes FROM store.frozen_files WHERE entry = $1 AND file_name = $2", [entry, file_name]
    ) or store.ask("SELECT bytes FROM store.frozen WHERE entry = $1", [entry])
    if not rows[0][0]:
        raise CmeError(GONE)
    return bytes(rows[0][0])


def _json(figures: Mapping[str, Any]) -> str:
    return json.dumps(figures, default=str)


def _read(row: tuple[Any, ...]) -> Frozen:
    entry, as_at, who, at, file_name, figures, *known = row
    return Frozen(entry, as_at, who, at, file_name, json.loads(figures), *known)
