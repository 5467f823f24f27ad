"""What was found wrong in a workbook: one row a fault, for a person to mend."""

from dataclasses import dataclass
from typing import Any

from schemas.register import Level

__all__ = ["Finding", "Level"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of one cell, row or sheet: what stands there, what was expected, how to mend it."""

    level: Level
    rule: str
    sheet: str
    row: int | None  # of the sheet, from 1
    cell: str | None  # "D17"
    column: str | None  # canonical name
    value: str | None  # as it stands in the sheet
    message: str
    fix: str

    def said(self, label: str) -> str:
        """The message without the place, which stands beside it; `label` is the column's."""
        told = self.message
        for where in (f"{self.sheet}, cell {self.cell}", f"{self.sheet}, row {self.row}", self.sheet):
            if told.startswith((f"{where}, {label}: ", f"{where}: ")):
                told = told.removeprefix(f"{where}, {label}: ").removeprefix(f"{where}: ")
                break
        return told[:1].upper() + told[1:]

    def as_json(self) -> dict[str, Any]:
        """The object of a problem in `check --json`."""
        return {
            "level": self.level, "rule": self.rule, "sheet": self.sheet, "cell": self.cell,
            "column": self.column, "value": self.value, "message": self.message, "fix": self.fix,
        }  # fmt: skip
