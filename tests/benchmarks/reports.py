"""The annual and the six-monthly report of the made-up authority: seconds, sizes, what is hidden, and the attacker.

python -m tests.benchmarks.reports
"""

import tempfile
import time
from datetime import datetime
from pathlib import Path

from cme_data import disclosure
from cme_data.calendar import parse_period
from cme_data.reports import STATISTICAL, WRITERS, write
from cme_data.reports.statistical import Asked, laid_out
from cme_data.settings import load
from cme_data.store import Store
from tests.attacker import recovered_from_many
from tests.benchmarks.timing import seconds
from tests.serving import copy_of_sample_store

MADE = (("annual", "2025/26"), ("six-monthly", "2025/26-H2"))
NOW = datetime(2026, 11, 25, 9)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = copy_of_sample_store(Path(folder) / "store")
        for name, period in MADE:
            with Store.open(data, read_only=True) as store:
                _report(store, data, name, period)


def _report(store: Store, data: Path, name: str, period: str) -> None:
    report, settings = STATISTICAL[name], load(data)
    asked = Asked(settings, parse_period(period), (), NOW, {})
    world = store.world()
    began, worked = time.perf_counter(), time.process_time()
    family, about = report.gather(world, asked)
    print(
        f"{name} {period}: {len(family.figures):,} figures gathered in {time.perf_counter() - began:.1f} s "
        f"({time.process_time() - worked:.1f} s of work)"
    )
    for gate in (disclosure.internal, disclosure.released):
        began, worked = time.perf_counter(), time.process_time()
        shown = gate(family, settings)
        print(
            f"  {gate.__name__}: let out in {time.perf_counter() - began:.1f} s ({time.process_time() - worked:.1f} s of work)"
        )
        document = laid_out(report, asked, about, shown)
        for suffix in WRITERS:
            made: list[bytes] = []
            took = seconds(
                lambda suffix=suffix, document=document, made=made: made.append(write(document, suffix))
            )
            print(f"    {suffix:6} {took:5.1f} s   {len(made[0]) / 1024:7,.0f} KB")
    hidden = shown.hidden
    began = time.perf_counter()
    found = recovered_from_many(
        shown.family, settings.disclosure.suppress_up_to, registers_overlap=True, exact=family
    )
    print(
        f"  of {hidden.counts:,} counts {hidden.small:,} small and {hidden.beside:,} beside them hidden, "
        f"{len(hidden.exposed)} exposed; attacker: {hidden.small + hidden.beside:,} tried, {len(found)} recovered, "
        f"in {time.perf_counter() - began:.0f} s",
        flush=True,
    )


if __name__ == "__main__":
    main()
