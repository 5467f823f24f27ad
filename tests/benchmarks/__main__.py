"""All benchmarks, one after the other: python -m tests.benchmarks"""

from tests.benchmarks import (
    annotate,
    clocks,
    disclosure,
    ingest,
    pack,
    pages,
    panel,
    reports,
    sample,
    start,
    trend,
    writers,
)

for benchmark in (ingest, annotate, sample, trend, clocks, panel, pack, disclosure, reports, writers, pages, start):
    benchmark.main()
    print(flush=True)
