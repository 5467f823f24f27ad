"""Typed rows against their register: Pandera's failures, and what needs several cells to see.

A row is kept out only when the child cannot be counted rightly with it (registers.md, *Error
or warning*); whatever else is wrong leaves the row in and the cell not recorded.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from cme_data.calendar import year_group
from cme_data.findings import Finding
from cme_data.workbook.rows import Typed
from cme_data.workbook.upn import upn_is_key
from schemas import REGISTERS
from schemas.register import Column, Level, Register

OLDEST = 26  # a child is under 26 on the as-at date


@dataclass(slots=True)
class Valid:
    """A sheet's rows after validation: which are kept out (by position), and every finding."""

    typed: Typed
    kept_out: frozenset[int]
    findings: list[Finding]

    @property
    def passed(self) -> int:
        """How many rows can be committed."""
        return len(self.typed.row_numbers) - len(self.kept_out)


def validate(sheets: Sequence[tuple[Typed, Sequence[str | None]]], as_at: Sequence[dt.date]) -> list[Valid]:
    """Validate sheets' typed rows, each with whose its rows are and the day it speaks for.

    Cells that cannot be used and may be blank are emptied in place. Pandera looks at all the
    sheets of a register in one go: its work a column costs more than its work a row.
    """
    begun = [_Sheet(typed, REGISTERS[typed.register]) for typed, _ in sheets]
    for sheet, day in zip(begun, as_at, strict=True):
        _ages(sheet, day)
    for together in _together(begun):
        for sheet, i, column, rule in _failures(together):
            sheet.fault(i, sheet.register.column(column), rule)
    return [
        _finish(sheet, day, provider_of)
        for sheet, day, (_, provider_of) in zip(begun, as_at, sheets, strict=True)
    ]


def _together(sheets: Iterable["_Sheet"]) -> list[list["_Sheet"]]:
    """Sheets of one register; alone where a value may stand but once in an upload."""
    groups: dict[object, list[_Sheet]] = defaultdict(list)
    for at, sheet in enumerate(sheets):
        alone = any(column.unique for column in sheet.register.columns)
        groups[at if alone else sheet.register.name].append(sheet)
    return list(groups.values())


def _failures(sheets: Sequence["_Sheet"]) -> Iterator[tuple["_Sheet", int, str, str]]:
    """(sheet, position of the row, column, rule) of whatever the register's schema refuses."""
    import pandas as pd

    from schemas.validation import failures

    places = [(sheet, i) for sheet in sheets for i in range(len(sheet.typed.row_numbers))]
    frames = [sheet.typed.frame() for sheet in sheets]
    frame = frames[0] if len(frames) == 1 else pd.concat(frames)
    frame.index = pd.RangeIndex(len(places))
    for index, column, rule in failures(sheets[0].register, frame):
        yield (*places[int(str(index))], column, rule)


def _finish(sheet: "_Sheet", as_at: dt.date, provider_of: Sequence[str | None]) -> Valid:
    _one_key_for_two(sheet, provider_of)
    if sheet.register.child == "findable":
        _findable(sheet)
    if "removal_approved_on" in sheet.register.names:
        _removals(sheet)
    if "year_group" in sheet.register.names:
        _year_groups(sheet, as_at)
    findings = sorted(sheet.findings, key=lambda f: (f.row or 0, f.level, f.column or ""))
    position = {number: i for i, number in enumerate(sheet.typed.row_numbers)}
    kept_out = frozenset(position[f.row] for f in findings if f.level == "error" and f.row in position)
    return Valid(sheet.typed, kept_out, findings)


class _Sheet:
    """The rows being validated and what is said of them."""

    def __init__(self, typed: Typed, register: Register) -> None:
        self.typed, self.register = typed, register
        self.findings = list(typed.findings)
        self._unreadable = {(f.row, f.column) for f in typed.findings if f.rule == "unreadable"}

    def fault(self, i: int, column: Column, rule: str) -> None:
        """Say what Pandera found, once a cell, and empty a cell that cannot be used."""
        if rule in ("required", "expected") and (self.typed.row_numbers[i], column.name) in self._unreadable:
            return
        level = column.level(rule)  # type: ignore[arg-type]  # Pandera gives the rule back as text
        said, fix = _wording(self.register, column, rule)
        self.say(i, column, rule, level, said, fix)
        if level == "warning" and rule in ("range", "code"):
            self.typed.columns[column.name][i] = None

    def say(self, i: int, column: Column, rule: str, level: Level, said: str, fix: str) -> None:
        """One finding at one cell; `{value}` in the sentence is what stands there."""
        cell, value = self.typed.cell(i, column.name), self.typed.raw(i, column.name)
        number = self.typed.row_numbers[i]
        where = f"{self.typed.sheet}, {'cell ' + cell if cell else f'row {number}'}"
        stands = f"“{value}”" if value else "an empty cell"
        self.findings.append(
            Finding(
                level=level,
                rule=rule,
                sheet=self.typed.sheet,
                row=number,
                cell=cell,
                column=column.name,
                value=value,
                message=f"{where}, {column.label}: {said.format(value=stands)}",
                fix=fix,
            )
        )


