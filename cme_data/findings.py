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

    def as_json(self) -> dict[str, Any]:
        """The object of a problem in `check --json`."""
        return {
            "level": self.level, "rule": self.rule, "sheet": self.sheet, "cell": self.cell,
            "column": self.column, "value": self.value, "message": self.message, "fix": self.fix,
        }  # fmt: skip
