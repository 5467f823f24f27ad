"""All benchmarks, one after the other: python -m tests.benchmarks"""

from tests.benchmarks import clocks, ingest, pages, sample, start, trend

for benchmark in (ingest, sample, trend, clocks, pages, start):
    benchmark.main()
    print(flush=True)
