"""A sheet's rows once typed, and what is said of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cme_data.choices import value_key
from cme_data.findings import Finding, Level
from cme_data.workbook.headings import Match
from cme_data.workbook.places import address
from cme_data.workbook.read import Cell
from cme_data.workbook.text import as_text
from schemas import REGISTERS
from schemas.register import Column


@dataclass(slots=True)
class Typed:
    """A sheet's rows as typed columns: lists of one length, a place in them a row."""

    register: str
    sheet: str
    columns: dict[str, list[Any]]
    row_numbers: list[int]  # of the sheet, from 1
    findings: list[Finding]
    match: Match
    cells: list[Sequence[Cell]]

    def cell(self, i: int, column: str) -> str | None:
        """The address of a column's cell in the i-th row; None where the sheet has no such column."""
        place = self.match.columns.get(column)
        return None if place is None else address(self.row_numbers[i], place)

    def raw(self, i: int, column: str) -> str | None:
        """What stands in that cell, as a person reads it; None where it is blank."""
        place = self.match.columns.get(column)
        row = self.cells[i]
        return (as_text(row[place]) or None) if place is not None and place < len(row) else None

    def row(self, i: int) -> dict[str, Any]:
        """The i-th row's typed values by column."""
        return {name: values[i] for name, values in self.columns.items()}

    def settled(self, values: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
        """Those of the values that a person settled which stand in this sheet."""
        found: dict[str, dict[str, str]] = {}
        for name, codes in values.items():
            place = self.match.columns.get(name)
            if place is not None:
                written = {value_key(as_text(row[place])) for row in self.cells if place < len(row)}
                some = {text: code for text, code in codes.items() if text in written}
                if some:
                    found[name] = some
        return found

    def frame(self) -> Any:
        """The typed rows as a pandas frame, indexed by sheet row, as the schemas validate them."""
        import numpy as np
        import pandas as pd

        made: dict[str, Any] = {}
        for column in REGISTERS[self.register].columns:
            values = self.columns[column.name]
            if column.kind == "date":
                made[column.name] = _days(values)
            elif column.kind in ("hours", "number"):
                made[column.name] = np.array([np.nan if v is None else v for v in values], dtype="float64")
            elif column.kind == "whole":
                made[column.name] = pd.array(values, dtype="Int64")
            else:
                made[column.name] = np.array(values, dtype=object)
        return pd.DataFrame(made, index=self.row_numbers, copy=False)

    def say(self, i: int, column: Column, rule: str, level: Level, said: str, fix: str) -> None:
        """One finding at a column's cell in the i-th row."""
        cell, value = self.cell(i, column.name), self.raw(i, column.name)
        stands = f"“{value}”" if value else "an empty cell"
        self.findings.append(
            Finding(
                level=level, rule=rule, sheet=self.sheet, row=self.row_numbers[i], cell=cell,
                column=column.name, value=value, fix=fix,
                message=f"{self.sheet}, cell {cell}, {column.label}: {stands} stands here; {said}",
            )
        )  # fmt: skip

    def say_of_row(
        self, number: int, place: int, rule: str, said: str, fix: str, value: str | None = None
    ) -> None:
        """One warning at a cell of a row that is no child's."""
        cell = address(number, place)
        self.findings.append(
            Finding(
                level="warning", rule=rule, sheet=self.sheet, row=number, cell=cell, column=None, value=value,
                message=f"{self.sheet}, cell {cell}: {said}", fix=fix,
            )
        )  # fmt: skip

    def say_of_sheet(self, column: str | None, rule: str, said: str, fix: str) -> None:
        """One warning about the sheet as a whole."""
        self.findings.append(
            Finding(
                level="warning", rule=rule, sheet=self.sheet, row=None, cell=None, column=column, value=None,
                message=f"{self.sheet}: {said}", fix=fix,
            )
        )  # fmt: skip


def _days(values: list[Any]) -> Any:
    """Dates as numpy's datetime64[us], blanks NaT; Arrow reads Python's dates ten times as fast as numpy."""
    import pyarrow as pa

    return pa.array(values, pa.date32()).cast(pa.timestamp("us")).to_numpy(zero_copy_only=False)
