"""All benchmarks, one after the other: python -m tests.benchmarks"""

from tests.benchmarks import annotate, clocks, ingest, pages, sample, start, trend

for benchmark in (ingest, annotate, sample, trend, clocks, pages, start):
    benchmark.main()
    print(flush=True)
