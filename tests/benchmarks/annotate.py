"""A faulty list sent back: the sender's own workbook with its problems marked.

python -m tests.benchmarks.annotate [ROWS]
"""

import datetime
import io
import resource
import sys

import openpyxl

from cme_data import ingest
from cme_data.annotate import annotated
from schemas import REGISTERS
from tests.benchmarks.ingest import AS_AT, COLUMNS, value
from tests.benchmarks.timing import best_of
from tests.workbook_files import saved

NOW = datetime.datetime(2026, 11, 25, 9)


def faulty(rows: int, faults: int) -> bytes:
    """The list with a date and a list of hours in turn that cannot be read, evenly over the rows."""
    columns = [REGISTERS["cme"].column(name) for name in COLUMNS]
    places = COLUMNS.index("date_of_birth"), COLUMNS.index("hours_per_week")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(REGISTERS["cme"].sheet)
    sheet.append([column.label for column in columns])
    for number in range(rows):
        row = [value(column, number) for column in columns]
        fault, rest = divmod(number, rows // faults)
        if not rest:
            row[places[fault % 2]] = f"31.2.{2000 + fault % 20}?"
        sheet.append(row)
    return saved(book)


def through_openpyxl(data: bytes) -> None:
    saved(openpyxl.load_workbook(io.BytesIO(data), keep_links=True))


def peak() -> int:
    """The most megabytes that the process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(rows: int = 5_000) -> None:
    data = faulty(rows, rows // 10)
    examined = ingest.examine(data, "benchmark.xlsx", as_at=AS_AT, today=AS_AT)
    problems = sum(len(sheet.problems) for sheet in examined.sheets)
    before = peak()
    ours = best_of(3, lambda: annotated(examined, NOW))
    after = peak()
    print(
        f"annotate: {rows:,} rows × {len(COLUMNS)} columns, {len(data) / 1e6:.1f} MB, {problems:,} problems"
    )
    print(f"  marked copy                      {ours:6.2f} s   (aim at 5,000 rows: to 5)")
    print(f"  peak memory before and after     {before:,} MB, {after:,} MB")
    if rows <= 5_000:
        print(f"  openpyxl merely loads and saves  {best_of(2, lambda: through_openpyxl(data)):6.2f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
