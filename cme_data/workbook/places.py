"""Where a cell stands, in the words of a spreadsheet."""

import re
from functools import lru_cache

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)


@lru_cache(maxsize=2_000)
def letters(column: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def address(row: int, column: int) -> str:
    """The address of a cell by its row (from 1) and column (from 0)."""
    return f"{letters(column)}{row}"


def place(cell: str) -> tuple[int, int]:
    """The row and column of a cell, both counted from 0; ValueError where the text is no address."""
    match = _ADDRESS.fullmatch(cell)
    if match is None:
        raise ValueError(f"{cell} is no address of a cell")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1
