"""The made-up authority's newest lists, and the sample workbooks as their services dressed them, with what they mean."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from cme_data.examine import examine
from cme_data.sample.history import History
from cme_data.sample.workbooks import newest_workbooks
from cme_data.workbook.read import read
from schemas import REGISTERS
from tests.messy_lists import BOTH_NAMES, NO_COLUMN, Kept, Line, clean_list
from tests.messy_outcomes import AS_AT


def newest_lists(history: History) -> Iterator[Kept]:
    """The newest list of every source under the template's headings."""
    for upload in history.newest():
        register = REGISTERS[upload.register]
        rows = [{name: value for name, value in row.items() if value != ""} for row in upload.rows]
        if "data_provider" in register.names:
            rows = [{"data_provider": upload.provider} | row for row in rows]
        used = {name for row in rows for name in row}
        names = [column.name for column in register.columns if column.required or column.name in used]
        if rows:
            yield clean_list(upload.register, rows, names, provider=upload.provider)


def sample_lists(history: History) -> Iterator[Kept]:
    """Every sheet of the sample workbooks, its rows known to be those of the history."""
    sent = {(upload.register, upload.provider): upload.rows for upload in history.newest()}
    for file_name, data, _ in newest_workbooks(history):
        cells = {sheet.name: sheet.rows for sheet in read(data, file_name)}
        for sheet in examine(data, file_name, as_at=AS_AT, today=AS_AT).sheets:
            assert sheet.valid is not None
            assert sheet.match is not None
            typed, match, register = sheet.valid.typed, sheet.match, REGISTERS[sheet.register]
            rows = [typed.row(i) for i in range(len(typed.row_numbers))]
            assert _alike(rows, sent[sheet.register, sheet.providers[0]], sheet.register)
            names = [NO_COLUMN] * max(map(len, cells[sheet.sheet]))
            for name in register.names:
                if name in match.columns:
                    at = match.columns[name]
                    names[at] = BOTH_NAMES if names[at] == "surname" else name
            head = match.header_row - 1
            position = {number: i for i, number in enumerate(typed.row_numbers)}
            yield Kept(
                sheet.register, rows, names, [str(cell) for cell in cells[sheet.sheet][head]],
                [Line(list(row), position.get(n)) for n, row in enumerate(cells[sheet.sheet][head + 1 :], head + 2)],
                sheet.sheet, file_name, [list(row) for row in cells[sheet.sheet][: head - match.header_rows + 1]],
                [str(cell) for cell in cells[sheet.sheet][head - 1]] if match.header_rows == 2 else None,
                provider=sheet.providers[0],
            )  # fmt: skip


def _alike(read_rows: list[dict[str, Any]], sent_rows: list[dict[str, Any]], register: str) -> bool:
    """Whether the rows read are the rows sent, whatever their order."""
    columns = [column for column in REGISTERS[register].columns if column.name != "data_provider"]

    def counted(rows: list[dict[str, Any]]) -> Counter[str]:
        return Counter(
            repr([row.get(c.name) or (c.blank if row.get(c.name) != 0 else 0.0) for c in columns])
            for row in rows
        )

    return counted(read_rows) == counted(sent_rows)
