"""The made-up authority's store from nothing: three school years of fortnightly uploads.

python -m tests.benchmarks.sample
"""

import tempfile
from pathlib import Path

from tests.benchmarks.timing import seconds
from tests.serving import build_sample_store


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        took = seconds(lambda: build_sample_store(store))
        size = sum(path.stat().st_size for path in store.rglob("*") if path.is_file())
    print(f"sample store from nothing: {took:.1f} s (aim: under 30), {size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
