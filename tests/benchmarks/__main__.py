"""All benchmarks, one after the other: python -m tests.benchmarks"""

from tests.benchmarks import annotate, clocks, ingest, pages, panel, sample, start, trend, writers

for benchmark in (ingest, annotate, sample, trend, clocks, panel, writers, pages, start):
    benchmark.main()
    print(flush=True)
