"""All benchmarks, one after the other: python -m tests.benchmarks"""

from tests.benchmarks import (
    annotate,
    clocks,
    disclosure,
    ingest,
    pages,
    panel,
    reports,
    sample,
    start,
    trend,
    writers,
)

for benchmark in (ingest, annotate, sample, trend, clocks, panel, disclosure, reports, writers, pages, start):
    benchmark.main()
    print(flush=True)
