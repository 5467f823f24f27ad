"""The sender's own workbook, every problem marked in it: what goes back so that the second try passes."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePath
from typing import Any, NamedTuple
from xml.parsers.expat import ExpatError

from cme_data.checked import Checked, Examined
from cme_data.choices import Explained, Source, explanations
from cme_data.findings import Finding
from cme_data.workbook.marking.book import Mark, Marked, Marks, has_macros, is_package, marked
from cme_data.workbook.marking.listing import LEVELS, Line, explained, is_listing
from cme_data.workbook.marking.plain import as_xlsx
from cme_data.workbook.outgoing import MARKING, plain_name
from cme_data.workbook.places import place
from cme_data.workbook.read import read
from cme_data.workbook.rows import Typed
from schemas import REGISTERS

_HOW = (
    "Mend each cell, or say in the empty cells under Explanation why a warning is right as it is; then send the"
    " workbook back with this sheet."
)
_VALUES_ONLY = "formats, formulas, widths and whatever else is not a value, because it was {}"


@dataclass(frozen=True, slots=True)
class Annotated:
    """A workbook to send back, and in words what of the sender's could not be kept in it."""

    data: bytes
    file_name: str
    lost: tuple[str, ...]


class Explanation(NamedTuple):
    """What a service wrote beside a warning that still stands."""

    sheet: Checked
    finding: Finding
    reason: str

    @property
    def source(self) -> Source:
        """The register and the data provider whose row it is."""
        return self.sheet.register, self.sheet.provider_of[self._position] or ""

    @property
    def ways(self) -> frozenset[Explained]:
        """The ways to know the warning again, as the store keeps them."""
        return explanations(self._typed.row(self._position), self.finding)

    @property
    def _typed(self) -> Typed:
        assert self.sheet.valid is not None  # a line names a child only where rows were typed
        return self.sheet.valid.typed

    @property
    def _position(self) -> int:
        assert self.finding.row is not None
        return self._typed.row_numbers.index(self.finding.row)


def annotated(examined: Examined, now: dt.datetime) -> Annotated:
    """The file's workbook, marked: an .xlsx or .xlsm as it was sent, any other as an .xlsx of its values."""
    data = _opened(examined)
    made = _as_sent(data, examined, now) if is_package(data) else None
    if made is None:
        made = _as_values(data, examined, now)
    return Annotated(made.data, file_name(examined), tuple(made.lost))


def file_name(examined: Examined) -> str:
    """What the marked workbook is called."""
    data = _opened(examined)
    ending = ".xlsm" if is_package(data) and has_macros(data) else ".xlsx"
    return f"{plain_name(PurePath(examined.file_name).stem)}_problems_{MARKING}{ending}"


def has_problems(examined: Examined) -> bool:
    """Whether there is anything to mark."""
    return any(checked.problems or checked.sent for checked in examined.sheets)


def _opened(examined: Examined) -> bytes:
    """The workbook itself, without the password that it may have been sent under."""
    return examined.opened or examined.data


def explanations_in(examined: Examined) -> list[Explanation]:
    """What stands in the Explanation column of the list of problems that came back with the workbook.

    Only where the warning is found again for the same child, column and value: else the text is about what was.
    """
    reasons = dict(pair for sheet in examined.listed for pair in explained(sheet))
    if not reasons:
        return []
    return [
        Explanation(checked, finding, reasons[line.key])
        for checked in examined.sheets
        for finding, line in _lines(checked, checked.sheet)
        if line.explainable and line.key in reasons
    ]


def _as_sent(data: bytes, examined: Examined, now: dt.datetime) -> Marked | None:
    """The package itself, marked; None where it is not put together as the standard has it."""
    lost = ["the password that protected it"] if data != examined.data else []
    names = {checked.sheet: checked.sheet for checked in examined.sheets}
    try:
        return marked(data, *_told(examined, names, now), lost)
    except (ExpatError, KeyError, ValueError):
        return None


