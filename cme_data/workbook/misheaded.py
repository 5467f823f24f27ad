"""What is said of headings that are missing, stand twice, or could not be read beside another."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cme_data.findings import Finding, Level
from cme_data.workbook.places import address
from schemas.folding import fold
from schemas.register import Column, Register

Heading = tuple[int, str]  # column from 0, text


class Place(NamedTuple):
    """The sheet and the header row (from 1) spoken of."""

    sheet: str
    row: int


def twice(at: Place, column: Column, headings: Sequence[Heading]) -> Finding:
    """Two headings name one column equally well, so which to read is not certain."""
    cells = " and ".join(address(at.row, i) for i, _ in headings)
    texts = " and ".join(f"“{text}”" for _, text in headings)
    both = "both" if len(headings) == 2 else "all"
    return _finding(
        "error", "column_twice", at, column, headings[1],
        f"{texts} (cells {cells}) {both} head {column.label.lower()}, and which to read is not certain.",
        f"Head the one to be read “{column.label}”, or give the other a heading of its own.",
    )  # fmt: skip


def passed_over(at: Place, column: Column, read: str, heading: Heading) -> Finding:
    """A heading that asks a narrower question stands beside the full one."""
    return _finding(
        "warning", "column_passed_over", at, column, heading,
        f"“{heading[1]}” (cell {address(at.row, heading[0])}) was not read, as “{read}” heads {column.label} too.",
        f"See that “{read}” says all that “{heading[1]}” does.",
    )  # fmt: skip


def missing(at: Place, register: Register, column: Column, near: str | None) -> Finding:
    """A column the register cannot do without has no heading, though one may be near."""
    fix = (
        f"Is “{near}” meant? Head it “{column.label}”." if near else f"Add a column headed “{column.label}”."
    )
    if column.name == "data_provider":
        fix += " Or say whose list it is when you upload it."
    return _finding(
        "error", "column_missing", at, column, None,
        f"the {register.title} register needs a column “{column.label}”, and no heading in row {at.row} is one"
        f"{_also(column)}.",
        fix,
    )  # fmt: skip


def _also(column: Column) -> str:
    """Other headings under which the column is read."""
    return f" (also read: {', '.join(column.also[:5])}{' …' if len(column.also) > 5 else ''})" if column.also else ""


def _finding(
    level: Level, rule: str, at: Place, column: Column, heading: Heading | None, said: str, fix: str
) -> Finding:
    return Finding(
        level=level, rule=rule, sheet=at.sheet, row=at.row if heading else None,
        cell=address(at.row, heading[0]) if heading else None, column=column.name,
        value=heading[1] if heading else None, message=f"{at.sheet}: {said}", fix=fix,
    )  # fmt: skip


def near(column: Column, headings: Iterable[str]) -> str | None:
    """The heading that may be the column's, misspelt."""
    from rapidfuzz import fuzz, process

    choices = {heading: fold(heading) for heading in headings}
    best: tuple[float, str] | None = None
    for spelling in column.spellings:
        hit = process.extractOne(spelling, choices, scorer=fuzz.ratio, score_cutoff=80)
        if hit is not None and (best is None or hit[1] > best[0]):
            best = (hit[1], hit[2])
    return best[1] if best else None
