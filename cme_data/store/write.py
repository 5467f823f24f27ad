"""Uploads into the store: one transaction, one building of the world at its end."""

import datetime as dt
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import duckdb

from cme_data.errors import Overtaken
from cme_data.findings import Finding
from cme_data.spells import Built
from cme_data.store import audit, compare
from cme_data.store.compare import Change
from cme_data.store.facts import STANDING
from cme_data.store.insert import (
    Incoming,
    insert_findings,
    insert_mends,
    insert_rows,
    insert_uploads,
    set_counts,
)
from cme_data.store.settled import remember
from schemas import REGISTERS

if TYPE_CHECKING:
    from cme_data.store.store import Store

__all__ = ["Change", "Incoming", "Written", "write_uploads"]


@dataclass(slots=True)
class Written:
    """What became of one incoming upload."""

    incoming: Incoming
    upload: str | None = None
    kept: bool = False
    counts: dict[str, int] = field(default_factory=dict)
    notice: str | None = None
    changes: list[Change] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)


class _Undo(Exception):
    """Ends a preview: everything is rolled back."""


def write_uploads(
    store: "Store",
    incoming: Sequence[Incoming],
    *,
    keep: bool,
    since: Hashable | None = None,
    progress: Callable[[float, str], None] | None = None,
) -> list[Written]:
    """Write uploads in one transaction; with keep=False only see what they would change.

    Raises Overtaken where the store has changed `since` it had that fingerprint.
    """
    tell = progress or (lambda share, words: None)
    written: list[Written] = []
    try:
        with store.writing() as cursor:
            if since is not None and store.fingerprint != since:
                raise Overtaken("Something else was written to the store in between: look again.")
            tell(0.1, "Writing the rows")
            written = _accept(cursor, incoming)
            numbers = {int(w.upload[1:]): w for w in written if w.upload and w.kept}
            if numbers:
                uploads = {number: w.incoming for number, w in numbers.items()}
                insert_uploads(cursor, uploads)
                insert_rows(cursor, uploads)
                tell(0.5, "Working out spells and children")
                built = store.rebuild(cursor)
                _count(cursor, built, numbers, detail=not keep)
            tell(0.9, "Keeping it")
            if not keep:
                raise _Undo
            for number, w in numbers.items():
                _note(cursor, number, w)
    except _Undo:
        pass
    tell(1.0, "Done")
    return written


def _note(cursor: duckdb.DuckDBPyConnection, number: int, written: Written) -> None:
    """What the person did with an upload: committed it, mended cells of it, settled how it is read."""
    one = written.incoming
    detail = f"upload {written.upload}"
    if one.choices:
        remember(cursor, (one.register, one.provider), one.choices, one.who, one.now)
        insert_mends(cursor, number, one)
        detail += f", {len(one.choices.mends)} cells mended" if one.choices.mends else ""
    audit.note(cursor, one.who, "upload", detail, one.now)


def _accept(cursor: duckdb.DuckDBPyConnection, incoming: Sequence[Incoming]) -> list[Written]:
    """Give each upload its number, unless the same one stands already."""
    standing: dict[tuple[Any, ...], str] = {}
    newest: dict[tuple[str, str], dt.date] = {}
    for upload, *key, register, provider, as_at in cursor.execute(
        f"""SELECT u.upload, u.sha256, u.sheet, u.mode, u.choices, u.register, u.provider, u.as_at
        FROM ({STANDING}) AS standing JOIN store.uploads AS u USING (number)""",
        {"known_at": None},
    ).fetchall():
        standing[(*key, register, provider, as_at)] = upload
        newest[register, provider] = max(as_at, newest.get((register, provider), as_at))
    row = cursor.execute("SELECT coalesce(max(number), 0) FROM store.uploads").fetchone()
    number = row[0] if row else 0
    written = []
    for one in incoming:
        source = one.register, one.provider
        choices = one.choices.as_text()
        same = (one.sha256, one.sheet, one.mode, choices, *source, one.as_at)
        if same in standing:
            written.append(_stands_already(one, standing[same]))
            continue
        number += 1
        replaced = [
            u for k, u in standing.items() if k[4:] == (*source, one.as_at) and k[2] == one.mode == "snapshot"
        ]
        notice = _replaces(one, replaced[0]) if replaced else _is_late(one, newest.get(source))
        written.append(Written(one, f"U{number:05d}", True, notice=notice))
        if one.mode == "snapshot":
            standing = {
                k: u for k, u in standing.items() if k[4:] != (*source, one.as_at) or k[2] != "snapshot"
            }
        standing[same] = f"U{number:05d}"
        newest[source] = max(one.as_at, newest.get(source, one.as_at))
    return written


def _stands_already(upload: Incoming, same: str) -> Written:
    counts = dict.fromkeys(("new", "changed", "closed", "dropped"), 0) | {"unchanged": len(upload.passed)}
    return Written(
        upload, same, False, counts,
        f"The same {REGISTERS[upload.register].title} list of {upload.provider} for"
        f" {upload.as_at:%d/%m/%Y} stands already as upload {same}: nothing was changed.",
    )  # fmt: skip


def _replaces(upload: Incoming, other: str) -> str:
    return (
        f"This {REGISTERS[upload.register].title} list takes the place of upload {other} of"
        f" {upload.provider}, which speaks for the same day ({upload.as_at:%d/%m/%Y}): who stands only in that one"
        " is counted no more. What changes is told against the list before both."
    )


def _is_late(upload: Incoming, newest: dt.date | None) -> str | None:
    if newest is None or newest <= upload.as_at:
        return None
    return (
        f"A newer {REGISTERS[upload.register].title} list of {upload.provider} is in the store already"
        f" ({newest:%d/%m/%Y}): this one is fitted in before it."
    )


def _count(
    cursor: duckdb.DuckDBPyConnection, built: Built, numbers: dict[int, Written], *, detail: bool
) -> None:
    """What each upload changed; the counts stay with it in the history."""
    kinds = ("new", "changed", "closed", "dropped", "unchanged")
    for number, written in numbers.items():
        changes = built.changes.get(number, [])
        written.counts = {kind: sum(c.kind == kind for c in changes) for kind in kinds}
        if detail:
            written.changes = compare.changes(cursor, written.incoming.register, changes, number)
        written.warnings = compare.warnings(cursor, built, number, written.incoming.sheet)
    insert_findings(cursor, [(n, f) for n, w in numbers.items() for f in w.warnings])
    set_counts(cursor, [(n, *w.counts.values(), len(w.warnings)) for n, w in numbers.items()])
