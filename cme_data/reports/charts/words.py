"""How much room the words of a chart take: it is drawn without asking a typeface."""

from math import ceil
from typing import Any

WIDTH = 680
"""Pixels between the margins of a page: 18 cm at 96 to the inch."""
SIZE = 12  # of the letters
LINE = 14  # from one line to the next
GAP = 8

Spec = dict[str, Any]


def wide(text: str) -> int:
    """Pixels that a text takes, rather too many than too few."""
    return ceil(6.7 * len(text)) + 4