def _wording(register: Register, column: Column, rule: str) -> tuple[str, str]:
    """What was found and how to mend it, for each rule of the schemas."""
    labels = {c.name: c.label for c in register.columns}
    if rule == "required":
        return (
            f"nothing stands here, and a row without {column.label.lower()} cannot be counted.",
            f"Fill in {column.label.lower()}{_choices(column)}.",
        )
    if rule == "expected":
        other = labels.get(column.expected_with or "", "the other column")
        return (
            f"nothing stands here, though {other.lower()} is filled in.",
            f"Fill in {column.label.lower()}{_choices(column)}.",
        )
    if rule == "code":
        return (
            "{value} stands here, which is none of the values of the list.",
            f"Choose one{_choices(column)}.",
        )
    if rule == "range":
        return (
            f"{{value}} stands here; a number from {column.low or 0:g} to {column.high or 0:g} was expected.",
            "Put the right number, or leave the cell empty: it counts as not recorded.",
        )
    if rule == "date_order":
        other = labels.get(column.not_before or "", "the other date")
        return (
            f"{{value}} stands here, a day before {other.lower()}.",
            f"Put {column.label.lower()} on or after {other.lower()}, or correct that date.",
        )
    if rule == "unique":
        return "{value} stands here and in another row.", f"Give each row its own {column.label.lower()}."
    if rule == "findable":
        return (
            "the row does not say which child it is about.",
            "Give the UPN, or the record number, or surname, forename and date of birth.",
        )
    return "{value} does not hold.", "Correct the cell."


def _choices(column: Column) -> str:
    if column.codes is None:
        return ""
    values = column.codes.values
    return ": " + ", ".join(values[:8]) + (" …" if len(values) > 8 else "")


def _ages(sheet: _Sheet, as_at: dt.date) -> None:
    """A birth date is not in the future and the child is under 26 (registers.md)."""
    dates = sheet.typed.columns.get("date_of_birth")
    if not dates:
        return
    column = sheet.register.column("date_of_birth")
    try:
        oldest = as_at.replace(year=as_at.year - OLDEST)
    except ValueError:  # 29 February
        oldest = as_at.replace(year=as_at.year - OLDEST, day=28)
    level: Level = "error" if column.required else "warning"
    for i, born in enumerate(dates):
        if born is None or oldest < born <= as_at:
            continue
        said = "in the future" if born > as_at else f"more than {OLDEST - 1} years before the as-at date"
        sheet.say(
            i, column, "age", level, f"{{value}} stands here, a day {said}.", "Correct the date of birth."
        )
        if level == "warning":
            dates[i] = None


def _one_key_for_two(sheet: _Sheet, provider_of: Sequence[str | None]) -> None:
    """Within one upload: a UPN with two birth dates, a record number with two permanent UPNs."""
    columns = sheet.typed.columns
    if "upn" not in columns:
        return
    keys = [upn if upn and upn_is_key(upn) else None for upn in columns["upn"]]
    pairs = (
        ("upn", keys, columns["date_of_birth"], "two_births", "with another date of birth",
         "One of the two rows has the wrong UPN or the wrong date of birth: correct it."),
        ("record_number", columns["record_number"], keys, "two_upns", "with another UPN",
         "One of the two rows has the wrong record number or the wrong UPN: correct it."),
    )  # fmt: skip
    for name, values, others, rule, said, fix in pairs:
        rows: dict[Hashable, list[int]] = defaultdict(list)
        for i, value in enumerate(values):
            if value is not None and others[i] is not None:
                rows[provider_of[i], value].append(i)
        for same in rows.values():
            if len(same) > 1 and len({others[i] for i in same}) > 1:
                for i in same:
                    message = f"{{value}} stands here and in another row {said}."
                    sheet.say(i, sheet.register.column(name), rule, "error", message, fix)


def _findable(sheet: _Sheet) -> None:
    """A UPN that is wrong or temporary finds nobody: the row needs another key."""
    columns, upn = sheet.typed.columns, sheet.register.column("upn")
    for i, number in enumerate(columns["upn"]):
        named = columns["surname"][i] and columns["forename"][i] and columns["date_of_birth"][i]
        if number and not upn_is_key(number) and not columns["record_number"][i] and not named:
            said, fix = _wording(sheet.register, upn, "findable")
            sheet.say(i, upn, "findable", "error", said, fix)


def _removals(sheet: _Sheet) -> None:
    """R21: without the panel's approval the row goes in and the child stays on the register."""
    columns = sheet.typed.columns
    column = sheet.register.column("removal_approved_on")
    for i, removed in enumerate(columns["removed_on"]):
        if removed is not None and columns["removal_approved_on"][i] is None:
            sheet.say(
                i, column, "removal_unapproved", "warning",
                "a date removed is given but no approval by the panel, so the child stays on the register.",
                "Ask the panel, and put the date of the meeting that approved the removal.",
            )  # fmt: skip


def _year_groups(sheet: _Sheet, as_at: dt.date) -> None:
    """R4: a recorded year group other than the expected one is legitimate, and said."""
    columns = sheet.typed.columns
    column = sheet.register.column("year_group")
    for i, recorded in enumerate(columns["year_group"]):
        born = columns["date_of_birth"][i]
        if recorded is None or born is None or recorded == "Not followed" or born > as_at:
            continue
        expected = year_group(born, as_at)
        if expected is not None and recorded != expected:
            sheet.say(
                i, column, "year_group", "warning",
                f"{{value}} stands here; by the date of birth {expected} was expected.",
                "Correct one of the two, or leave it if the child is placed out of year.",
            )  # fmt: skip
