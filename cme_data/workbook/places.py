"""Where a cell stands, in the words of a spreadsheet."""

from functools import lru_cache


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
