"""What a person settled that a workbook does not say by itself: columns, values, mended cells."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cme_data.findings import Finding

NOT_USED = ""
"""What a heading means that a person chose to leave out."""

BOTH_NAMES = "surname, forename"
"""What a heading means that a person settled as a column of whole names."""

Source = tuple[str, str]
"""A register and a data provider."""


def value_key(text: str) -> str:
    """How a written value is told from another: by its letters, whatever their case and spaces."""
    return " ".join(text.casefold().split())


@dataclass(frozen=True)
class Choices:
    """A person's choices for one sheet.

    `columns` maps a heading's key (`cme_data.workbook.headers.keys`) to a column or NOT_USED, `values` a column to
    written values (`value_key`) and their codes, `mends` a cell such as D17 to what should stand there.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    mends: Mapping[str, str] = field(default_factory=dict)

    def __or__(self, later: Choices) -> Choices:
        """Both; where they speak of the same, the later one counts."""
        values = {name: {**self.values.get(name, {}), **some} for name, some in later.values.items()}
        return Choices(
            {**self.columns, **later.columns}, {**self.values, **values}, {**self.mends, **later.mends}
        )

    def __bool__(self) -> bool:
        return bool(self.columns or self.values or self.mends)

    def as_text(self) -> str:
        """The same choices as the same text, for the store."""
        parts = {"columns": self.columns, "values": self.values, "mends": self.mends}
        return json.dumps({name: part for name, part in parts.items() if part}, sort_keys=True)

    @classmethod
    def from_text(cls, text: str) -> Choices:
        """The choices that `as_text` wrote."""
        return cls(**json.loads(text))


NOTHING = Choices()


@dataclass(frozen=True)
class Explained:
    """A warning that the service has explained: it is not raised again for the same child and value."""

    rule: str
    column: str
    value: str
    child: str
    """One key of the child, as `child_keys` gives them."""


@dataclass(frozen=True)
class Remembered:
    """What was settled for each source when it sent earlier workbooks."""

    choices: Mapping[Source, Choices] = field(default_factory=dict)
    explained: Mapping[Source, frozenset[Explained]] = field(default_factory=dict)

    def columns(self, register: str) -> Mapping[str, str]:
        """The headings of a register's every source; those that two sources use otherwise are left out."""
        found: dict[str, set[str]] = {}
        for (name, _), choices in self.choices.items():
            if name == register:
                for heading, column in choices.columns.items():
                    found.setdefault(heading, set()).add(column)
        return {heading: columns.pop() for heading, columns in found.items() if len(columns) == 1}

    def of(self, sources: set[Source]) -> Choices:
        """What was settled for the one source; nothing where there are several, or none."""
        return self.choices.get(next(iter(sources)), NOTHING) if len(sources) == 1 else NOTHING


NOTHING_REMEMBERED = Remembered()


def child_keys(row: Mapping[str, Any]) -> list[str]:
    """The keys by which a row's child is known again, the strongest first; none where it names nobody."""
    keys = [f"{name}:{row[name]}" for name in ("upn", "record_number") if row.get(name)]
    names = [row.get(name) for name in ("surname", "forename", "date_of_birth")]
    if all(names):
        keys.append("name:" + value_key("/".join(map(str, names))))
    return keys


def explanations(row: Mapping[str, Any], finding: Finding) -> frozenset[Explained]:
    """Every way in which a warning of a row may have been explained: one for each key of its child."""
    return frozenset(
        Explained(finding.rule, finding.column or "", value_key(finding.value or ""), key)
        for key in child_keys(row)
    )
