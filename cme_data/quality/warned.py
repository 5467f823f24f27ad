"""Warnings that stand: of rows in force, until the value changes or somebody explains it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cme_data.choices import Explained, Source, explanations
from cme_data.findings import Finding
from cme_data.quality.rows import Row, beside, found
from cme_data.store import World
from cme_data.store.settled import Settled

GONE = "gone_from_the_list"
"""The rule by which a row kept out is explained that later lists leave out."""

Explanations = Mapping[Source, Mapping[Explained, Settled]]
"""What has been explained of each source, by the ways in which it is known again."""


def open_warnings(world: World, today: date) -> list[Row]:
    """Every warning of the rows in force and of the sheets they stand on, explained or not."""
    order = ("register", "column", "rule", "provider", "sheet_row")
    rows = found(world, beside("warned"), {"today": today})
    return sorted(rows, key=lambda row: [str(row[name]) for name in order[:-1]] + [row["sheet_row"] or 0])


def ways(row: Row) -> frozenset[Explained]:
    """The ways in which a warning, or a row kept out, is known again once it is explained."""
    if "rule" not in row:  # another time that the child is kept out is another matter
        return explanations(row, _finding(rule=GONE, value=str(row["kept_out_since"])))
    return explanations(row, _finding(rule=row["rule"], column=row["column"], value=row["value"]))


def explained_by(row: Row, settled: Explanations) -> Settled | None:
    """The explanation that a warning, or a row kept out, has; None where it still needs one."""
    if "rule" not in row and row["gone_since"] is None:
        return None
    known = settled.get((row["register"], row["provider"]), {})
    return next((known[way] for way in ways(row) if way in known), None)


def explanations_by_way(settled: list[Settled]) -> Explanations:
    """The explained warnings of each source, by the ways in which they are known again."""
    found: dict[Source, dict[Explained, Settled]] = {}
    for one in settled:
        if one.kind == "warning":
            way = Explained(one.rule or "", one.column, one.said, one.child or "")
            found.setdefault((one.register, one.provider), {})[way] = one
    return found


def _finding(rule: str, column: str | None = None, value: str | None = None) -> Finding:
    words: dict[str, Any] = dict.fromkeys(("row", "cell"))
    return Finding("warning", rule, sheet="", column=column, value=value, message="", fix="", **words)
