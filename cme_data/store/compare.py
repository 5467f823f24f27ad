"""What an upload changes, row by row and column by column, in words a person can check."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

import duckdb

from cme_data.findings import Finding
from cme_data.spells import Built
from cme_data.spells import Change as RowChange
from cme_data.store.tables import quoted
from schemas import REGISTERS
from schemas.register import Register


class Change(NamedTuple):
    """One row that is new, closed or dropped, or one cell that changed."""

    kind: str
    name: str
    row: int | None  # in the sheet
    column: str | None  # its label
    old: str | None
    new: str | None


def changes(
    cursor: duckdb.DuckDBPyConnection, register: str, found: Sequence[RowChange], number: int
) -> list[Change]:
    """Every row and cell that an upload changes; unchanged rows are left out."""
    told = [c for c in found if c.kind != "unchanged"]
    contents = _contents(cursor, register, {c for change in told for c in change[2:4] if c is not None})
    rows = _rows(cursor, number)
    columns = REGISTERS[register].columns
    result = []
    for change in told:
        after = contents.get(change.after) if change.after is not None else None
        before = contents.get(change.before) if change.before is not None else None
        name = _name(after or before or {}, REGISTERS[register])
        row = rows.get(change.after) if change.after is not None else None
        if before is None or after is None:
            result.append(Change(change.kind, name, row, None, None, None))
            continue
        for column in columns:
            old, new = before[column.name], after[column.name]
            if old != new:
                result.append(Change(change.kind, name, row, column.label, _said(old), _said(new)))
    return result


def warnings(cursor: duckdb.DuckDBPyConnection, built: Built, number: int, sheet: str) -> list[Finding]:
    """What an upload takes back of an earlier one: a name, UPN or birth date, a closing date."""
    corrected = {content for content, _, _ in built.corrections.get(number, ())}
    reopened = set(built.reopened.get(number, ()))
    if not corrected and not reopened:
        return []
    rows = _rows(cursor, number)
    found = []
    for content in sorted(corrected | reopened, key=lambda c: rows.get(c, 0)):
        row = rows.get(content)
        if content in corrected:
            found.append(_warning(
                "identity_corrected", sheet, row,
                "this row corrects the name, UPN, record number or date of birth that the list gave before.",
                "Nothing to do if the correction is right; else mend the row and upload again.",
            ))  # fmt: skip
        if content in reopened:
            found.append(_warning(
                "closing_withdrawn", sheet, row,
                "an earlier list gave a closing date that this row leaves blank, so the spell is open again.",
                "Nothing to do if the child is back; else put the closing date again.",
            ))  # fmt: skip
    return found


def _warning(rule: str, sheet: str, row: int | None, said: str, fix: str) -> Finding:
    where = f"{sheet}, row {row}" if row else sheet
    return Finding(
        level="warning", rule=rule, sheet=sheet, row=row, cell=None, column=None, value=None,
        message=f"{where}: {said}", fix=fix,
    )  # fmt: skip


def _contents(
    cursor: duckdb.DuckDBPyConnection, register: str, wanted: set[int]
) -> dict[int, dict[str, Any]]:
    names = REGISTERS[register].names
    rows = cursor.execute(
        f"SELECT content_id, {quoted(names)} FROM store.contents WHERE content_id IN (SELECT unnest($1))",
        [sorted(wanted)],
    ).fetchall()
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in rows}


def _rows(cursor: duckdb.DuckDBPyConnection, number: int) -> dict[int, int]:
    return dict(
        cursor.execute(
            "SELECT content_id, min(sheet_row) FROM store.listed WHERE number = $1 GROUP BY 1", [number]
        ).fetchall()
    )


def _name(row: dict[str, Any], register: Register) -> str:
    if row.get("surname"):
        return f"{row['surname']}, {row.get('forename') or ''}".rstrip(", ")
    for name in ("action_id", "upn", "record_number", register.opens):
        if row.get(name):
            return _said(row[name]) or ""
    return ""


def _said(value: Any) -> str | None:
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    return f"{value:g}" if isinstance(value, float) else (None if value is None else str(value))
