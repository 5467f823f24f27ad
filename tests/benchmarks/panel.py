"""What the panel writes: people writing at once lose nothing, and the time a write takes.

python -m tests.benchmarks.panel [HOW MANY EACH]
"""

import datetime as dt
import sys
import tempfile
import threading
from pathlib import Path

from cme_data import panel
from cme_data.store import Store
from cme_data.verify import verify
from tests.benchmarks.timing import best_of, seconds
from tests.builders import a_row, a_store, upload
from tests.serving import copy_of_sample_store

HELD = dt.date(2026, 11, 12)
NOW = dt.datetime(2026, 11, 25, 10)
SERVICE = "Malden Oaks"
EACH = 100


def main(each: int = EACH) -> None:
    with tempfile.TemporaryDirectory() as folder:
        at_once(Path(folder), each)
        one_write(Path(folder))


def at_once(folder: Path, each: int) -> None:
    """Two people, each agreeing so many actions."""
    with a_store(folder) as store:
        upload(store, "cme", [a_row("cme")], HELD)
        upload(store, "meetings", [{"held_on": HELD}], HELD)
        (row,) = store.world().rows("SELECT child FROM spells WHERE register = 'cme'")
        numbers: list[str | None] = []

        def writes(who: str) -> None:
            for place in range(each):
                by = panel.By(who, NOW)
                text = f"{who} {place}"
                done = panel.agree_action(store, row["child"], HELD, text, SERVICE, NOW.date(), by)
                numbers.append(done.number)

        threads = [threading.Thread(target=writes, args=(who,)) for who in ("Ada", "Bo")]
        taken = seconds(lambda: [[t.start() for t in threads], [t.join() for t in threads]])
        kept = {row["action"] for row in panel.sheet(store.world(), NOW.date())}
        lost = 2 * each - len(kept)
        print(
            f"2 people writing {each} actions each: {lost} lost, {len(set(numbers))} numbers, {taken:.0f} s,"
            f" {len(verify(store))} faults by verify"
        )


def one_write(folder: Path) -> None:
    """An action agreed in the made-up authority's store, the whole world built again."""
    with Store.open(copy_of_sample_store(folder / "sample")) as store:
        (row, *_) = store.world().rows(
            "SELECT child FROM spells WHERE register = 'cme' AND closed_on IS NULL"
        )
        places = iter(range(100))

        def write() -> None:
            by = panel.By("Ada", NOW)
            panel.agree_action(store, row["child"], HELD, f"Visit {next(places)}", SERVICE, NOW.date(), by)

        print(f"one action agreed in the made-up authority: best {best_of(8, write):.2f} s (aim: under 1)")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
