"""All benchmarks, one after the other: python -m tests.benchmarks"""

from tests.benchmarks import ingest, pages, sample, start, trend

for benchmark in (ingest, sample, trend, pages, start):
    benchmark.main()
    print(flush=True)
