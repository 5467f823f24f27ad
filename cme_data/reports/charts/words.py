"""How much room the words of a chart take: it is drawn without asking a typeface."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any

WIDTH = 680
"""Pixels between the margins of a page: 18 cm at 96 to the inch."""
SIZE = 12  # of the letters
LINE = 14  # from one line to the next
GAP = 8

Spec = dict[str, Any]

# In an expression of Vega's even the quoted word “if” is run, so that labels come in as data alone.
LABEL = "split(slice(datum.value, 4), '\\n')"


def key(place: int, lines: Sequence[str]) -> str:
    """A label that no other has, though it may say the same; LABEL shows its words."""
    return f"{place:04}" + "\n".join(lines)


def wide(text: str) -> int:
    """Pixels that a text takes, rather too many than too few."""
    return ceil(sum(map(_letter, text))) + 4


def wrapped(text: str, room: int) -> list[str]:
    """The text in lines that each take no more than so many pixels; a word too long for one is cut."""
    lines = [""]
    for word in text.split():
        for part in _cut(word, room):
            longer = f"{lines[-1]} {part}".strip()
            if wide(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(part)
    return lines if lines[0] or len(lines) == 1 else lines[1:]


def _cut(word: str, room: int) -> Iterator[str]:
    start = 0
    for end in range(1, len(word) + 1):
        if wide(word[start:end]) > room:
            yield word[start : end - 1]
            start = end - 1
    yield word[start:]


def _letter(letter: str) -> float:
    if letter in "MW@%" or not letter.isascii():
        return SIZE
    return 9.4 if letter.isupper() or letter in "mw" else 6.8
