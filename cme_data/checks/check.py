"""What a check is: a rule that spreadsheets are held to, with its reason and its own proof."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from cme_data.checks.example import Example
from cme_data.checks.rows import Rows, Words
from cme_data.findings import Level
from schemas.register import Column, Register

Severity = Literal["error", "warning", "as the column says"]


class Trouble(NamedTuple):
    """A cell that does not hold: the row's position, the column, what was found and how to mend it."""

    i: int
    column: str
    said: str
    """A sentence; `{value}` is what stands in the cell."""
    fix: str


@dataclass(frozen=True, kw_only=True)
class Check:
    """A rule by the name that its findings carry. This one is kept by the reading of a sheet or by the store."""

    code: str
    """Never given to another check: E an error, W a warning, C as the column says; then its number."""
    name: str
    title: str
    """What its findings are called in few words, where they stand together."""
    severity: Severity
    says: str
    because: str
    """The reason, and where it comes from: a section of the policy, a rule R1 to R26, the registers' contract."""
    troubled: tuple[Example, ...]
    untroubled: tuple[Example, ...]

    def level(self, column: Column) -> Level:
        """How grave its breaking is in that column."""
        if self.severity == "as the column says":
            return "error" if column.required else "warning"
        return self.severity


@dataclass(frozen=True, kw_only=True)
class CellCheck(Check):
    """A rule of the schemas: Pandera finds the cells, and this says what is wrong with them."""

    words: Callable[[Register, Column], Words]

    def level(self, column: Column) -> Level:
        """As the schemas declare it."""
        return column.level(self.name)  # type: ignore[arg-type]  # the checks of Pandera are named by its rules


@dataclass(frozen=True, kw_only=True)
class RowCheck(Check):
    """A rule that needs more than one cell, or the day the list speaks for."""

    look: Callable[[Rows], Iterable[Trouble]]
    columns: tuple[str, ...]
    """The registers with these columns are looked at ..."""
    registers: tuple[str, ...] = ()
    """... or of those only these."""
    empties: bool = False
    """A cell that may be blank counts as blank where the rule is broken, and so it does for every later check."""

    def applies(self, register: Register) -> bool:
        """Whether a register's lists are held to it."""
        return {*self.columns} <= {*register.names} and register.name in (self.registers or (register.name,))

    def run(self, rows: Rows) -> None:
        """Say what is wrong, cell by cell."""
        for i, name, said, fix in self.look(rows):
            column = rows.register.column(name)
            level = self.level(column)
            rows.say(i, column, self.name, level, said, fix)
            if self.empties and level == "warning":
                rows.columns[name][i] = None


@dataclass(frozen=True, kw_only=True)
class RegisterCheck(Check):
    """A rule between lists that are in the store: its .sql file gives two spells of a child a row."""

    file: Path
