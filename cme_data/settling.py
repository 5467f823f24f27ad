"""Gaps that a person settled: each rests on the facts it was settled by, and is listed again once they change."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cme_data.measures import MEASURES, Question
from cme_data.sql import beside, sql
from cme_data.store import Store, World
from cme_data.store.settled import Settled, settle_gaps

Row = dict[str, Any]
Key = tuple[Any, ...]

_KEY = ("gap", "register", "provider", "child", "since")


@dataclass(frozen=True, slots=True)
class Gaps:
    """The rows of the measure, oldest first: those to look at, and those settled with what settled each."""

    open: list[Row]
    settled: list[tuple[Row, Settled]]


def gaps(world: World, question: Question, settlements: Sequence[Settled]) -> Gaps:
    """Every gap as at the day, without names; together they are as many as the measure says."""
    rows = _listed(world, question)
    standing = _standing(world, question, settlements, {_key(row) for row in rows})
    return Gaps(
        [row for row in rows if _key(row) not in standing],
        [(row, standing[_key(row)]) for row in rows if _key(row) in standing],
    )


def settle(store: Store, rows: Iterable[Row], as_at: dt.date, why: str, who: str, now: dt.datetime) -> None:
    """Keep why gaps that were listed as at a day need nobody's attention; the measure counts them as before."""
    settle_gaps(
        store,
        [
            ((row["register"], row["provider"]), row["gap"], row["child"], _facts(row["since"], as_at))
            for row in rows
        ],
        why,
        who,
        now,
    )


def _listed(world: World, question: Question) -> list[Row]:
    rows = MEASURES["gaps"].list(world, question, detail=True)
    return sorted(
        ({name: row[name] for name in _KEY} for row in rows), key=lambda row: (row["since"], _text(row))
    )


def _standing(
    world: World, question: Question, settlements: Sequence[Settled], listed: set[Key]
) -> dict[Key, Settled]:
    """The settlements whose gap has stood, since the day as at which it was settled, without a break."""
    found = {}
    for one in settlements:
        key, settled_as_at = _rests_on(one)
        if key in listed and settled_as_at <= question.as_at:
            found[key] = one, settled_as_at
    changes = _changes(world, question.as_at, found)
    on: dict[dt.date, set[Key]] = {}
    for day in {day for key, (_, since) in found.items() for day in changes[key[3]] if day > since}:
        on[day] = {_key(row) for row in _listed(world, replace(question, as_at=day, filters={}))}
    return {
        key: one
        for key, (one, since) in found.items()
        if all(key in on[day] for day in changes[key[3]] if day > since)
    }


def _changes(world: World, until: dt.date, keys: Iterable[Key]) -> dict[str, list[dt.date]]:
    """The days on which anything of each child changed: between two of them a gap neither ends nor begins again."""
    children = sorted({key[3] for key in keys})
    days: dict[str, list[dt.date]] = defaultdict(list)
    for row in world.rows(sql(beside(__file__)), {"children": children, "until": until}) if children else ():
        days[row["child"]].append(row["day"])
    return days


def _facts(since: dt.date, as_at: dt.date) -> str:
    return json.dumps({"since": since.isoformat(), "as_at": as_at.isoformat()})


def _rests_on(one: Settled) -> tuple[Key, dt.date]:
    facts = {name: dt.date.fromisoformat(day) for name, day in json.loads(one.said).items()}
    return (one.rule, one.register, one.provider, one.child, facts["since"]), facts["as_at"]


def _key(row: Row) -> Key:
    return tuple(row[name] for name in _KEY)


def _text(row: Row) -> list[str]:
    return [str(row[name]) for name in _KEY]