def _as_values(data: bytes, examined: Examined, now: dt.datetime) -> Marked:
    odd = PurePath(examined.file_name).suffix.casefold() in (".xlsx", ".xlsm")
    why = "put together in an unusual way" if odd else "sent as neither .xlsx nor .xlsm"
    book, names = as_xlsx([sheet for sheet in read(data, examined.file_name) if not is_listing(sheet)])
    return marked(book, *_told(examined, names, now), [_VALUES_ONLY.format(why)])


def _told(
    examined: Examined, names: Mapping[str, str], now: dt.datetime
) -> tuple[Marks, list[Line], list[str]]:
    """What the workbook is to say: the marks of its cells, the list of problems, and the words above that."""
    marks: dict[str, dict[str, list[Mark]]] = {}
    lines = [
        line for checked in examined.sheets
        for _, line in chain(_lines(checked, names[checked.sheet]), _mended(checked, names[checked.sheet]))
    ]  # fmt: skip
    lines.sort(key=lambda line: line.level)
    for line in lines:
        mark = Mark(line.level, f"{LEVELS[line.level]}: {line.message} {line.fix}")
        if line.is_cell:
            marks.setdefault(line.sheet, {}).setdefault(line.cell, []).append(mark)
    words = (
        f"{examined.file_name}, checked on {_day(now)} at {now:%H:%M} as the list of {_day(examined.as_at)}."
    )
    return marks, lines, [words, _totals(examined), _HOW]


def _lines(checked: Checked, name: str) -> Iterator[tuple[Finding, Line]]:
    """Each finding of a sheet with the line that tells of it, under the name that the sheet goes back with."""
    register, typed = REGISTERS[checked.register], checked.valid.typed if checked.valid else None
    position = {number: i for i, number in enumerate(typed.row_numbers)} if typed else {}
    labels = {column.name: column.label for column in register.columns}
    for finding in checked.problems:
        i = position.get(finding.row) if finding.row is not None else None
        row = typed.row(i) if typed and i is not None else {}
        label = labels.get(finding.column or "", "")
        yield finding, Line(
            level=finding.level, sheet=name,
            cell=finding.cell or (f"Row {finding.row}" if finding.row else "Whole sheet"),
            child=_child(row),
            column=checked.columns.get(finding.column or "", label),
            value=finding.value or "", message=finding.said(label), fix=finding.fix, rule=finding.rule,
            explainable=finding.level == "warning" and bool(explanations(row, finding)),
        )  # fmt: skip


def _mended(checked: Checked, name: str) -> Iterator[tuple[None, Line]]:
    """The cells that were mended before the list was taken in: in the sender's own they still hold what was sent."""
    for cell, sent in checked.sent.items():
        new, heading = (
            checked.choices.mends[cell],
            checked.match.texts.get(place(cell)[1]) if checked.match else None,
        )
        yield None, Line(
            level="warning", sheet=name, cell=cell, child="", column=heading or "", value=sent or "", rule="mended",
            message=f"“{sent or ''}” stands here; it was mended to “{new}” when the list was taken in.",
            fix=f"Write {new}, so that the next list has it too.",
        )  # fmt: skip


def _child(row: Mapping[str, Any]) -> str:
    """Which child a row is about, by everything that tells one from another."""
    name = " ".join(row[part] for part in ("forename", "surname") if row.get(part))
    born = row.get("date_of_birth")
    told = (
        name, f"born {_day(born)}" if born else "", f"UPN {row['upn']}" if row.get("upn") else "",
        f"number {row['record_number']}" if row.get("record_number") else "",
    )  # fmt: skip
    return ", ".join(filter(None, told))


def _totals(examined: Examined) -> str:
    levels = Counter(finding.level for checked in examined.sheets for finding in checked.problems)
    rows = sum(checked.rows for checked in examined.sheets)
    passed = sum(checked.passed for checked in examined.sheets)
    kept_out = f"{_some(rows - passed, 'row')} of {rows:,} cannot be counted until mended"
    return f"{_some(levels['error'], 'error')} and {_some(levels['warning'], 'warning')}; {kept_out}."


def _some(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
