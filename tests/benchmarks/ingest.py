"""A workbook of 10,000 rows and 25 columns: read, validated and committed, against merely reading it.

python -m tests.benchmarks.ingest [ROWS]
"""

import datetime
import io
import sys
import tempfile
from pathlib import Path

import openpyxl
import pandas
import python_calamine

from cme_data import ingest
from cme_data.store import Store
from schemas import REGISTERS
from tests.benchmarks.timing import best_of, seconds

COLUMNS = (
    "record_number",
    "surname",
    "forename",
    "date_of_birth",
    "sex",
    "borough",
    "year_group",
    "school",
    "sen",
    "social_care",
    "category",
    "referral_group",
    "reason",
    "on_roll",
    "identified_on",
    "added_on",
    "missing_from",
    "safeguarding_concern",
    "provision",
    "hours_per_week",
    "transition_agreed",
    "full_time_due",
    "lead_service",
    "data_provider",
    "working_well",
)
# Made-up values that do not go together would only earn warnings.
PLAUSIBLE = {"year_group": None, "category": "At risk", "on_roll": "No"}
AS_AT = datetime.date(2026, 11, 20)


def workbook(rows: int) -> bytes:
    """A CME register of that many children, no two alike, every cell filled."""
    register = REGISTERS["cme"]
    columns = [register.column(name) for name in COLUMNS]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(register.sheet)
    sheet.append([column.label for column in columns])
    for number in range(rows):
        sheet.append([value(column, number) for column in columns])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def value(column, number: int):
    """A valid value of that column, different from row to row where the column allows it."""
    if column.name == "date_of_birth":
        return datetime.datetime(2011, 9, 1) + datetime.timedelta(days=number % 3000)
    if column.name in PLAUSIBLE:
        return PLAUSIBLE[column.name]
    if column.name == "data_provider":
        return "Business support"
    if column.kind == "date":
        later = {"identified_on": 1, "added_on": 3, "full_time_due": 450}.get(column.name, 0)
        return datetime.datetime(2025, 9, 1) + datetime.timedelta(days=number % 365 + later)
    if column.kind == "hours":
        return number % 50 / 2
    if column.codes:
        return column.codes.values[number % len(column.codes.values)]
    return f"{column.label} {number}"


def with_calamine(data: bytes) -> None:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def with_us(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder))
        try:
            examined = ingest.examine(data, "benchmark.xlsx", as_at=AS_AT, today=AS_AT)
            (outcome,) = ingest.commit(
                store,
                examined,
                mode="snapshot",
                who="benchmark",
                now=datetime.datetime(2026, 11, 20, 9),
                accept_passed=True,
            )
            assert outcome.committed, outcome
        finally:
            store.close()


def with_pandas(data: bytes) -> None:
    pandas.read_excel(io.BytesIO(data), engine="openpyxl", sheet_name=None)


def main(rows: int = 10_000) -> None:
    data = workbook(rows)
    start_up = seconds(lambda: with_us(workbook(10)))  # imports, and pandera's first schema
    calamine = best_of(5, lambda: with_calamine(data))
    examined = best_of(3, lambda: ingest.examine(data, "benchmark.xlsx", as_at=AS_AT, today=AS_AT))
    ours = best_of(3, lambda: with_us(data))
    pandas_openpyxl = best_of(2, lambda: with_pandas(data))
    print(f"ingest: {rows:,} rows × {len(COLUMNS)} columns, {len(data) / 1e6:.1f} MB")
    print(f"  python-calamine alone            {calamine:6.2f} s")
    print(f"  read and validated               {examined:6.2f} s   {examined / calamine:5.1f} × calamine")
    print(f"  read, validated and committed    {ours:6.2f} s   {ours / calamine:5.1f} × calamine (aim: to 4)")
    print(
        f"  pandas + openpyxl merely reading {pandas_openpyxl:6.2f} s   {pandas_openpyxl / ours:5.1f} × ours"
    )
    print(f"  start-up, once a process         {start_up:6.2f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
