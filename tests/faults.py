"""What goes wrong in a list, put into it on purpose; and a fixer that does what each finding asks and no more."""

import datetime as dt
from collections.abc import Callable, Iterable
from random import Random
from typing import Any

from cme_data.findings import Finding
from cme_data.workbook.places import place
from cme_data.workbook.upn import upn_is_key
from schemas import REGISTERS
from schemas.register import Column
from tests.messy_lists import BOTH_NAMES, NO_COLUMN, Kept, Line


class Spoiler:
    """Spoils cells of a list, none twice and none on which another fault of its row depends."""

    def __init__(self, kept: Kept, dice: Random) -> None:
        self.kept, self.dice = kept, dice
        self.register = REGISTERS[kept.register]
        self._touched: set[tuple[int, str]] = set()
        self.headings: set[str] = set()  # the columns whose headings are spoilt
        self._lines = [line for line in kept.lines if line.child is not None]

    def columns(self, wanted: Callable[[Column], bool]) -> list[str]:
        """The columns of the list that are so, in any order."""
        names = [column.name for column in self.register.columns if self.has(column.name) and wanted(column)]
        self.dice.shuffle(names)
        return names

    def has(self, *names: str) -> bool:
        return all(self.at(name) is not None for name in names)

    def at(self, name: str) -> int | None:
        """The place of the column that holds a name."""
        return next((i for i, held in enumerate(self.kept.names) if name in held.split(", ")), None)

    def row(self, line: Line) -> dict[str, Any]:
        assert line.child is not None
        return self.kept.meant[line.child]

    def lines(self, *names: str, where: Callable[[dict[str, Any]], Any] = lambda row: True) -> list[Line]:
        """The children's rows that are so and untouched in those columns, in any order."""
        if self.headings.intersection(names):  # of a column that nobody can find, nothing is seen
            return []
        found = [
            line for line in self._lines
            if where(self.row(line)) and not any((id(line), name) in self._touched for name in names)
        ]  # fmt: skip
        self.dice.shuffle(found)
        return found

    def is_looked_at(self, name: str) -> bool:
        """Whether a rule that a spoilt cell breaks looks at this column too."""
        return any(name in self._depending(touched) for _, touched in self._touched)

    def put(self, line: Line, name: str, cell: Any, *also: str) -> bool:
        """Spoil one cell; `also` names columns that are not to be spoilt besides."""
        at = self.at(name)
        assert at is not None
        line.cells[at] = cell
        self._touched |= {(id(line), one) for one in (name, *also, *self._depending(name))}
        return True

    def any_cell(
        self, wanted: Callable[[Column], bool], cells: Iterable[Any], *also: str, filled: bool = True
    ) -> bool:
        """Spoil a cell of any column that is so."""
        for name in self.columns(wanted):
            for line in self.lines(
                name,
                *also,
                *self._depending(name),
                where=lambda row, n=name: not filled or row.get(n) is not None,
            ):
                return self.put(line, name, self.dice.choice(list(cells)), *also)
        return False

    def _depending(self, name: str) -> list[str]:
        """Columns whose rules look at this one: with the one unreadable, nobody can tell about the other."""
        pairs = [
            (c.name, other) for c in self.register.columns for other in (c.not_before, c.expected_with) if other
        ] + [("upn", "date_of_birth"), ("record_number", "upn"), ("removed_on", "removal_approved_on"),
             ("year_group", "date_of_birth")]  # fmt: skip
        return [b if a == name else a for a, b in pairs if name in (a, b)]


def _bad_date(s: Spoiler) -> bool:
    return s.any_cell(lambda c: c.kind == "date", ("31/02/2026", "tbc", "next week", "#REF!", 45, "12/2026"))


def _bad_required_date(s: Spoiler) -> bool:
    return s.any_cell(lambda c: c.kind == "date" and c.required, ("31/02/2026", "n/k", "??", "00/00/0000"))


def _unknown_code(s: Spoiler) -> bool:
    return s.any_cell(lambda c: c.codes is not None, ("Atlantis", "see notes", "Yes?", "#N/A"))


def _unknown_required_code(s: Spoiler) -> bool:
    return s.any_cell(lambda c: c.codes is not None and c.required, ("Atlantis", "zzz"))


