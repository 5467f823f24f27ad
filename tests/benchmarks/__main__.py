"""All benchmarks, one after the other: python -m tests.benchmarks"""

from tests.benchmarks import annotate, clocks, ingest, pack, pages, panel, sample, start, trend

for benchmark in (ingest, annotate, sample, trend, clocks, panel, pack, pages, start):
    benchmark.main()
    print(flush=True)
