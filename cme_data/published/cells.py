"""One cell of a published file: a number, or the symbol that stands in its place (R8); and the DfE's rounding (R9)."""

import re
from dataclasses import dataclass
from functools import lru_cache

SYMBOLS = {
    "low": "more than nothing, but rounds to 0",
    "k": "more than nothing, but rounds to 0",
    "<0.5": "more than nothing, but less than 0.5",
    "x": "not available",
    "z": "not applicable",
    "c": "suppressed to protect children",
    "u": "of low reliability",
}
"""What stands where there is no number, in the DfE's words."""
_NUMBER = re.compile(r"\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A published number, or the symbol in its place; neither where nothing was published at all."""

    value: float | None
    symbol: str = ""


NOTHING = Cell(None)


@lru_cache(maxsize=10_000)  # a whole file holds only some thousand different ones
def read(text: str) -> Cell | None:
    """What a cell says; None where it is neither a number nor a symbol."""
    said = text.strip()
    if _NUMBER.fullmatch(said):
        return Cell(float(said))
    return Cell(None, said.lower()) if said.lower() in SYMBOLS else None


def rounded(count: int) -> Cell:
    """A count as the DfE publishes an authority's: 1 to 4 is low, else the nearest 10, 5 up."""
    if 0 < count < 5:
        return Cell(None, "low")
    return Cell(float((count + 5) // 10 * 10))
