"""Uploads into the store: one transaction, one building of the world at its end."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import duckdb

from cme_data.findings import Finding
from cme_data.people import folded
from cme_data.spells import Built
from cme_data.store import compare, store as stores, tables
from cme_data.store.compare import Change
from cme_data.store.facts import STANDING, event_columns
from cme_data.workbook.upn import upn_is_key
from schemas import REGISTERS

if TYPE_CHECKING:
    from cme_data.store.store import Store
    from cme_data.validate import Valid

__all__ = ["Change", "Incoming", "Written", "write_uploads"]


@dataclass(slots=True)
class Incoming:
    """One sheet's rows of one source, validated, on their way into the store."""

    register: str
    provider: str
    sheet: str
    valid: "Valid"
    rows: list[int]  # positions of this source, kept out or not
    file_name: str
    data: bytes
    sha256: str
    as_at: dt.date
    mode: str
    who: str
    now: dt.datetime
    accept_passed: bool
    options: str  # JSON: what the person chose by hand

    @property
    def passed(self) -> list[int]:
        """The positions that go in."""
        kept_out = self.valid.kept_out
        return [i for i in self.rows if i not in kept_out] if kept_out else self.rows


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
    progress: Callable[[float, str], None] | None = None,
) -> list[Written]:
    """Write uploads in one transaction; with keep=False only see what they would change."""
    tell = progress or (lambda share, words: None)
    written: list[Written] = []
    try:
        with store.writing() as cursor:
            tell(0.1, "Writing the rows")
            written = [_accept(cursor, upload) for upload in incoming]
            numbers = {int(w.upload[1:]): w for w in written if w.upload and w.kept}
            _insert_rows(cursor, {n: w.incoming for n, w in numbers.items()})
            tell(0.5, "Working out spells and children")
            if numbers:
                built = store.rebuild(cursor)
                _count(cursor, built, numbers, detail=not keep)
            tell(0.9, "Keeping it")
            if not keep:
                raise _Undo
            for w in written:
                if w.kept:
                    stores.note(cursor, w.incoming.who, "upload", f"upload {w.upload}", w.incoming.now)
    except _Undo:
        pass
    tell(1.0, "Done")
    return written


def _accept(cursor: duckdb.DuckDBPyConnection, upload: Incoming) -> Written:
    """Give an upload its number, unless the same one stands already."""
    same = cursor.execute(
        f"""SELECT u.upload FROM ({STANDING}) AS standing JOIN store.uploads AS u USING (number)
        WHERE u.sha256 = $sha256 AND u.register = $register AND u.provider = $provider AND u.as_at = $as_at
          AND u.mode = $mode AND u.sheet = $sheet AND u.accept_passed = $accept_passed""",
        {"known_at": None} | {
            name: getattr(upload, name)
            for name in ("sha256", "register", "provider", "as_at", "mode", "sheet", "accept_passed")
        },
    ).fetchone()  # fmt: skip
    title = REGISTERS[upload.register].title
    if same is not None:
        counts = dict.fromkeys(("new", "changed", "closed", "dropped"), 0) | {"unchanged": len(upload.passed)}
        return Written(
            upload, same[0], False, counts,
            f"The same {title} list of {upload.provider} for {upload.as_at:%d/%m/%Y} stands already"
            f" as upload {same[0]}: nothing was changed.",
        )  # fmt: skip
    row = cursor.execute(
        """SELECT coalesce((SELECT max(number) FROM store.uploads), 0) + 1,
            (SELECT max(as_at) FROM store.uploads
             WHERE register = $1 AND provider = $2 AND withdrawn_at IS NULL)""",
        [upload.register, upload.provider],
    ).fetchone()
    assert row is not None
    number, newest = row
    notice = None
    if newest is not None and newest > upload.as_at:
        notice = (
            f"A newer {title} list of {upload.provider} is in the store already ({newest:%d/%m/%Y}):"
            " this one is fitted in before it."
        )
    cursor.execute(
        "INSERT INTO store.files SELECT $1, $2 WHERE NOT EXISTS (FROM store.files WHERE sha256 = $1)",
        [upload.sha256, upload.data],
    )
    of_sheet = [f for f in upload.valid.findings if _of(upload, f)]
    cursor.execute(
        f"INSERT INTO store.uploads BY NAME SELECT {', '.join(f'${i + 1} AS {name}' for i, name in enumerate(_UPLOAD))}",
        [number, f"U{number:05d}", upload.register, upload.provider, upload.as_at, upload.mode, upload.who,
         upload.now, upload.file_name, upload.sheet, upload.sha256, upload.accept_passed, upload.options,
         len(upload.rows), len(upload.passed), sum(f.level == "error" for f in of_sheet),
         sum(f.level == "warning" for f in of_sheet)],
    )  # fmt: skip
    if of_sheet:
        _insert_findings(cursor, number, of_sheet)
    return Written(upload, f"U{number:05d}", True, notice=notice)


_UPLOAD = (
    "number", "upload", "register", "provider", "as_at", "mode", "who", "committed_at", "file_name",
    "sheet", "sha256", "accept_passed", "options", "rows", "passed", "errors", "warnings",
)  # fmt: skip


def _of(upload: Incoming, finding: Finding) -> bool:
    """Whether a finding is about one of this source's rows, or about none in particular."""
    if finding.row is None or len(upload.rows) == len(upload.valid.typed.row_numbers):
        return True
    return finding.row in {upload.valid.typed.row_numbers[i] for i in upload.rows}


