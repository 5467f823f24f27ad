"""Ids of children that somebody tried in vain; who tries too many within an hour opens no child for an hour."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cme_data.store import audit

if TYPE_CHECKING:
    from cme_data.store.store import Store

REFUSED, UNKNOWN = "refused a child", "asked for a child that is not known"
STOPPED = "opens no child for an hour"
_HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Guesser:
    """One person who tried ids in vain: how many, how often that stopped the person, and when it was last."""

    who: str
    tried: int
    stopped: int
    last: dt.datetime


def in_vain(store: "Store", who: str, what: str, detail: str, most: int, now: dt.datetime) -> None:
    """Write down an id tried in vain, and from the `most`th within an hour that the person opens no child for an hour."""
    with store.writing() as cursor:
        audit.note(cursor, who, what, detail, now)
        ((tried,),) = cursor.execute(
            """SELECT count(*) FROM store.audit
            WHERE who = $who AND what IN ($refused, $unknown) AND happened_at > $since AND entry > (
                SELECT coalesce(max(entry), 0) FROM store.audit WHERE who = $who AND what = $stopped
            )""",
            {"who": who, "refused": REFUSED, "unknown": UNKNOWN, "stopped": STOPPED, "since": now - _HOUR},
        ).fetchall()
        if tried >= most:
            audit.note(cursor, who, STOPPED, f"{tried} ids tried in vain within an hour", now)


def stopped_until(store: "Store", who: str, now: dt.datetime) -> dt.datetime | None:
    """Until when the person opens no child; None where nothing stops them."""
    ((last,),) = store.ask(
        "SELECT max(happened_at) FROM store.audit WHERE who = $1 AND what = $2 AND happened_at > $3",
        [who, STOPPED, now - _HOUR],
    )
    return None if last is None else last + _HOUR


def guessers(store: "Store", since: dt.date, until: dt.date) -> list[Guesser]:
    """Who tried ids in vain between two days, whoever tried most first."""
    rows = store.ask(
        """SELECT who, count(*) FILTER (what <> $1), count(*) FILTER (what = $1), max(happened_at)
        FROM store.audit WHERE what IN ($1, $2, $3) AND happened_at::DATE BETWEEN $4 AND $5
        GROUP BY who ORDER BY 3 DESC, 2 DESC, who""",
        [STOPPED, REFUSED, UNKNOWN, since, until],
    )
    return [Guesser(*row) for row in rows]
