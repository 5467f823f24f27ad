"""Where the words that people wrote, and the papers that were handed out, name a child."""

import datetime as dt
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from cme_data.store import audit
from cme_data.store.held import Ask, Held
from cme_data.store.kept_text import words_of
from cme_data.store.naming import Naming
from cme_data.store.tables import content_columns, quoted
from schemas import REGISTERS


@dataclass(frozen=True, slots=True)
class Prose:
    """A column in which people, or their files, say what they like."""

    table: str
    column: str
    what: str
    who: str = "NULL"
    at: str = "NULL"


PROSE = (
    Prose("commentary", "said", "Commentary of a report", "who", "written_at"),
    Prose("settled", "means", "Reason of something settled", "who", "settled_at"),
    Prose("settled", "said", "Something settled", "who", "settled_at"),
    Prose("settled", "child", "Something settled", "who", "settled_at"),
    Prose("uploads", "withdrawn_why", "Reason of a withdrawal", "withdrawn_by", "withdrawn_at"),
    Prose("uploads", "file_name", "Name of a file", "who", "committed_at"),
    Prose("uploads", "sheet", "Name of a sheet", "who", "committed_at"),
    Prose("published_files", "file_name", "Name of a published file", "who", "loaded_at"),
    Prose("frozen", "file_name", "Name of a kept report", "who", "frozen_at"),
    Prose("frozen_files", "file_name", "Name of a kept report"),
    Prose("holds", "why", "Reason of a hold", "who", "placed_at"),
    Prose("holds", "lifted_why", "Reason of a hold lifted", "lifted_by", "lifted_at"),
    Prose("approvals", "why", "Ground of an approval", "who", "approved_at"),
    Prose("findings", "sheet", "What was found in a list"),
    Prose("findings", "value", "What was found in a list"),
    Prose("findings", "message", "What was found in a list"),
    Prose("findings", "fix", "What was found in a list"),
    Prose("audit", "detail", "Detail of the audit log", "who", "happened_at"),
)
"""All of them but the rows of the lists: those are somebody's record, and stand as they were sent."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One text that names the child."""

    where: Prose
    row: int
    text: str
    who: str | None
    at: dt.datetime | None


def written(ask: Ask, naming: Naming) -> list[Mention]:
    """Every text outside the lists that names the child."""
    return [one for one in _texts(ask, naming) if naming.names(one.text)]


def stays(ask: Ask, held: Held) -> list[str]:
    """What may name the child and is left as it is: a sentence each."""
    told = [*_of_others(ask, held), *_unnamed(ask, held), *_of_readings(ask, held)]
    if doubtful := sum(held.naming.may_mean(one.text) for one in _texts(ask, held.naming)):
        told.append(
            f"{doubtful} of the texts that people wrote have a name that other children are called by too, and do not say"
            " who is meant."
        )
    return told


def _texts(ask: Ask, naming: Naming) -> Iterator[Mention]:
    """Those that have a word of the child's names; few, so that the rest never leaves the database."""
    for where in PROSE:
        rows = ask(
            f"SELECT rowid, {where.column}, {where.who}, {where.at} FROM store.{where.table}"
            f" WHERE {_has_token(where.column)} ORDER BY rowid",
            [list(naming.tokens)],
        )
        yield from (Mention(where, *row) for row in rows)


def _has_token(column: str) -> str:
    return f"EXISTS (FROM unnest($1) AS t(token) WHERE contains(strip_accents(lower({column})), token))"


def _of_others(ask: Ask, held: Held) -> list[str]:
    """Rows that are another child's record, or nobody's, and name this one: a sentence each."""
    told = []
    kinds = content_columns()
    for register in REGISTERS.values():
        columns = [name for name in register.names if kinds[name] == "VARCHAR"]
        rows = ask(
            f"""SELECT upload, sheet_row, {quoted(columns)}
            FROM store.contents JOIN store.listed USING (content_id) JOIN store.uploads USING (number)
            WHERE contents.register = $2 AND NOT list_contains($3, content_id)
                AND {_has_token(f"concat_ws(' ', {quoted(columns)})")} ORDER BY number, sheet_row""",
            [list(held.naming.tokens), register.name, list(held.contents)],
        )
        for upload, row, *cells in rows:
            spoken = [
                register.column(name).label
                for name, cell in zip(columns, cells, strict=True)
                if cell and held.naming.names(cell, certainly=True)
            ]
            if spoken:
                told.append(
                    f"Row {row} of {upload} ({register.title}), another record, names the child under"
                    f" {', '.join(spoken)}."
                )
    return told


