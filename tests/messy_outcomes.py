"""What was made of a messy list, cell by cell, against what it means."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

from cme_data.checked import Checked
from cme_data.errors import NothingRecognised
from cme_data.examine import TWO_LISTS, examine
from cme_data.providers import spelled
from cme_data.workbook.places import address, place
from cme_data.workbook.text import clean
from schemas import REGISTERS
from tests.messy_lists import BOTH_NAMES, NO_COLUMN, Kept

AS_AT = dt.date(2026, 11, 20)


_NOT_READ = ("unreadable", "siblings")
"""What is said of a cell that is not read; other findings leave its value as it was read."""


class Outcome:
    """What came of a list: counts, and in words whatever is wrong, silent or invented."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.asked: list[str] = []

    def say(self, kind: str, words: str) -> None:
        self.counts[kind] += 1
        self.wrong.append(f"{kind}: {words}")


def outcome(kept: Kept, checked: Sequence[Checked] | None = None) -> Outcome:
    """Everything that differs between a list and what was read of it, unless a finding names it."""
    found = Outcome()
    found.counts["columns"] = sum(len(name.split(", ")) for name in kept.names if name != NO_COLUMN)
    if checked is None:
        try:
            checked = examine(
                kept.data(), kept.file_name, as_at=AS_AT, today=AS_AT, provider=kept.provider
            ).sheets
        except NothingRecognised:
            found.counts["not recognised"] += 1  # said of the file: a person chooses the register
            return found
    own = [sheet for sheet in checked if sheet.sheet in (kept.sheet, "Sheet", kept.file_name.split(".")[0])]
    for sheet in checked:
        if sheet in own:
            continue
        if sheet.sheet not in kept.copies:
            found.say("rows invented", f"{sheet.sheet} was read as {sheet.register}")
        elif not any(problem.rule == TWO_LISTS for one in checked for problem in one.problems):
            found.say("rows invented", f"{sheet.sheet} was read beside the list it copies")
    if not own:
        found.counts["not recognised"] += 1
        return found
    (sheet,) = own
    if sheet.register != kept.register:
        found.say("wrong matches", f"{kept.register} was read as {sheet.register}")
        return found
    _columns(kept, sheet, found)
    if sheet.valid is None:
        found.counts["asked about"] += 1
        return found
    _rows(kept, sheet, found)
    return found


def _columns(kept: Kept, sheet: Checked, found: Outcome) -> None:
    assert sheet.match is not None
    read = sheet.match.columns
    contested = {problem.column for problem in sheet.problems if problem.rule == "column_twice"}
    for at, name in enumerate(kept.names):
        wanted = set(name.split(", ")) - {NO_COLUMN}
        matched = {column for column, found_at in read.items() if found_at == at}
        found.counts["matched"] += len((wanted & matched) - contested)
        for column in matched - wanted - contested:
            found.say("wrong matches", f"“{kept.headings[at]}” was read as {column}, and is {name or 'none'}")
        if wanted - matched - contested:
            found.wrong.append(f"unmatched: “{kept.headings[at]}” is {name}")


def _rows(kept: Kept, sheet: Checked, found: Outcome) -> None:
    assert sheet.valid is not None
    typed = sheet.valid.typed
    position = {number: i for i, number in enumerate(typed.row_numbers)}
    named = {problem.cell for problem in sheet.problems if problem.rule in _NOT_READ}
    unread = {place(f.cell)[1] for f in sheet.problems if f.rule == "no_heading" and f.cell}
    rows_named = {problem.row for problem in sheet.problems}
    children = {kept.number(j): line.child for j, line in enumerate(kept.lines) if line.child is not None}
    for number, child in children.items():
        found.counts["rows"] += 1
        if number not in position:
            if number in rows_named:
                found.counts["asked about"] += 1
            else:
                found.say("rows lost", f"row {number}")
            continue
        i = position[number]
        for column in REGISTERS[kept.register].columns:
            if column.name == "data_provider":
                wanted, got = _provider(kept, child), sheet.provider_of[i]
            else:
                wanted, got = _meant(kept, child, column.name), typed.columns[column.name][i]
            if wanted is None:
                wanted = column.blank
            found.counts["cells"] += 1
            if got == wanted and type(got) in (type(wanted), float, int):
                continue
            at = next((i for i, name in enumerate(kept.names) if column.name in name.split(", ")), None)
            cell = address(number, at) if at is not None else None
            if cell in named or at in unread:
                found.counts["asked about"] += 1
                found.asked.append(
                    f"{cell} {column.name}: {typed.raw(i, column.name)!r}, and {wanted!r} was meant"
                )
            else:
                found.say("read wrongly", f"{cell} {column.name}: {got!r}, and {wanted!r} was meant")
    for number in position.keys() - children.keys():
        if position[number] in sheet.valid.kept_out:
            found.counts["rows asked about"] += 1
        else:
            found.say("rows invented", f"row {number}: {typed.cells[position[number]]}")


def _meant(kept: Kept, child: int, name: str) -> Any:
    if name not in kept.names and not (name in BOTH_NAMES and BOTH_NAMES in kept.names):
        return None
    value = kept.meant[child].get(name)
    return (clean(value) or None) if isinstance(value, str) else value


def _provider(kept: Kept, child: int) -> str | None:
    register = REGISTERS[kept.register]
    said = _meant(kept, child, "data_provider") or kept.provider
    return spelled(register, said) if said else register.holders[0]
