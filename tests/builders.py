"""Rows, files and stores for a test that names only what matters to it."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from cme_data import ingest
from cme_data.ingest import Outcome
from cme_data.measures import MEASURES
from cme_data.measures.measure import Count, Question
from cme_data.store import Store, tables
from cme_data.store.connect import FILE, attach
from cme_data.store.prepare import make_world
from schemas import REGISTERS
from schemas.register import Column

TODAY = date(2027, 7, 31)
"""After every day that the tests speak of, so that no as-at date lies in the future."""

PERSON = "A. Tester"

USUAL = {
    "surname": "Smith",
    "forename": "Ann",
    "date_of_birth": date(2014, 5, 5),
    "borough": "Kingston upon Thames",
    "action_id": "1",
    "action": "Visit the family",
    "service": "Education Welfare Service",
    "status": "Open",
    "lead_service": "Education Welfare Service",
}
"""What a required column holds where a test does not say; others hold their first code."""

OPENED = date(2026, 9, 7)


def a_row(register: str, **values: Any) -> dict[str, Any]:
    """A row of that register: the values given, and something plausible in every other required column."""
    declared = REGISTERS[register]
    unknown = values.keys() - set(declared.names)
    if unknown:
        raise KeyError(f"{register} has no column {', '.join(sorted(unknown))}")
    opened = values.get(declared.opens, OPENED)
    row = {column.name: usual_value(register, column, opened) for column in declared.required}
    if declared.child == "findable" and not values.keys() & {"upn", "record_number", "surname"}:
        row |= {name: USUAL[name] for name in ("surname", "forename", "date_of_birth")}
    return row | values


def usual_value(register: str, column: Column, opened: date) -> Any:
    if column.name == "data_provider":
        return REGISTERS[register].holders[0]
    if column.name == "due_on":
        return opened + timedelta(days=14)
    if column.kind == "date" and column.name != "date_of_birth":
        return opened
    if column.name == "status" and register == "virtual_school":
        return "Looked after"
    if column.name in USUAL:
        return USUAL[column.name]
    return column.codes.values[0] if column.codes else f"A {column.label.lower()}"


def a_upn(serial: int) -> str:
    """A made-up permanent UPN with the right check letter: establishment 9999, so that it is no child's."""
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    digits = f"314999926{serial:03}"
    total = sum(weight * int(digit) for weight, digit in enumerate(digits, start=2))
    return letters[total % 23] + digits


def csv_bytes(register: str, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """The rows as a service would save them: the template's headings, dates written out."""
    columns = REGISTERS[register].columns
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([column.label for column in columns])
    for row in rows:
        writer.writerow([written(row.get(column.name)) for column in columns])
    return text.getvalue().encode()


def written(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def a_store(tmp_path: Path) -> Store:
    """An empty store of its own."""
    return Store.open(tmp_path / "store")


def as_left_by(version: int, folder: Path, into: Path) -> Path:
    """A store of an earlier version with all of the closed store of a folder that there was room for then."""
    into.mkdir()
    root = attach(into / FILE, key=None, read_only=False)
    for statement in tables.create(until=version):
        root.execute(statement)
    make_world(root, "store.now")
    root.execute(f"ATTACH '{folder / FILE}' AS newer (READ_ONLY)")
    columns = """SELECT schema_name, table_name, list(column_name) FROM duckdb_columns()
        WHERE database_name = 'store' AND NOT internal GROUP BY ALL"""
    for schema, table, names in root.execute(columns).fetchall():
        some, of = ", ".join(f'"{name}"' for name in names), f'"{schema}"."{table}"'
        root.execute(f"INSERT INTO store.{of} ({some}) SELECT {some} FROM newer.{of}")
    root.execute("UPDATE store.meta SET value = $1 WHERE name = 'version'", [str(version)])
    root.close()
    return into


def upload(
    store: Store,
    register: str,
    rows: Iterable[Mapping[str, Any]],
    as_at: date,
    mode: str = "snapshot",
    provider: str | None = None,
    accept_passed: bool = False,
    now: datetime = datetime(2027, 7, 31, 9),
) -> Outcome:
    """Commits the rows as one file of one source; the outcome of its one sheet."""
    rows = [dict(row) for row in rows]
    if provider and "data_provider" in REGISTERS[register].names:
        rows = [row | {"data_provider": provider} for row in rows]
    if not rows:
        provider = provider or REGISTERS[register].holders[0]
    examined = ingest.examine(
        csv_bytes(register, rows),
        f"{register}.csv",
        as_at=as_at,
        today=TODAY,
        register=register,
        provider=provider,
    )
    outcomes = ingest.commit(
        store, examined, mode=mode, who=PERSON, now=now, accept_passed=accept_passed
    )
    assert len(outcomes) == 1, outcomes
    return outcomes[0]


def count(store: Store, name: str, known_at: date | None = None, **question: Any) -> Count:
    """The count a measure gives; without ``as_at`` as at the end of the period, else the newest day."""
    world = store.world(known_at)
    question.setdefault("as_at", question.get("end") or world.newest)
    return MEASURES[name].count(world, Question(**question))


def measure(store: Store, name: str, known_at: date | None = None, **question: Any) -> list[dict[str, Any]]:
    """The rows a measure gives: the ``by`` columns first, then the figures."""
    return count(store, name, known_at, **question).rows