def _unnamed(ask: Ask, held: Held) -> list[str]:
    """Rows kept out that have the child's names and nothing by which to know whether it is the child."""
    rows = ask(
        f"""SELECT number, upload, sheet_row, surname_key || ' ' || forename_key
        FROM store.kept_out JOIN store.uploads USING (number)
        WHERE {_has_token("surname_key || ' ' || forename_key")} ORDER BY ALL""",
        [list(held.naming.tokens)],
    )
    return [
        f"Row {row} of {upload} was kept out and has the child's name, and nothing that tells whether it is the child."
        for number, upload, row, names in rows
        if row not in held.rows.get(number, ()) and held.naming.names(names, certainly=True)
    ]


def _of_readings(ask: Ask, held: Held) -> list[str]:
    """Uploads that are read again with something settled in which the child is named."""
    rows = ask("SELECT upload, choices, options FROM store.uploads ORDER BY number", [])
    return [
        f"What was settled to read {upload} names the child, and is needed to read it again."
        for upload, *told in rows
        if any(held.naming.names(text, certainly=True) for one in told for text in _strings(json.loads(one)))
    ]


@dataclass(frozen=True, slots=True)
class Paper:
    """A report or an update sheet that the server keeps, and that names the child."""

    entry: int
    report: str
    day: dt.date
    file_name: str
    who: str
    at: dt.datetime


def papers(ask: Ask, held: Held) -> list[Paper]:
    """Those that name the child in their figures, or in a file."""
    texts = {one.row for one in written(ask, held.naming) if one.where.table == "commentary"}
    editions = set(
        ask("SELECT report, period, boroughs, released FROM store.commentary WHERE list_contains($1, rowid)", [list(texts)])
    )  # fmt: skip
    traced = "EXISTS (FROM unnest($1) AS t(trace) WHERE contains(figures, trace))"
    rows = ask(
        f"""SELECT entry, report, day, file_name, who, frozen_at, {traced}, figures, period, boroughs, released
        FROM store.frozen ORDER BY entry""",
        [list(held.traces)],
    )
    return [
        Paper(entry, report, *rest)
        for entry, report, *rest, is_traced, figures, period, boroughs, released in rows
        if is_traced
        or any(held.naming.names(text, certainly=True) for text in _strings(json.loads(figures)))
        or _names_in_files(ask, entry, held.naming, certainly=(report, period, boroughs, released) not in editions)
    ]  # fmt: skip


def _names_in_files(ask: Ask, entry: int, naming: Naming, *, certainly: bool) -> bool:
    """Whether any form of a kept report names the child; by a single name only where its commentary does.

    A single name may be a word of every report, a school's or a street's.
    """
    files = ask(
        "SELECT bytes FROM store.frozen WHERE entry = $1 UNION ALL SELECT bytes FROM store.frozen_files WHERE entry = $1",
        [entry],
    )
    return any(naming.names(words_of(bytes(data)), certainly=certainly) for (data,) in files if data)


def clear(cursor: duckdb.DuckDBPyConnection, naming: Naming, found: Sequence[Mention]) -> None:
    """Take the child out of these texts."""
    for one in found:
        # A detail of the audit goes whole: its digest stands in the chain.
        text = audit.DISPOSED if one.where.table == "audit" else naming.cleared(one.text)
        cursor.execute(
            f"UPDATE store.{one.where.table} SET {one.where.column} = $1 WHERE rowid = $2", [text, one.row]
        )


def cleared(told: Any, naming: Naming) -> Any:
    """What was kept as JSON, without the child in any of its words."""
    return _each(told, lambda text: naming.cleared(text, certainly=True))


def _each(told: Any, made: Callable[[str], str]) -> Any:
    if isinstance(told, str):
        return made(told)
    if isinstance(told, dict):
        return {_each(name, made): _each(value, made) for name, value in told.items()}
    return [_each(one, made) for one in told] if isinstance(told, list) else told


def _strings(told: Any) -> list[str]:
    found: list[str] = []

    def heard(text: str) -> str:
        found.append(text)
        return text

    _each(told, heard)
    return found
