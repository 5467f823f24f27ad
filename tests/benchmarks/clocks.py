"""The clocks and gaps of 5,000 made-up children beside a count day by day, and the time they take.

python -m tests.benchmarks.clocks
"""

import tempfile
from collections import Counter
from pathlib import Path

from cme_data.measures import MEASURES
from cme_data.measures.measure import Question
from cme_data.settings import Settings, shipped
from cme_data.store import Store
from tests.alternatives import ALTERNATIVES
from tests.benchmarks.timing import best_of
from tests.serving import copy_of_sample_store
from tests.terms import TERMS
from tests.worlds_clocks import Town

CHILDREN, TOWNS = 100, 50


def main() -> None:
    found: Counter[str] = Counter()
    different = 0
    for seed in range(TOWNS):
        different += differences(Town(seed, CHILDREN), (TERMS, shipped())[seed % 2], found)
    print(f"{CHILDREN * TOWNS:,} children, {found.total():,} duties and gaps: {different} differences")
    print("  " + ", ".join(f"{name} {number:,}" for name, number in sorted(found.items())))
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(copy_of_sample_store(Path(folder) / "store"))
        world, question = store.world(), Question(as_at=store.world().newest)
        for name in ("clocks", "gaps"):
            rows = len(MEASURES[name].count(world, question).rows)
            taken = best_of(10, lambda name=name: MEASURES[name].count(world, question))
            print(
                f"{name} of the made-up authority, {rows} rows: best {taken * 1000:.0f} ms (aim: under 100)"
            )
        store.close()


def differences(town: Town, settings: Settings, found: Counter[str], days: int = 2) -> int:
    """How many rows only one of the two readings has; `found` counts the rows of each duty and gap by status."""
    world, different = town.drawn.world(), 0
    for day in town.days(days):
        question = Question(as_at=day, settings=settings)
        for name in ("clocks", "gaps"):
            rows = MEASURES[name].count(world, question).rows
            found.update(f"{row['duty']} {row['status']}" if name == "clocks" else row["gap"] for row in rows)
            told = ALTERNATIVES[name](town.told, question)
            told = [row | {"child": None if row["child"] is None else str(row["child"])} for row in told]
            ours, theirs = (Counter(map(str, each)) for each in (in_full(rows), in_full(told)))
            different += (ours - theirs).total() + (theirs - ours).total()
    return different


def in_full(rows: list[dict[str, object]]) -> list[list[tuple[str, object]]]:
    """Each row with all its columns, the child's own name among them."""
    return [sorted(row.items()) for row in rows]


if __name__ == "__main__":
    main()