def _insert_findings(cursor: duckdb.DuckDBPyConnection, number: int, findings: Sequence[Finding]) -> None:
    import pyarrow as pa

    names = ("level", "rule", "sheet", "row", "cell", "column", "value", "message", "fix")
    rows = {name: [getattr(f, name) for f in findings] for name in names}
    table = pa.table({"number": [number] * len(findings), **{
        name: pa.array(values, pa.int32() if name == "row" else pa.string()) for name, values in rows.items()
    }})  # fmt: skip
    cursor.register("incoming_rows", table)
    cursor.execute("INSERT INTO store.findings SELECT * FROM incoming_rows")
    cursor.unregister("incoming_rows")


def _insert_rows(cursor: duckdb.DuckDBPyConnection, uploads: dict[int, Incoming]) -> None:
    """The rows of several uploads, register by register: each distinct row is kept once."""
    by_register: dict[str, dict[int, Incoming]] = defaultdict(dict)
    for number, upload in uploads.items():
        by_register[upload.register][number] = upload
        _insert_kept_out(cursor, number, upload)
    for register, some in by_register.items():
        table = _table(register, some)
        names = REGISTERS[register].names
        words = ", ".join(f"coalesce(\"{name}\"::VARCHAR, chr(1))" for name in names)
        cursor.register("incoming_rows", table)
        digests = cursor.execute(f"SELECT md5(concat_ws(chr(31), {words})) AS digest FROM incoming_rows").to_arrow_table()
        cursor.unregister("incoming_rows")
        cursor.register("incoming_rows", table.append_column("digest", digests.column("digest")))
        columns = tables.quoted([*tables.KEYS, *names])
        cursor.execute(f"""
            INSERT INTO store.contents (content_id, register, provider, digest, {columns})
            SELECT (SELECT coalesce(max(content_id), 0) FROM store.contents) + row_number() OVER (ORDER BY position),
                '{register}', provider, digest, {columns}
            FROM incoming_rows AS i
            WHERE NOT EXISTS (
                FROM store.contents AS c
                WHERE c.register = '{register}' AND c.provider = i.provider AND c.digest = i.digest)
            QUALIFY row_number() OVER (PARTITION BY provider, digest ORDER BY position) = 1
        """)
        cursor.execute(f"""
            INSERT INTO store.listed
            SELECT i.number, c.content_id, i.sheet_row
            FROM incoming_rows AS i
            JOIN store.contents AS c
              ON c.register = '{register}' AND c.provider = i.provider AND c.digest = i.digest
        """)
        cursor.unregister("incoming_rows")


def _table(register: str, uploads: dict[int, Incoming]) -> Any:
    """The rows that go in, as one Arrow table with their keys and places."""
    import pyarrow as pa

    kinds = {"date": pa.date32(), "hours": pa.float64(), "number": pa.float64(), "whole": pa.int32()}
    columns: dict[str, list[Any]] = defaultdict(list)
    for number, upload in uploads.items():
        typed, rows = upload.valid.typed, upload.passed
        columns["number"] += [number] * len(rows)
        columns["provider"] += [upload.provider] * len(rows)
        columns["sheet_row"] += _some(typed.row_numbers, rows)
        for name in REGISTERS[register].names:
            columns[name] += _some(typed.columns[name], rows)
    total = len(columns["number"])
    none: list[None] = [None] * total
    arrays = {
        "position": pa.array(range(total), pa.int32()),
        "number": pa.array(columns["number"], pa.int32()),
        "provider": pa.array(columns["provider"], pa.string()),
        "sheet_row": pa.array(columns["sheet_row"], pa.int32()),
        "upn_key": pa.array(
            [upn if upn and upn_is_key(upn) else None for upn in columns.get("upn", none)], pa.string()
        ),
        "surname_key": pa.array([folded(name) for name in columns.get("surname", none)], pa.string()),
        "forename_key": pa.array([folded(name) for name in columns.get("forename", none)], pa.string()),
    }
    for column in REGISTERS[register].columns:
        arrays[column.name] = pa.array(columns[column.name], kinds.get(column.kind, pa.string()))
    return pa.table(arrays)


def _some(values: list[Any], rows: list[int]) -> list[Any]:
    return values if len(rows) == len(values) else [values[i] for i in rows]


def _insert_kept_out(cursor: duckdb.DuckDBPyConnection, number: int, upload: Incoming) -> None:
    register, typed = REGISTERS[upload.register], upload.valid.typed

    def at(name: str, i: int) -> Any:
        return typed.columns[name][i] if name in typed.columns else None

    for i in sorted(upload.valid.kept_out.intersection(upload.rows)):
        upn = at("upn", i)
        event = "/".join(str(at(name, i) or "") for name in event_columns(register))
        cursor.execute(
            "INSERT INTO store.kept_out VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            [number, typed.row_numbers[i], upn if upn and upn_is_key(upn) else None, at("record_number", i),
             folded(at("surname", i)), folded(at("forename", i)), at("date_of_birth", i),
             at(register.opens, i), event],
        )  # fmt: skip


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
        if written.warnings:
            _insert_findings(cursor, number, written.warnings)
    _set_counts(cursor, ((n, w.counts, len(w.warnings)) for n, w in numbers.items()))


def _set_counts(
    cursor: duckdb.DuckDBPyConnection, counted: Iterable[tuple[int, dict[str, int], int]]
) -> None:
    for number, counts, warnings in counted:
        cursor.execute(
            """UPDATE store.uploads SET "new" = $1, changed = $2, closed = $3, dropped = $4, unchanged = $5,
                warnings = warnings + $6 WHERE number = $7""",
            [*counts.values(), warnings, number],
        )
