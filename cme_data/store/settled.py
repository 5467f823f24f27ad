"""What people settled about the workbooks of each source, and about gaps, remembered until somebody resets it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from cme_data.choices import Choices, Explained, Remembered, Source
from cme_data.errors import CmeError
from cme_data.store import audit
from schemas import REGISTERS

if TYPE_CHECKING:
    from cme_data.store.store import Store

_STANDING = """SELECT entry, register, provider, kind, "column", said, means, rule, child, who, settled_at
    FROM store.settled WHERE forgotten_at IS NULL AND kind <> 'gap' ORDER BY entry"""
_GAPS = _STANDING.replace("<>", "=")


@dataclass(frozen=True, slots=True)
class Settled:
    """One heading, value, warning or gap that a person settled for a source."""

    entry: int
    register: str
    provider: str
    kind: str  # column, value, warning or gap
    column: str
    said: str
    means: str
    rule: str | None
    child: str | None
    who: str
    at: dt.datetime


def settled(store: "Store") -> list[Settled]:
    """Everything that is remembered of workbooks now, in the order in which it was settled."""
    return [Settled(*row) for row in store.ask(_STANDING)]


def settled_gaps(store: "Store") -> list[Settled]:
    """Every gap that is settled now: `rule` is its kind, `said` the facts it rests on, `means` the reason."""
    return [Settled(*row) for row in store.ask(_GAPS)]


def remembered(store: "Store") -> Remembered:
    """The same as `examine` takes it."""
    columns: dict[Source, dict[str, str]] = defaultdict(dict)
    values: dict[Source, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    explained: dict[Source, set[Explained]] = defaultdict(set)
    for one in settled(store):
        source = one.register, one.provider
        if one.kind == "column":
            columns[source][one.said] = one.column
        elif one.kind == "value":
            values[source][one.column][one.said] = one.means
        else:
            explained[source].add(Explained(one.rule or "", one.column, one.said, one.child or ""))
    return Remembered(
        {source: Choices(columns[source], values[source]) for source in {*columns, *values}},
        {source: frozenset(some) for source, some in explained.items()},
    )


def keep(store: "Store", source: Source, choices: Choices, who: str, now: dt.datetime) -> None:
    """Keep the columns and values settled for a source whose workbook goes back before it was committed."""
    with store.writing() as cursor:
        remember(cursor, source, choices, who, now)
        audit.note(cursor, who, "match", f"columns and values of {source[0]}, {source[1]}", now)


def remember(
    cursor: duckdb.DuckDBPyConnection, source: Source, choices: Choices, who: str, now: dt.datetime
) -> None:
    """Keep what a source's list was read with, in a transaction; of two that speak of the same the newer stands."""
    known = {
        (kind, column if kind == "value" else said, said if kind == "value" else ""): (entry, column, means)
        for entry, register, provider, kind, column, said, means, *_ in cursor.execute(_STANDING).fetchall()
        if (register, provider) == source
    }
    for kind, column, said, means in _entries(choices):
        key = (kind, column if kind == "value" else said, said if kind == "value" else "")
        before = known.get(key)
        if before is not None and before[1:] == (column, means):
            continue
        if before is not None:
            _forget(cursor, before[0], who, now)
        _add(cursor, source, kind, column, said, means, None, None, who, now)


def _entries(choices: Choices) -> Iterator[tuple[str, str, str, str]]:
    for said, column in choices.columns.items():
        yield "column", column, said, ""
    for column, codes in choices.values.items():
        for said, code in codes.items():
            yield "value", column, said, code


def explain(
    store: "Store",
    source: Source,
    warnings: list[tuple[frozenset[Explained], str]],
    who: str,
    now: dt.datetime,
) -> None:
    """Keep why the service says that warnings are right: each with the ways to know it again, and the reason."""
    with store.writing() as cursor:
        for ways, reason in warnings:
            if not reason.strip():
                raise CmeError("Say why the warning is right: the reason is kept with it.")
            for one in sorted(ways, key=lambda way: way.child):
                _add(
                    cursor,
                    source,
                    "warning",
                    one.column,
                    one.value,
                    reason.strip(),
                    one.rule,
                    one.child,
                    who,
                    now,
                )
        audit.note(cursor, who, "explain", f"{len(warnings)} warnings of {source[0]}, {source[1]}", now)


def settle_gaps(
    store: "Store",
    gaps: Iterable[tuple[Source, str, str, str]],
    why: str,
    who: str,
    now: dt.datetime,
) -> None:
    """Keep why gaps need nobody's attention: each by its source, its kind, the child's opaque id and its facts.

    Of two people who settle the same at once, the first one's reason stands.
    """
    if not why.strip():
        raise CmeError("Say why the entry is settled: the reason is kept with it.")
    with store.writing() as cursor:
        standing = [Settled(*row) for row in cursor.execute(_GAPS).fetchall()]
        known = {((one.register, one.provider), one.rule, one.child, one.said) for one in standing}
        for source, gap, child, facts in gaps:
            if (source, gap, child, facts) in known:
                continue
            _add(cursor, source, "gap", "", facts, why.strip(), gap, child, who, now)
            audit.note(cursor, who, "settled a gap", f"{gap.replace('_', ' ')}, {REGISTERS[source[0]].title}, child {child}", now)


def forget(store: "Store", entry: int, who: str, now: dt.datetime) -> None:
    """Reset one thing that was settled; raises CmeError where nothing of that number stands."""
    with store.writing() as cursor:
        found = cursor.execute(
            "SELECT register, kind FROM store.settled WHERE entry = $1 AND forgotten_at IS NULL", [entry]
        ).fetchone()
        if found is None:
            raise CmeError("That choice has been reset already.")
        _forget(cursor, entry, who, now)
        audit.note(cursor, who, "reset", f"{found[1]} of {found[0]}, entry {entry}", now)


def _add(cursor: duckdb.DuckDBPyConnection, source: Source, *rest: object) -> None:
    cursor.execute(
        """INSERT INTO store.settled
        SELECT coalesce(max(entry), 0) + 1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, NULL, NULL FROM store.settled""",
        [*source, *rest],
    )


def _forget(cursor: duckdb.DuckDBPyConnection, entry: int, who: str, now: dt.datetime) -> None:
    cursor.execute(
        "UPDATE store.settled SET forgotten_by = $1, forgotten_at = $2 WHERE entry = $3", [who, now, entry]
    )
