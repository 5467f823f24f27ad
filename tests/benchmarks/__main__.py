"""All benchmarks, one after the other: python -m tests.benchmarks"""

from tests.benchmarks import annotate, ingest, pages, sample, start, trend

for benchmark in (ingest, annotate, sample, trend, pages, start):
    benchmark.main()
    print(flush=True)
