"""Rows into the store's tables, many at once, in the writer's transaction."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import duckdb

from cme_data.choices import NOTHING, Choices
from cme_data.findings import Finding
from cme_data.people import folded
from cme_data.store import tables
from cme_data.store.facts import event_columns
from cme_data.workbook import places
from cme_data.workbook.upn import upn_is_key
from schemas import REGISTERS

if TYPE_CHECKING:
    from cme_data.validate import Valid

NEWEST = """SELECT greatest(
    (SELECT coalesce(max(content_id), 0) FROM store.contents),
    (SELECT coalesce(max(value::INTEGER), 0) FROM store.meta WHERE name = 'newest_content'))"""
"""The highest number that a distinct row ever had: a child's opaque id comes of it, so that none is given twice."""


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
    choices: Choices = NOTHING  # what was settled for the sheet, now or before
    sent: Mapping[str, str | None] = field(default_factory=dict)  # what the file says in each mended cell
    opened: bytes | None = None  # what a file behind a password held

    @property
    def passed(self) -> list[int]:
        """The positions that go in."""
        kept_out = self.valid.kept_out
        return [i for i in self.rows if i not in kept_out] if kept_out else self.rows


def insert_uploads(cursor: duckdb.DuckDBPyConnection, uploads: dict[int, Incoming]) -> None:
    """The uploads themselves, the bytes they came as, and what was found in them."""
    import pyarrow as pa

    found = {number: [f for f in one.valid.findings if _of(one, f)] for number, one in uploads.items()}
    errors = {number: sum(f.level == "error" for f in some) for number, some in found.items()}
    rows = [
        {
            "number": number, "upload": f"U{number:05d}", "register": one.register, "provider": one.provider,
            "as_at": one.as_at, "mode": one.mode, "who": one.who, "committed_at": one.now,
            "file_name": one.file_name, "sheet": one.sheet, "sha256": one.sha256,
            "accept_passed": one.accept_passed, "options": one.options, "choices": one.choices.as_text(),
            "opened": None if one.opened is None else _digest(one.opened), "rows": len(one.rows),
            "passed": len(one.passed), "errors": errors[number], "warnings": len(found[number]) - errors[number],
        }
        for number, one in uploads.items()
    ]  # fmt: skip
    _insert(cursor, "uploads BY NAME", pa.Table.from_pylist(rows))
    files = {one.sha256: one.data for one in uploads.values()}
    files |= {_digest(one.opened): one.opened for one in uploads.values() if one.opened is not None}
    table = pa.table({"sha256": list(files), "bytes": pa.array(list(files.values()), pa.binary())})
    _insert(cursor, "files", table, "WHERE sha256 NOT IN (SELECT sha256 FROM store.files)")
    insert_findings(cursor, [(number, f) for number, some in found.items() for f in some])


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _insert(cursor: duckdb.DuckDBPyConnection, into: str, rows: Any, where: str = "") -> None:
    cursor.register("incoming_rows", rows)
    cursor.execute(f"INSERT INTO store.{into} SELECT * FROM incoming_rows {where}")
    cursor.unregister("incoming_rows")


def _of(upload: Incoming, finding: Finding) -> bool:
    """Whether a finding is about one of this source's rows, or about none in particular."""
    if finding.row is None or len(upload.rows) == len(upload.valid.typed.row_numbers):
        return True
    return finding.row in {upload.valid.typed.row_numbers[i] for i in upload.rows}


def insert_findings(cursor: duckdb.DuckDBPyConnection, findings: Sequence[tuple[int, Finding]]) -> None:
    """What was found, each with the number of its upload."""
    import pyarrow as pa

    if not findings:
        return
    kinds = {"number": pa.int32(), "row": pa.int32()}
    names = ("level", "rule", "sheet", "row", "cell", "column", "value", "message", "fix")
    columns = {"number": [number for number, _ in findings]}
    columns |= {name: [getattr(f, name) for _, f in findings] for name in names}
    _insert(
        cursor, "findings", pa.table({n: pa.array(v, kinds.get(n, pa.string())) for n, v in columns.items()})
    )


def insert_rows(cursor: duckdb.DuckDBPyConnection, uploads: dict[int, Incoming]) -> None:
    """The rows of several uploads, register by register: each distinct row is kept once."""
    by_register: dict[str, dict[int, Incoming]] = defaultdict(dict)
    for number, upload in uploads.items():
        by_register[upload.register][number] = upload
        _insert_kept_out(cursor, number, upload)
    for register, some in by_register.items():
        table = _table(register, some)
        names = REGISTERS[register].names
        words = ", ".join(f'coalesce("{name}"::VARCHAR, chr(1))' for name in names)
        cursor.register("incoming_rows", table)
        digests = cursor.execute(
            f"SELECT md5(concat_ws(chr(31), {words})) AS digest FROM incoming_rows"
        ).to_arrow_table()
        cursor.unregister("incoming_rows")
        cursor.register("incoming_rows", table.append_column("digest", digests.column("digest")))
        columns = tables.quoted([*tables.KEYS, *names])
        cursor.execute(f"""
            INSERT INTO store.contents (content_id, register, provider, digest, {columns})
            SELECT ({NEWEST}) + row_number() OVER (ORDER BY position),
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


def insert_mends(cursor: duckdb.DuckDBPyConnection, number: int, upload: Incoming) -> None:
    """The cells of this source's rows that a person mended, each with what the file says."""
    typed = upload.valid.typed
    position = {typed.row_numbers[i]: i for i in upload.rows}
    headed = {place: name for name, place in typed.match.columns.items()}
    for cell, text in upload.choices.mends.items():
        row, place = places.place(cell)
        if row + 1 in position:
            old = upload.sent.get(cell)
            cursor.execute(
                "INSERT INTO store.mended VALUES ($1, $2, $3, $4, $5, $6)",
                [number, row + 1, cell, headed.get(place), old, text],
            )


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


def set_counts(cursor: duckdb.DuckDBPyConnection, counted: Sequence[tuple[int, ...]]) -> None:
    """What each upload changed: (number, new, changed, closed, dropped, unchanged, more warnings)."""
    import pyarrow as pa

    names = ("n", "nw", "ch", "cl", "dr", "un", "warned")
    cursor.register("incoming_rows", pa.table(dict(zip(names, zip(*counted, strict=True), strict=True))))
    cursor.execute(
        """UPDATE store.uploads SET "new" = nw, changed = ch, closed = cl, dropped = dr, unchanged = un,
            warnings = warnings + warned FROM incoming_rows WHERE number = n"""
    )
    cursor.unregister("incoming_rows")
