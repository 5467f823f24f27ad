"""How dates, numbers and blanks are written in every report."""

from collections.abc import Sequence
from datetime import date
from typing import Any

NOT_RECORDED = "Not recorded"
_TERMS = {"autumn": "Autumn term", "spring": "Spring term", "summer": "Summer term"}


def said(value: Any, blank: str = NOT_RECORDED) -> str:
    """Anything a row can hold, as words; a blank is never 0."""
    if value is None or value == "":
        return blank
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return f"{value:g}" if isinstance(value, float) else str(value)


def day(value: date | None, blank: str = NOT_RECORDED) -> str:
    """A date in a table's narrow column, as 21 Nov 2026."""
    return f"{value.day} {value:%b %Y}" if value else blank


def some(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: 1 child, 3 children."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def children(count: int) -> str:
    """A count of children."""
    return some(count, "child", "children")


def listed(words: Sequence[str]) -> str:
    """Words joined as a, b and c."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def name(row: dict[str, Any]) -> str:
    """A child's name as registers write it: Smith, Ann."""
    return ", ".join(part for part in (row["surname"], row["forename"]) if part) or NOT_RECORDED


def named(period: str) -> str:
    """A period as people say it: 2025/26-H1 is *September 2025 to February 2026*, 2026-10 *October 2026*."""
    if period.count("-") == 2:
        return said(date.fromisoformat(period))
    year, _, part = period.partition("-")
    first = int(year[:4])
    if part == "H1":
        return f"September {first} to February {first + 1}"
    if part == "H2":
        return f"March to August {first + 1}"
    if part in _TERMS:
        return f"{_TERMS[part]} {year}"
    return f"{date(first, int(part), 1):%B %Y}" if part else f"Year {period}"
