"""The examples of the checks, sent as a service would send them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from cme_data import ingest
from cme_data.checks import RegisterCheck, found
from cme_data.checks.example import DAY, Example, Listed, Sheets
from cme_data.findings import Finding
from cme_data.ingest import Examined
from cme_data.store import Store
from cme_data.workbook.dates import read_date
from schemas import REGISTERS
from tests.builders import PERSON, TODAY, a_row, csv_bytes
from tests.workbook_files import separated, xlsx

NOW = datetime(2027, 7, 31, 9)


def findings(example: Example) -> list[Finding]:
    """All that is said of a workbook, or of the last of some lists once those before it are committed."""
    if isinstance(example, Sheets):
        return _said_of(_workbook(example))
    if len(example) == 1:
        return _said_of(_examined(example[0]))
    with Store.open(None) as store:
        for listed in example[:-1]:
            _commit(store, listed)
        last = _examined(example[-1])
        said = _said_of(last)
        if any(finding.level == "error" for finding in said):
            return said
        return said + [warning for outcome in ingest.preview(store, last) for warning in outcome.warnings]


def pairs(check: RegisterCheck, example: Example) -> list[dict[str, Any]]:
    """What a check between registers finds once all the lists of the example are committed."""
    assert not isinstance(example, Sheets)
    with Store.open(None) as store:
        for listed in example:
            _commit(store, listed)
        return found(check, store.world(), _day(DAY))


def _commit(store: Store, listed: Listed) -> None:
    ingest.commit(store, _examined(listed), who=PERSON, now=NOW)


def _said_of(examined: Examined) -> list[Finding]:
    return [finding for sheet in examined.sheets for finding in sheet.problems]


def _examined(listed: Listed) -> Examined:
    rows = [a_row(listed.register, **_typed(listed.register, row, i)) for i, row in enumerate(listed.rows)]
    data = csv_bytes(listed.register, rows)
    return ingest.examine(
        data, f"{listed.register}.csv", as_at=_day(listed.as_at), today=TODAY, register=listed.register,
        provider=listed.provider,
    )  # fmt: skip


def _typed(register: str, row: Mapping[str, Any], i: int) -> dict[str, Any]:
    """Dates that the example writes out as dates, so that the usual values can follow from them."""
    said = dict(row)
    for column in REGISTERS[register].columns:
        if column.kind == "date" and isinstance(said.get(column.name), str):
            said[column.name] = read_date(said[column.name]) or said[column.name]
    if register == "actions":
        said.setdefault("action_id", str(i + 1))
    return said


def _workbook(sheets: Sheets) -> Examined:
    """One sheet as a csv, several as a workbook."""
    cells = dict(sheets.cells)
    if len(cells) == 1:
        (rows,) = cells.values()
        data, name = separated(rows), "list.csv"
    else:
        data, name = xlsx((), **cells), "list.xlsx"
    return ingest.examine(data, name, as_at=_day(DAY), today=TODAY)


def _day(text: str) -> date:
    read = read_date(text)
    assert read is not None, text
    return read
