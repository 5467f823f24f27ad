"""The product's rows and the second reading's, laid side by side."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from cme_data.measures import MEASURES
from cme_data.measures.measure import Question
from cme_data.store import World
from tests.alternative_spells import Known
from tests.alternatives import ALTERNATIVES

Rows = Sequence[Mapping[str, Any]]

A_BREAKDOWN = ("collection", "breakdown_topic", "breakdown", "item", "per")
"""What names a row of the DfE return, and of its annual items, beside its borough."""


def both(name: str, world: World, told: Known, question: Question) -> list[dict[str, Any]]:
    """The product's rows of a measure, once they are seen to be those of the second reading."""
    rows = MEASURES[name].count(world, question).rows
    laid = child_by_child if MEASURES[name].each and not question.by else laid_out
    assert laid(rows, question) == laid(ALTERNATIVES[name](told, question), question), (name, question)
    return rows


def child_by_child(rows: Rows, question: Question) -> list[list[str]]:
    """Rows that name children, each child's together: by which names they go is no matter."""
    of_child: dict[Any, list[str]] = {}
    for row in rows:
        known = {name: cell for name, cell in row.items() if name != "child"}
        of_child.setdefault(row["child"], []).append(str(sorted(known.items())))
    return sorted(sorted(each) for each in of_child.values())


def laid_out(rows: Rows, question: Question) -> dict[tuple[Any, ...], dict[str, Any]]:
    """The figures of each row under its group (and period); the order of the rows is no matter here."""
    groups = ("period", "start", "end", "register", "borough", "band", *A_BREAKDOWN, *question.by)
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        figures = {name: rounded(cell) for name, cell in row.items() if name not in groups}
        if question.by and all(cell is None for cell in figures.values()):
            continue  # a period without data is blank as a whole, under whichever groups are named
        key = tuple((name, row[name]) for name in dict.fromkeys(groups) if name in row)
        assert key not in found, f"two rows for {key}"
        found[key] = figures
    return found


def rounded(cell: Any) -> Any:
    """A figure to compare: sums and means of decimals differ in the last places."""
    if cell is None or isinstance(cell, date | str):
        return cell
    return round(float(cell), 6)
