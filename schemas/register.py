"""What a register is: its columns, what each means, and what may stand in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from schemas.codes.codelist import Codelist
from schemas.folding import fold

if TYPE_CHECKING:
    import pandera.pandas as pa

__all__ = ["LEVEL", "Column", "Kind", "Level", "Register", "Rule", "fold"]

Kind = Literal["text", "upn", "date", "hours", "number", "whole", "yes_no", "code"]
Level = Literal["error", "warning"]
Rule = Literal["required", "expected", "code", "range", "date_order", "unique", "findable"]

LEVEL: Mapping[Rule, Level] = {
    "required": "error",
    "expected": "warning",
    "code": "warning",
    "range": "warning",
    "date_order": "warning",
    "unique": "error",
    "findable": "error",
}
"""How grave a broken rule is, unless the column says otherwise (``Column.level``)."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a register: how it is headed, what it means and what may stand in it."""

    name: str
    label: str
    meaning: str
    kind: Kind = "text"
    required: bool = False
    """A blank is an error: the row is kept out."""
    expected_with: str | None = None
    """A blank is a warning where that other column is filled."""
    expected_values: tuple[str, ...] = ()
    """Narrows ``expected_with`` to these values of that other column."""
    codes: Codelist | None = None
    also: tuple[str, ...] = ()
    """Other headings under which officers write this column."""
    narrower: tuple[str, ...] = ()
    """Those of ``also`` that ask a narrower question, under which values are read with ``narrower_codes``."""
    narrower_codes: Codelist | None = None
    personal: bool = False
    """Never in a page address or a log."""
    blank: str | None = None
    """What a blank counts as; the typed value is filled with it."""
    blank_noted: bool = False
    """Filling a blank is worth a warning."""
    low: float | None = None
    high: float | None = None
    unique: bool = False
    """No value twice within one upload."""
    not_future: bool = False
    not_before: str | None = None
    """Another date column, which this date may not precede."""
    not_before_level: Level = "warning"

    @property
    def spellings(self) -> frozenset[str]:
        """Every folded heading this column is known by: its label, its name and the other spellings."""
        return frozenset(fold(heading) for heading in (self.label, self.name, *self.also))

    def codes_under(self, heading: str) -> Codelist | None:
        """The codelist to read the values under this heading with; ``codes`` but for a narrower question."""
        narrower = {fold(other) for other in self.narrower}
        return self.narrower_codes if fold(heading) in narrower else self.codes

    def level(self, rule: Rule) -> Level:
        """Whether this column breaking ``rule`` keeps the row out (error) or not (warning)."""
        if rule == "date_order":
            return self.not_before_level
        if rule in ("code", "range") and self.required:
            return "error"
        return LEVEL[rule]


@dataclass(frozen=True, slots=True)
class Register:
    """One register: who holds it, what a row is, when a row opens and closes, and its columns in order."""

    name: str
    title: str
    sheet: str
    one_row: str
    meaning: str
    opens: str
    closes: str | None
    holders: tuple[str, ...]
    child: Literal["full", "findable", "none"]
    when_dropped: Literal["stays_open", "closes", "accumulates"]
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical column names, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def required(self) -> tuple[Column, ...]:
        """The columns whose blank keeps a row out."""
        return tuple(column for column in self.columns if column.required)

    def column(self, name: str) -> Column:
        """The column of that canonical name; ``KeyError`` if the register has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name!r}")

    def headings(self) -> Mapping[str, str]:
        """Every folded heading and its column's canonical name; ``ValueError`` if two columns share one."""
        return _headings(self)

    def schema(self) -> "pa.DataFrameSchema":
        """The Pandera schema of this register's typed rows, built once; checks are named by their rules."""
        return _schema(self)


@cache
def _headings(register: Register) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for column in register.columns:
        for spelling in column.spellings:
            if found.setdefault(spelling, column.name) != column.name:
                raise ValueError(f"{register.name}: {spelling!r} heads {found[spelling]} and {column.name}")
    return found


@cache
def _schema(register: Register) -> "pa.DataFrameSchema":
    # Pandas and Pandera take over a second to import, and only a workbook being read needs them.
    from schemas.validation import build

    return build(register)
