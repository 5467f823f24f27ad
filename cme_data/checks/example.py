"""The examples that prove a check: lists of which only the columns that matter are said, or whole sheets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

DAY = "20 November 2026"
"""The day for which the list of an example speaks, unless it says another."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as a source sends it; the columns not named hold something plausible where they are required."""

    register: str
    rows: tuple[Mapping[str, Any], ...]
    as_at: str
    provider: str | None


@dataclass(frozen=True, slots=True)
class Sheets:
    """A workbook's sheets by name, cell by cell."""

    register: str
    cells: Mapping[str, tuple[tuple[str, ...], ...]]


Example = tuple[Listed, ...] | Sheets
"""Lists in the order in which they were sent, or a workbook."""


def listed(
    register: str, *rows: Mapping[str, Any], as_at: str = DAY, provider: str | None = None
) -> tuple[Listed, ...]:
    """An example of one list; two are added with +."""
    return (Listed(register, rows, as_at, provider),)


def sheet(register: str, *lines: str) -> Sheets:
    """An example of a workbook with one sheet, cells written with | between them."""
    return sheets(register, Sheet=lines)


def sheets(register: str, **lines: tuple[str, ...]) -> Sheets:
    """The same of several sheets."""
    return Sheets(
        register,
        {
            name: tuple(tuple(cell.strip() for cell in line.split("|")) for line in some)
            for name, some in lines.items()
        },
    )