def _missing_required(s: Spoiler) -> bool:
    names = [
        n
        for n in s.columns(lambda c: c.required and c.name != "data_provider")
        if s.kept.names[s.at(n) or 0] != BOTH_NAMES
    ]
    for name in names[:1]:
        for line in s.lines(name, *s._depending(name)):
            return s.put(line, name, s.dice.choice((None, " ", "\xa0")))
    return False


def _impossible_birth_date(s: Spoiler) -> bool:
    return s.any_cell(
        lambda c: c.name == "date_of_birth", (dt.date(2027, 5, 5), dt.date(1971, 5, 5), "01/01/1960")
    )


def _hours_out_of_range(s: Spoiler) -> bool:
    return s.any_cell(lambda c: c.kind in ("hours", "number"), (175, "tbc", -3, "about 10"))


def _wrong_upn(s: Spoiler) -> bool:
    return s.any_cell(lambda c: c.name == "upn", ("A999", "314999926001", "not known"))


def _one_upn_for_two(s: Spoiler) -> bool:
    if not s.has("upn", "date_of_birth"):
        return False
    used = ("upn", "date_of_birth", "record_number")
    lines = s.lines(
        *used, where=lambda row: row.get("upn") and upn_is_key(row["upn"]) and row.get("date_of_birth")
    )
    others = [line for line in lines[1:] if s.row(line)["date_of_birth"] != s.row(lines[0])["date_of_birth"]]
    if not others:
        return False
    return s.put(lines[0], "upn", s.row(others[0])["upn"], *used) and s.put(
        others[0], "upn", s.row(others[0])["upn"], *used
    )


def _one_number_for_two(s: Spoiler) -> bool:
    for name in s.columns(lambda c: c.unique):
        lines = s.lines(name, *s._depending(name))
        if len(lines) > 1:
            return s.put(lines[0], name, s.row(lines[1])[name]) and s.put(
                lines[1], name, s.row(lines[1])[name]
            )
    return False


def _closed_before_opened(s: Spoiler) -> bool:
    for name in s.columns(lambda c: c.not_before is not None):
        earlier = s.register.column(name).not_before or ""
        for line in s.lines(name, earlier, *s._depending(name), where=lambda row, e=earlier: row.get(e)):
            if s.has(earlier):
                return s.put(line, name, s.row(line)[earlier] - dt.timedelta(days=40), earlier)
    return False


def _siblings(s: Spoiler) -> bool:
    if not s.has("forename"):
        return False
    for line in s.lines("forename", "surname", where=lambda row: row.get("forename") and row.get("surname")):
        both = s.kept.names[s.at("forename") or 0] == BOTH_NAMES
        cell = f"{s.row(line)['surname']}, Ann & Bob" if both else "Ann & Bob"
        return s.put(line, "forename", cell, "surname")
    return False


def _uncertain_name(s: Spoiler) -> bool:
    if BOTH_NAMES not in s.kept.names:
        return False
    for line in s.lines("surname", "forename"):
        return s.put(line, "surname", s.dice.choice(("Ann Mary Smith", "Smith A", "Ann")), "forename")
    return False


def _nothing_where_expected(s: Spoiler) -> bool:
    for name in s.columns(lambda c: c.expected_with is not None):
        for line in s.lines(name, *s._depending(name), where=lambda row, n=name: row.get(n) is not None):
            return s.put(line, name, None)
    return False


def _removed_without_approval(s: Spoiler) -> bool:
    if not s.has("removal_approved_on", "removed_on"):
        return False
    for line in s.lines(
        "removal_approved_on", "removed_on", where=lambda row: row.get("removal_approved_on")
    ):
        return s.put(line, "removal_approved_on", None)
    return False


def _wrong_year(s: Spoiler) -> bool:
    return s.any_cell(lambda c: c.name == "year_group", ("Year 14", "Nursery"), "date_of_birth")


