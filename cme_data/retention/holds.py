"""What keeps a record longer than its time, and who approved that it may go."""

import datetime as dt
from dataclasses import dataclass

from cme_data.errors import CmeError
from cme_data.store import Store, audit


@dataclass(frozen=True, slots=True)
class Hold:
    """A reason not to dispose of a child's record, for as long as it stands."""

    entry: int
    child: str
    why: str
    who: str
    placed_at: dt.datetime


def holds(store: Store) -> list[Hold]:
    """The holds that stand."""
    rows = store.ask(
        "SELECT entry, child, why, who, placed_at FROM store.holds WHERE lifted_at IS NULL ORDER BY entry"
    )
    return [Hold(*row) for row in rows]


def hold(store: Store, child: str, why: str, who: str, now: dt.datetime) -> None:
    """Keep a child's record until the hold is lifted, whatever its time; CmeError without a reason."""
    reason = _reason(why, "Say why the record is held")
    with store.writing() as cursor:
        cursor.execute(
            "INSERT INTO store.holds (entry, child, why, who, placed_at)"
            " SELECT coalesce(max(entry), 0) + 1, $1, $2, $3, $4 FROM store.holds",
            [child, reason, who, now],
        )
        audit.note(cursor, who, "held a record", child, now)


def lift(store: Store, entry: int, why: str, who: str, now: dt.datetime) -> None:
    """Lift a hold; CmeError without a reason, or where it stands no longer."""
    reason = _reason(why, "Say why the hold is lifted")
    with store.writing() as cursor:
        found = cursor.execute(
            "UPDATE store.holds SET lifted_why = $1, lifted_by = $2, lifted_at = $3"
            " WHERE entry = $4 AND lifted_at IS NULL RETURNING child",
            [reason, who, now, entry],
        ).fetchall()
        if not found:
            raise CmeError("This hold stands no longer: nothing was changed.")
        audit.note(cursor, who, "lifted a hold", found[0][0], now)


def approve(store: Store, child: str, why: str, who: str, now: dt.datetime) -> None:
    """Approve that a child's record may be disposed of; CmeError without a reason."""
    reason = _reason(why, "Say on what ground the disposal is approved")
    with store.writing() as cursor:
        cursor.execute(
            "INSERT INTO store.approvals SELECT coalesce(max(entry), 0) + 1, $1, $2, $3, $4 FROM store.approvals",
            [child, reason, who, now],
        )
        audit.note(cursor, who, "approved a disposal", child, now)


def approved_by(store: Store) -> dict[str, list[str]]:
    """Who approved, by child, the first one first."""
    return dict(store.ask("SELECT child, list(who ORDER BY entry) FROM store.approvals GROUP BY child"))


def _reason(why: str, sentence: str) -> str:
    if not why.strip():
        raise CmeError(f"{sentence}: the reason is kept.")
    return why.strip()
