"""Processes killed at random moments of everything that writes: nothing acknowledged lost, nothing half-written.

python -m tests.benchmarks.kill [--rounds 200] [--seed 1]
"""

import argparse
import tempfile
import time
from pathlib import Path

from tests.killing import rounds


def main(number: int = 200, seed: int = 1) -> None:
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        found = list(rounds(number, seed, Path(folder), lambda words: print(words, flush=True)))
    print(f"{number} kills, seed {seed}: {len(found)} faults, {time.monotonic() - began:.0f} s")
    for fault in found:
        print(f"  {fault}")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=200)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    main(given.rounds, given.seed)
