"""Measuring: the best of several runs, percentiles, and one way to print them."""

import statistics
import time
from collections.abc import Callable, Sequence


def best_of(times: int, what: Callable[[], object]) -> float:
    """Seconds of the quickest of several runs: the one the machine disturbed least."""
    return min(seconds(what) for _ in range(times))


def seconds(what: Callable[[], object]) -> float:
    """Seconds that one run takes."""
    started = time.perf_counter()
    what()
    return time.perf_counter() - started


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share (0–1) of the values lies, itself one of them."""
    return sorted(values)[min(len(values) - 1, round(share * (len(values) - 1)))]


def told(values: Sequence[float]) -> str:
    """Median and 95th percentile in milliseconds."""
    return (
        f"median {statistics.median(values) * 1000:6.0f} ms   p95 {percentile(values, 0.95) * 1000:6.0f} ms"
    )
