"""One list as a CSV file under the template's own headings: how the older lists of the history come."""

import csv
import io
from collections.abc import Mapping
from datetime import date

from cme_data.sample.history import Row, Upload
from cme_data.sample.spells import Value
from schemas import REGISTERS
from schemas.register import Register

_NEEDS_QUOTES = frozenset(',"\r\n')


class CsvWriter:
    """Writes lists as CSV, each row once however many lists carry it unchanged."""

    def __init__(self) -> None:
        self._lines: dict[int, str] = {}
        self._heads: dict[str, str] = {}

    def file(self, upload: Upload) -> bytes:
        """The list as UTF-8 with dates day first."""
        register = REGISTERS[upload.register]
        head = self._heads.setdefault(register.name, _line([column.label for column in register.columns]))
        return "".join([head, *(self._row(register, row) for row in upload.rows)]).encode()

    def _row(self, register: Register, row: Row) -> str:
        # The history keeps its rows, so that no other row can come to have the same id.
        line = self._lines.get(id(row))
        if line is None:
            line = self._lines[id(row)] = _line([_text(row, name) for name in register.names])
        return line


def _text(row: Mapping[str, Value], name: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    return f"{value.day:02}/{value.month:02}/{value.year}" if isinstance(value, date) else str(value)


def _line(texts: list[str]) -> str:
    joined = ",".join(texts)
    if _NEEDS_QUOTES.isdisjoint("".join(texts)):
        return joined + "\r\n"
    quoted = io.StringIO()
    csv.writer(quoted).writerow(texts)
    return quoted.getvalue()
