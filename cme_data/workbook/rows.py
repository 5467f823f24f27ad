"""The rows of a recognised sheet as typed columns, with a finding for every cell that did not read.

Only four kinds of row are no child's: blank ones, headings in mid-sheet, totals, and the header
again. All but the blank ones are said. Whatever else is incomplete stays, to be an error.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cme_data.findings import Finding, Level
from cme_data.workbook.cells import Parsed, as_text, expected, parse_column
from cme_data.workbook.headings import Match
from cme_data.workbook.names import several_children, split_name
from cme_data.workbook.places import address
from cme_data.workbook.read import Cell, Sheet
from cme_data.workbook.upn import upn_problem
from schemas import REGISTERS
from schemas.register import Column

_TOTALS = re.compile(r"(grand |sub ?)?totals?\b|count\b|sum\b|number of (children|pupils|cases|rows)\b", re.IGNORECASE)


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

    def frame(self) -> Any:
        """The typed rows as a pandas frame, indexed by sheet row, as the schemas validate them."""
        import numpy as np
        import pandas as pd

        made: dict[str, Any] = {}
        for column in REGISTERS[self.register].columns:
            values = self.columns[column.name]
            if column.kind == "date":
                made[column.name] = np.array(values, dtype="datetime64[D]").astype("datetime64[us]")
            elif column.kind in ("hours", "number"):
                made[column.name] = np.array([np.nan if v is None else v for v in values], dtype="float64")
            elif column.kind == "whole":
                made[column.name] = pd.array(values, dtype="Int64")
            else:
                made[column.name] = np.array(values, dtype=object)
        return pd.DataFrame(made, index=self.row_numbers, copy=False)


def typed_rows(sheet: Sheet, match: Match, *, as_at: dt.date) -> Typed:
    """Every row under the header, typed; the findings name each cell that could not be read."""
    register = REGISTERS[match.register]
    typed = Typed(match.register, sheet.name, {}, [], [], match, [])
    for number, row in enumerate(sheet.rows[match.first_row - 1 :], match.first_row):
        if _keep(typed, number, row):
            typed.row_numbers.append(number)
            typed.cells.append(row)
    for column in register.columns:
        place = match.columns.get(column.name)
        if place is None:
            typed.columns[column.name] = [column.blank] * len(typed.cells)
            continue
        cells = [row[place] if place < len(row) else "" for row in typed.cells]
        parsed = parse_column(column, cells, match.headers[column.name])
        typed.columns[column.name] = parsed.values
        _say_unreadable(typed, column, parsed)
    _names(typed)
    _upns(typed)
    return typed


def _keep(typed: Typed, number: int, row: Sequence[Cell]) -> bool:
    """Whether a row is a child's; a row that is not is said, unless it is blank."""
    filled = [(i, cell) for i, cell in enumerate(row) if cell != "" and str(cell).strip(" \t\r\n\xa0")]
    if not filled:
        return False
    if len(filled) > max(4, len(typed.match.columns) // 2):
        if _is_header(typed.match, row):
            _note(typed, number, filled[0][0], "repeated_header", "the headings stand here again; the row was passed over.", "Nothing to do.")
            return False
        return True
    first, cell = filled[0]
    text = as_text(cell)
    if isinstance(cell, str) and _TOTALS.match(text) and all(_number(other) for _, other in filled[1:]):
        _note(typed, number, first, "totals_row", f"“{text}” stands here, a totals row; it was passed over.", "Nothing to do.")
        return False
    if _is_header(typed.match, row):
        _note(typed, number, first, "repeated_header", "the headings stand here again; the row was passed over.", "Nothing to do.")
        return False
    required = [column.name for column in REGISTERS[typed.register].required]
    only = len(required) == 1 and typed.match.columns.get(required[0]) == first
    if len(filled) == 1 and isinstance(cell, str) and not only:
        _note(
            typed, number, first, "heading_row",
            f"“{text}” stands alone here and was taken for a heading; the rows under it are not thereby closed.",
            "Give each row under it its own closing date, or complete the row if it is a child's.",
        )  # fmt: skip
        return False
    return True


def _is_header(match: Match, row: Sequence[Cell]) -> bool:
    """Whether at least half of the headings stand in their columns again."""
    again = 0
    for seen, (name, place) in enumerate(match.columns.items()):
        cell = row[place] if place < len(row) else ""
        again += isinstance(cell, str) and bool(cell) and _same(cell, match.headers[name])
        if seen == 3 and not again:  # most rows are told by their first cells
            return False
    return again >= 2 and again >= len(match.columns) / 2


def _same(text: str, heading: str) -> bool:
    return text == heading or text.casefold().split() == heading.casefold().split()


def _number(cell: Cell) -> bool:
    return isinstance(cell, (int, float)) or (isinstance(cell, str) and re.fullmatch(r"\d+(\.\d+)?", cell.strip()) is not None)


def _note(typed: Typed, number: int, place: int, rule: str, said: str, fix: str) -> None:
    cell = address(number, place)
    typed.findings.append(
        Finding(
            level="warning", rule=rule, sheet=typed.sheet, row=number, cell=cell, column=None, value=None,
            message=f"{typed.sheet}, cell {cell}: {said}", fix=fix,
        )  # fmt: skip
    )


def _say(typed: Typed, i: int, column: Column, rule: str, level: Level, said: str, fix: str) -> None:
    cell, value = typed.cell(i, column.name), typed.raw(i, column.name)
    typed.findings.append(
        Finding(
            level=level, rule=rule, sheet=typed.sheet, row=typed.row_numbers[i], cell=cell, column=column.name,
            value=value, message=f"{typed.sheet}, cell {cell}, {column.label}: “{value}” stands here; {said}", fix=fix,
        )  # fmt: skip
    )


def _say_unreadable(typed: Typed, column: Column, parsed: Parsed) -> None:
    level: Level = "error" if column.required else "warning"
    for i in parsed.bad:
        fix = f"Write {expected(column)}"
        fix += "." if column.required else ", or leave the cell empty: until then it counts as not recorded."
        _say(typed, i, column, "unreadable", level, f"{expected(column)} was expected.", fix)
    for i in parsed.full_time:
        _say(typed, i, column, "full_time", "warning", "it was read as 25 hours, though no number stands here.", "Write the hours.")
    if column.blank_noted:
        for i in parsed.filled:
            _say(typed, i, column, "blank_counts", "warning", f"the empty cell counts as {column.blank}.", f"Fill in {column.label.lower()} if it is known.")


def _names(typed: Typed) -> None:
    """Split one name column; siblings in one cell are an error."""
    if "surname" not in typed.match.columns and "forename" not in typed.match.columns:
        return
    register = REGISTERS[typed.register]
    surnames, forenames = typed.columns["surname"], typed.columns["forename"]
    one_column = typed.match.columns.get("surname") == typed.match.columns.get("forename")
    column = register.column("surname" if one_column else "forename")
    texts = surnames if one_column else forenames
    for i, text in enumerate(texts):
        if text is None:
            continue
        if several_children(text):
            _say(typed, i, column, "siblings", "error", "more than one child stands in one cell.", "Give each child a row.")
        elif one_column:
            split = split_name(text)
            if split is None:
                surnames[i] = forenames[i] = None
                _say(typed, i, column, "unreadable", "error", "which part is the surname is not certain.", "Write SURNAME, Forename.")
            else:
                surnames[i], forenames[i] = split


def _upns(typed: Typed) -> None:
    if "upn" not in typed.match.columns:
        return
    column = REGISTERS[typed.register].column("upn")
    for i, upn in enumerate(typed.columns["upn"]):
        problem = upn_problem(upn) if upn else None
        if problem:
            _say(typed, i, column, "upn", "warning", f"{problem}.", "Correct the UPN; until then the child is told by record number, or name and date of birth.")