def _misspelt_heading(s: Spoiler) -> bool:
    """A needed column whose heading is nearly right, says nothing, or is not there."""
    if len(s.register.required) < 3:  # without its one heading nobody could tell the register
        return False
    for name in s.columns(lambda c: c.required and c.name not in {"data_provider", *s.headings}):
        at = s.at(name)
        if at is not None and s.kept.names[at] == name and not s.kept.groups and not s.is_looked_at(name):
            s.headings.add(name)
            label = s.register.column(name).label
            s.kept.headings[at] = s.dice.choice((label[:2] + label[3] + label[2] + label[4:], "Xyz", ""))
            s.kept.names[at] = NO_COLUMN if s.kept.headings[at] in ("Xyz", "") else name
            return True
    return False


def _heading_twice(s: Spoiler) -> bool:
    """Two columns headed alike, one with other values, which are no dates and no codes."""
    if len(s.register.required) < 3:  # of so few headings, one more may decide which row they stand in
        return False
    for name in s.columns(lambda c: c.kind in ("date", "code") and c.name not in s.headings):
        at = s.at(name)
        if at is not None and not s.kept.groups and s.kept.headings[at]:
            cells = [
                s.dice.choice((None, "?", "see above")) if line.child is not None else None
                for line in s.kept.lines
            ]
            heading = s.kept.headings[at]
            s.headings.add(name)
            # Not before the other: what stands under the list would come to stand under other headings.
            s.kept.insert(s.dice.choice((at + 1, len(s.kept.names))), NO_COLUMN, heading, cells)
            return True
    return False


FAULTS: dict[str, Callable[[Spoiler], bool]] = {
    fault.__name__.strip("_").replace("_", " "): fault
    for fault in (
        _bad_date, _bad_required_date, _unknown_code, _unknown_required_code, _missing_required,
        _impossible_birth_date, _hours_out_of_range, _wrong_upn, _one_upn_for_two, _one_number_for_two,
        _closed_before_opened, _siblings, _uncertain_name, _nothing_where_expected, _removed_without_approval,
        _wrong_year, _misspelt_heading, _heading_twice,
    )
}  # fmt: skip


def fix(kept: Kept, findings: Iterable[Finding]) -> None:
    """Put the right value into each cell that a finding names, and the right heading where one is missing."""
    meant = {kept.number(j): line for j, line in enumerate(kept.lines) if line.child is not None}
    for finding in findings:
        line = meant.get(finding.row) if finding.row else None
        if finding.rule == "column_missing":
            _head(kept, finding)
        elif finding.rule == "column_twice":
            at = next(i for i, name in enumerate(kept.names) if _spoilt_twin(kept, i, finding))
            kept.headings[at] = "Not for the register"
        elif finding.rule == "no_heading" and finding.cell:
            at = place(finding.cell)[1]
            if at < len(kept.names) and kept.names[at] == NO_COLUMN:
                kept.headings[at] = "Not for the register"
        elif line is not None and finding.rule in ("heading_row", "nothing_read"):
            for at in range(len(kept.names)):
                _right(kept, line, at)
        elif line is not None and finding.cell:
            _right(kept, line, place(finding.cell)[1])


def _right(kept: Kept, line: Line, at: int) -> None:
    """Let a cell hold what it means, as the register writes it."""
    assert line.child is not None
    row, name = kept.meant[line.child], kept.names[at] if at < len(kept.names) else NO_COLUMN
    if name == BOTH_NAMES:
        line.cells[at] = f"{row['surname']}, {row['forename']}" if row.get("forename") else row.get("surname")
    elif name != NO_COLUMN:
        line.cells[at] = row.get(name)


def _spoilt_twin(kept: Kept, at: int, finding: Finding) -> bool:
    texts = [" ".join(text.split()) for text in kept.headings]
    return kept.names[at] == NO_COLUMN and texts[at] == finding.value


def _head(kept: Kept, finding: Finding) -> None:
    """Head the column that is meant, or put the column in that is missing."""
    assert finding.column is not None
    label = REGISTERS[kept.register].column(finding.column).label
    if finding.column in kept.names and finding.fix.startswith("Is "):
        kept.headings[kept.names.index(finding.column)] = label
    else:
        cells = [
            None if line.child is None else kept.meant[line.child].get(finding.column) for line in kept.lines
        ]
        kept.insert(len(kept.names), finding.column, label, cells)
