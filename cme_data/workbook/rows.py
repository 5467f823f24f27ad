"""The rows of a recognised sheet as typed columns, with a finding for every cell that did not read."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from cme_data.findings import Level
from cme_data.workbook.cells import Parsed, expected, parse_column
from cme_data.workbook.headings import Match
from cme_data.workbook.names import several_children, several_forenames, split_name
from cme_data.workbook.near import near_code
from cme_data.workbook.read import Sheet
from cme_data.workbook.sifting import sift
from cme_data.workbook.typed import Typed
from cme_data.workbook.upn import mended, upn_problem
from schemas import REGISTERS
from schemas.folding import fold
from schemas.register import Column

__all__ = ["Typed", "typed_rows"]


def typed_rows(
    sheet: Sheet,
    match: Match,
    *,
    as_at: dt.date,
    values: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> Typed:
    """Every child's row under the header, typed; the findings name each cell that could not be read.

    `values` holds, for a column, written values whose code a person settled.
    """
    register = REGISTERS[match.register]
    typed = Typed(match.register, sheet.name, {}, [], [], match, [])
    sift(typed, sheet)
    across = list(zip(*typed.cells, strict=True))
    for column in register.columns:
        place = match.columns.get(column.name)
        if place is None:
            typed.columns[column.name] = [column.blank] * len(typed.cells)
            if column.blank_noted and typed.cells:
                _say_absent(typed, column)
            continue
        parsed = parse_column(
            column, across[place] if across else (), match.headers[column.name], values.get(column.name, {})
        )
        typed.columns[column.name] = parsed.values
        _say_unreadable(typed, column, parsed)
    _names(typed)
    _upns(typed)
    return typed


def _say_absent(typed: Typed, column: Column) -> None:
    typed.say_of_sheet(
        column.name, "blank_counts",
        f"there is no column “{column.label}”, so every row counts as {column.blank}.",
        f"Add a column headed “{column.label}” if it is known.",
    )  # fmt: skip


def _say_unreadable(typed: Typed, column: Column, parsed: Parsed) -> None:
    level: Level = "error" if column.required else "warning"
    heading = typed.match.headers[column.name]
    wanted = expected(column, heading)
    said, fix = f"{wanted} was expected.", f"Write {wanted}"
    if fold(heading) in map(fold, column.narrower):
        said = f"under the heading “{heading}” it does not say which {column.label.lower()}: {said}"
    if column.required:
        fix += ": until then the row is kept out."
    else:
        counts = column.blank if column.blank == "Unknown" else "not recorded"
        fix += f", or leave the cell empty: until then it counts as {counts}."
    codes = column.codes_under(heading)
    for i in parsed.bad:
        near = near_code(codes, typed.raw(i, column.name) or "") if codes else None
        meant = f"Is “{near}” meant? " if near else ""
        typed.say(i, column, "unreadable", level, said, meant + fix)
    for i in parsed.full_time:
        typed.say(
            i, column, "full_time", "warning", "it was read as 25 hours, though no number stands there.",
            "Write the number of hours.",
        )  # fmt: skip
    if column.blank_noted:
        for i in parsed.filled:
            typed.say(
                i, column, "blank_counts", "warning", f"it counts as {column.blank}.",
                f"Fill in {column.label.lower()} if it is known.",
            )  # fmt: skip


def _names(typed: Typed) -> None:
    """Split one name column; siblings in one cell are an error."""
    place, other = typed.match.columns.get("surname"), typed.match.columns.get("forename")
    if place is not None and place == other:
        _split(typed)
        return
    if other is not None:
        column = REGISTERS[typed.register].column("forename")
        for i, text in enumerate(typed.columns["forename"]):
            if text is not None and not text.isalpha() and several_forenames(text):
                _say_siblings(typed, i, column)
    for name in ("surname", "forename"):
        if name in typed.match.columns:
            typed.columns[name] = [text and " ".join(text.split()) for text in typed.columns[name]]


def _split(typed: Typed) -> None:
    register = REGISTERS[typed.register]
    column = register.column("surname")
    heading = typed.match.headers["surname"]
    level: Level = "error" if column.required else "warning"
    typed.findings = [f for f in typed.findings if not (f.column == "forename" and f.rule == "unreadable")]
    surnames, forenames = typed.columns["surname"], typed.columns["forename"]
    for i, text in enumerate(surnames):
        if text is None:
            if column.required:
                forenames[i] = typed.raw(i, "forename")  # said of the surname already
            continue
        # A row kept out holds what stands there, so that no later rule says that nothing does.
        in_doubt = (text, text) if column.required else (None, None)
        if several_children(text):
            surnames[i], forenames[i] = in_doubt
            _say_siblings(typed, i, column)
            continue
        split = split_name(text, heading)
        surnames[i], forenames[i] = split or in_doubt
        if split is None:
            typed.say(
                i, column, "unreadable", level, "which part is the surname and which the forename is not certain.",
                "Write SURNAME, Forename.",
            )  # fmt: skip


def _say_siblings(typed: Typed, i: int, column: Column) -> None:
    typed.say(
        i, column, "siblings", "error", "more than one child seems to be named in one cell.",
        "Give each child a row; another name of the same child may follow in brackets.",
    )  # fmt: skip


def _upns(typed: Typed) -> None:
    if "upn" not in typed.match.columns:
        return
    column = REGISTERS[typed.register].column("upn")
    for i, upn in enumerate(typed.columns["upn"]):
        problem = upn_problem(upn) if upn else None
        if problem:
            right = mended(upn)
            known = f"The check letter by calculation is {right[0]}: {right}. " if right else ""
            typed.say(
                i, column, "upn", "warning", f"{problem}.",
                f"{known}Correct the UPN; until then the child is told by record number, or name and date of birth.",
            )  # fmt: skip
