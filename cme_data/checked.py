"""A file as a person hands it over, and what was made of it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

from cme_data.choices import NOTHING, Choices
from cme_data.findings import Finding
from cme_data.validate import Valid
from cme_data.workbook.headings import Match
from cme_data.workbook.read import Cell


@dataclass(slots=True)
class Checked:
    """One recognised sheet: what was made of it."""

    register: str
    sheet: str
    header_row: int
    rows: int
    passed: int
    columns: dict[str, str]  # canonical name: header as found
    unmatched: list[str]
    problems: list[Finding]
    providers: list[str]
    valid: Valid | None  # None where a required column is missing
    provider_of: list[str | None] = field(default_factory=list)
    match: Match | None = None
    seen: Sequence[Sequence[Cell]] = ()  # the first rows under the header, to show what a column holds
    choices: Choices = NOTHING  # a person's choices that this sheet needed, made now or before
    sent: Mapping[str, str | None] = field(default_factory=dict)  # what the file says in each mended cell
    explained: int = 0  # warnings that were explained before, and are not raised again

    @property
    def errors(self) -> int:
        """How many errors were found."""
        return sum(problem.level == "error" for problem in self.problems)

    def as_json(self) -> dict[str, Any]:
        """The object that `check --json` prints."""
        return {
            "register": self.register, "sheet": self.sheet, "header_row": self.header_row,
            "rows": self.rows, "passed": self.passed, "columns": self.columns,
            "unmatched": self.unmatched, "problems": [problem.as_json() for problem in self.problems],
        }  # fmt: skip


@dataclass(slots=True)
class Examined:
    """One file, read and validated for the day its lists speak for."""

    file_name: str
    data: bytes
    sha256: str
    as_at: dt.date
    sheets: list[Checked]
    not_used: list[str]
    chosen: dict[str, str]  # register, sheet, provider: what the person chose by hand
    opened: bytes | None = None  # what was inside, where a password protected it

    @property
    def errors(self) -> int:
        """How many errors its sheets have together."""
        return sum(sheet.errors for sheet in self.sheets)


class Given(NamedTuple):
    """A file as a person hands it over, with what they chose by hand."""

    data: bytes
    file_name: str
    as_at: dt.date
    register: str | None = None
    sheet: str | None = None
    provider: str | None = None
    choices: Mapping[str, Choices] = MappingProxyType({})
    """What the person settled, by sheet."""
    password: str | None = None

    def __repr__(self) -> str:
        """Its name alone: no child's row and no password in a message."""
        return f"Given({self.file_name!r})"
