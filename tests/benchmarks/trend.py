"""Trend of 78 fortnights by category, in the made-up authority's store.

python -m tests.benchmarks.trend
"""

import datetime
import statistics
import tempfile
from pathlib import Path

from cme_data.measures import MEASURES
from cme_data.measures.measure import Question
from cme_data.store import Store
from tests.benchmarks.timing import best_of, seconds
from tests.serving import copy_of_sample_store


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(copy_of_sample_store(Path(folder) / "store"))
        world = store.world()
        newest = world.newest
        question = Question(
            as_at=newest,
            start=newest - datetime.timedelta(days=14 * 78 - 1),
            end=newest,
            every="fortnight",
            by=("category",),
        )
        trend = MEASURES["trend"]
        rows = len(trend.count(world, question).rows)
        quickest = best_of(10, lambda: trend.count(world, question))
        usual = statistics.median(seconds(lambda: trend.count(world, question)) for _ in range(10))
        one = best_of(10, lambda: MEASURES["caseload"].count(world, Question(as_at=newest)))
        store.close()
    print(
        f"trend of 78 fortnights by category, {rows} rows: best {quickest * 1000:.0f} ms, "
        f"median {usual * 1000:.0f} ms (aim: under 30); caseload of one day {one * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()
