"""One row of an update sheet: is it the row that was sent, what does it change, and may it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cme_data.findings import Finding
from cme_data.update_sheets.columns import PROPOSE, Filled, UpdateSheet
from cme_data.update_sheets.matching import Known
from cme_data.update_sheets.said import problem
from cme_data.workbook.cells import expected, parse_column
from cme_data.workbook.read import Cell
from cme_data.workbook.text import as_text, clean
from schemas.codes import YES_NO

Row = dict[str, Any]
Judged = tuple[Row | None, list[Finding], bool]


@dataclass(frozen=True, slots=True)
class Given:
    """A row as it came back: its cells by their headings, and where they stand."""

    sheet: UpdateSheet
    row: int
    key: str
    values: Mapping[str, Cell]
    at: Mapping[str, str]

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all stands in it."""
        return not self.key and not any(as_text(value) for value in self.values.values())

    def problem(
        self, rule: str, heading: str | None, message: str, fix: str, level: Any = "error"
    ) -> Finding:
        """A problem of one of its cells, or of all of it."""
        where = self.at.get(heading or "", f"row {self.row}")
        value = as_text(self.values[heading]) if heading is not None and heading in self.values else None
        return problem(
            rule, self.sheet.name, self.row, heading, value, f"{self.sheet.name}, {where}: {message}", fix,
            cell=self.at.get(heading or ""), level=level,
        )  # fmt: skip


def changed(given: Given, known: Known, today: dt.date) -> Judged:
    """The register's row with what was filled in, the problems, and whether anything was; an error keeps it out."""
    filled = [fill for fill in given.sheet.filled if as_text(given.values.get(fill.heading, ""))]
    if not filled:
        return None, [], False
    problems = _moved(given, known)
    new: Row = {name: (known.newest or {}).get(name) for name in given.sheet.register.names}
    changes: Row = {}
    for fill in filled:
        if fill.changes:
            changes[fill.changes] = _value(given, fill, problems)
    new |= changes
    if not any(one.level == "error" for one in problems):
        check = _action if given.sheet.register.name == "actions" else _child
        problems += check(given, new, changes, today)
        problems += _overtaken(given, known, changes)
    kept = not any(one.level == "error" for one in problems)
    return (new if kept and changes else None), problems, True


def _moved(given: Given, known: Known) -> list[Finding]:
    """The row is gone or closed by now, or what says whose it is was changed."""
    if known.newest is None or known.closed_on is not None:
        return [given.problem(
            "no_longer_open", None, f"{known.name} is no longer open on the register, so nothing was taken from its row.",
            "Ask business support when it was closed, and by which list.",
        )]  # fmt: skip
    found = []
    for name in given.sheet.locked:
        heading, sent = given.sheet.column(name).label, known.handed[name]
        if heading not in given.values:
            continue
        back = as_text(given.values[heading])
        if back != (as_text(sent) if sent is not None else ""):
            found.append(given.problem(
                "identifier_changed", heading,
                f"“{back}” stands where “{as_text(sent) if sent is not None else ''}” was sent out, so it is not certain whose row this is"
                " and nothing was taken from it.",
                "Put back what was sent; a wrong entry is mended in the register itself.",
            ))  # fmt: skip
    return found


def _value(given: Given, fill: Filled, problems: list[Finding]) -> Any:
    cell, column = given.values[fill.heading], given.sheet.column(fill.changes)
    if column.kind == "text":
        return clean(as_text(cell))
    parsed = parse_column(column, [cell])
    if parsed.bad:
        problems.append(given.problem(
            "unreadable", fill.heading, f"“{as_text(cell)}” should be {expected(column)}.", "Mend the cell and send the sheet again.",
        ))  # fmt: skip
    return parsed.values[0]


def _action(given: Given, new: Row, changes: Row, today: dt.date) -> list[Finding]:
    found = []
    if changes.get("completed_on") and "status" not in changes:
        new["status"] = changes["status"] = (
            "Completed"  # the heading says so: only a cancelled one must be named
        )
    if new["status"] in ("Completed", "Cancelled") and not new["completed_on"]:
        found.append(given.problem(
            "no_day", "Completed on", f"the action is {new['status'].lower()}, but no day says since when.", "Give the day.",
        ))  # fmt: skip
    if new["status"] == "Open" and changes.get("completed_on"):
        found.append(given.problem(
            "still_open", "Completed on", "a day of completion stands beside the status Open.", "Choose Completed, or clear the day.",
        ))  # fmt: skip
    for heading, name in (("Completed on", "completed_on"), ("New due date", "due_on")):
        if name in changes and changes[name] < new["agreed_on"]:
            found.append(given.problem(
                "before_agreed", heading, f"{changes[name]:%d/%m/%Y} is before the action was agreed on {new['agreed_on']:%d/%m/%Y}.",
                "Mend the date.",
            ))  # fmt: skip
    return found + _in_future(given, "Completed on", changes.get("completed_on"), today)


def _child(given: Given, new: Row, changes: Row, today: dt.date) -> list[Finding]:
    proposed = YES_NO.read(as_text(given.values.get(PROPOSE, "")))
    details = [name for name in ("removed_on", "outcome") if name in changes]
    if proposed == "Yes" and len(details) < 2:
        return [given.problem(
            "removal_unfinished", PROPOSE, "a removal is proposed without its date or without its outcome.",
            "Fill in Removal date and Removal outcome: the panel decides on both.",
        )]  # fmt: skip
    if proposed != "Yes" and details:
        return [given.problem(
            "removal_not_proposed", PROPOSE, "a removal date or outcome stands here, but no removal is proposed.",
            "Choose Yes under Propose removal, or clear them.",
        )]  # fmt: skip
    if "removed_on" in changes and changes["removed_on"] < new["added_on"]:
        return [given.problem(
            "before_added", "Removal date", f"{changes['removed_on']:%d/%m/%Y} is before the child joined the register.", "Mend the date.",
        )]  # fmt: skip
    return _in_future(given, "Removal date", changes.get("removed_on"), today)


def _in_future(given: Given, heading: str, day: dt.date | None, today: dt.date) -> list[Finding]:
    if day is None or day <= today:
        return []
    return [
        given.problem(
            "in_future", heading, f"{day:%d/%m/%Y} has not come yet.", "Give the day on which it happened."
        )
    ]


def _overtaken(given: Given, known: Known, changes: Row) -> list[Finding]:
    """What a later list changed since the sheet was sent, and this row changes too."""
    heads = {fill.changes: fill.heading for fill in given.sheet.filled}
    newest = known.newest or {}
    return [
        given.problem(
            "changed_since", heads[name],
            f"“{as_text(newest[name])}” came in since the sheet was sent out; “{as_text(value)}” would take its place.",
            "Nothing to do if the update is the newer; else leave it out.", "warning",
        )
        for name, value in changes.items()
        if newest.get(name) is not None and newest[name] != known.handed[name] and newest[name] != value
    ]  # fmt: skip
