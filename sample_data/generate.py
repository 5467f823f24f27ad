"""Writes the made-up workbooks of this folder and their manifest again, byte for byte the same."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from cme_data.sample import write  # noqa: E402  (the project is run from its folder, not installed)

if __name__ == "__main__":
    for path in write(HERE):
        sys.stdout.write(f"Wrote {path.name}\n")
