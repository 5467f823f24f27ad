"""Does the dashboard grow? Its memory after so many page views and uploads, above where it began once warm.

    python -m tests.benchmarks.memory [VIEWS] [UPLOADS]

The aim is under 150 MB for 1,000 views and 100 uploads. The server runs in this process, and who visits it in a thread beside.
"""

import datetime as dt
import os
import random
import sys
import tempfile
from pathlib import Path

from cme_data.store import Store
from pages.components.contents import PAGES
from tests.benchmarks.here import serve
from tests.benchmarks.session import Session
from tests.builders import a_row, upload
from tests.serving import copy_of_sample_store

AIM = 150  # megabytes
WARM = 100  # views, and a tenth as many uploads, before it counts
AT_A_SITTING = 20  # views of one person, who then goes
DAYS = ("", "as_at=2026-07-17", "as_at=2026-03-06", "as_at=2025-11-21")


def megabytes() -> float:
    """What this process holds of the machine's memory now."""
    held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return held * os.sysconf("SC_PAGE_SIZE") / 2**20


def visit(address: str, store: Store, views: int, uploads: int, dice: random.Random) -> int:
    """So many views of pages as at several days, with the uploads spread among them; how many were at fault."""
    errors = 0
    due = {round((number + 0.5) * views / uploads) for number in range(uploads)}
    for begun in range(0, views, AT_A_SITTING):
        with Session(address) as session:
            for number in range(begun, min(begun + AT_A_SITTING, views)):
                page = dice.choice(PAGES[1:])
                run = session.open(page.url, dice.choice(DAYS) if "as_at" in page.scope else "")
                errors += len(run.errors) + sum("Something went wrong" in alert for alert in run.alerts)
                if number in due:
                    rows = [a_row("pru", surname=f"Child{chr(97 + i)}") for i in range(dice.randrange(1, 26))]
                    upload(store, "pru", rows, dt.date(2026, 11, 20), "additions")
    return errors


def drive(address: str, store: Store, views: int, uploads: int) -> None:
    """Warm it, remember where it begins, visit it, and say where it ends."""
    dice = random.Random(1)
    visit(address, store, WARM, WARM // 10, dice)
    began = megabytes()
    print(f"warm after {WARM} views and {WARM // 10} uploads: {began:.0f} MB", flush=True)
    parts, errors = 5, 0
    for part in range(1, parts + 1):
        errors += visit(address, store, views // parts, uploads // parts, dice)
        held = store.ask("SELECT sum(memory_usage_bytes) FROM duckdb_memory()")[0][0] / 2**20
        worlds = store.ask(
            "SELECT count(DISTINCT schema_name) FROM duckdb_tables() WHERE schema_name LIKE 'known%'"
        )[0][0]
        print(
            f"  {part * views // parts:5} views, {part * uploads // parts:3} uploads: {megabytes() - began:+5.0f} MB"
            f" (DuckDB holds {held:.0f} MB, {worlds} past worlds)", flush=True,
        )  # fmt: skip
    print(f"grown by {megabytes() - began:.0f} MB (aim: under {AIM}), {errors} errors", flush=True)


def main(views: int = 1_000, uploads: int = 100) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = copy_of_sample_store(Path(made) / "store")
        serve(folder, lambda address, store: drive(address, store, views, uploads))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
