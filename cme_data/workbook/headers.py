"""Which rows of a sheet might be its header: one row, or two that are read together."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from cme_data.workbook.read import Cell
from schemas.folding import fold

LOOKED_AT = 30  # rows in which a header is looked for

# The same words come again in every row and register that is tried.
folded = lru_cache(maxsize=20_000)(fold)


@dataclass(slots=True)
class Header:
    """A possible header: the text over each column, and the rows it was put together from."""

    row: int  # from 0; the last
    rows: int  # 1 or 2
    texts: list[tuple[str, ...]]  # readings of each column's heading, the fullest first
    folded: list[tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self.folded = [tuple(map(folded, readings)) for readings in self.texts]

    @property
    def keys(self) -> list[str]:
        """By what each column's heading is remembered: its words, and which it is of several that are alike."""
        seen: Counter[str] = Counter()
        found = []
        for readings in self.folded:
            text = readings[0] if readings else ""
            seen[text] += 1
            found.append(f"{text} #{seen[text]}" if text and seen[text] > 1 else text)
        return found


def headers(rows: Sequence[Sequence[Cell]], least: int = 2) -> Iterator[Header]:
    """Each row near the top with that many cells as a header of its own, then with the row over it."""
    above: list[str] = []
    for i, row in enumerate(rows[:LOOKED_AT]):
        texts = [_text(cell) for cell in row]
        if sum(map(bool, texts)) >= least:
            yield Header(i, 1, [(text,) if text else () for text in texts])
        if any(above) and any(texts):
            yield Header(i, 2, list(_together(above, texts)))
        above = texts


def _together(upper: Sequence[str], lower: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Where "Date" is merged over "identified" and "added": "Date identified" and "Date added"."""
    over = ""
    for above, below in zip(upper, lower, strict=False):
        over = above or (over if below else "")
        readings = (f"{over} {below}", below) if over and below else (below or above,)
        yield tuple(text for text in readings if text)


def _text(cell: Cell) -> str:
    return " ".join(str(cell).split())
