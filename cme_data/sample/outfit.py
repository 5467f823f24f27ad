"""What a sheet of a service's own workbook looks like: its titles, its words, its way of writing values."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Outfit:
    """One sheet as its service keeps it."""

    register: str
    sheet: str
    titles: tuple[str, ...] = ()
    provider: str | None = None
    words: dict[str, str] = field(default_factory=dict)
    """Their heading of a column, where it is not the template's."""
    groups: dict[str, str] = field(default_factory=dict)
    """A first header row: what stands over a column and those after it, up to the next."""
    first: tuple[str, ...] = ()
    """Columns that stand before all others."""
    writes: dict[str, dict[str, str]] = field(default_factory=dict)
    """Their short forms of a column's values."""
    year: Literal["Y9", "Yr 9", "9", "Year 9"] = "Y9"
    hours: Literal["plain", "12h30", "12.5 hrs"] = "plain"
    full_time: bool = False
    """Some cells say FT where another would write 25."""
    one_name: bool = False
    """Surname and forename in one column."""
    apart: str | None = None
    """A column whose groups of rows are set apart by a blank row."""
    closed_below: bool = False
    """Closed rows stand at the end under a heading of their own."""
    total: bool = False
