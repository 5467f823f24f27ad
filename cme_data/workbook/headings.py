"""Which register a sheet is, which row heads it, and which column is which.

A heading counts only where it is, after folding, a spelling the register declares: nothing is
guessed. A near miss is worth a suggestion in the message, no more.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from cme_data.findings import Finding
from cme_data.workbook.places import address
from cme_data.workbook.read import Cell, Sheet
from schemas import REGISTERS
from schemas.folding import fold
from schemas.register import Column, Register

# The same words come again in every row and register that is tried.
_fold = lru_cache(maxsize=20_000)(fold)
_LOOKED_AT = 30  # rows in which a header is looked for

NAME = frozenset(
    fold(text)
    for text in (
        "Name", "Full name", "Child", "Child's name", "Child name", "Childs name", "Name of child", "Pupil",
        "Pupil name", "Pupil's name", "Name of pupil", "Student", "Student name", "Young person",
        "Young person's name", "Name of young person", "Surname, forename", "Surname and forename",
        "Surname forename", "Forename surname", "Forename and surname", "Child/young person",
    )
)  # fmt: skip
"""Headings of one column that holds both names."""


@dataclass(slots=True)
class Match:
    """A sheet recognised: its header rows, and which column (counted from 0) holds what."""

    register: str
    header_row: int  # from 1; the last where there are two
    first_row: int  # of the data, from 1
    columns: dict[str, int]
    headers: dict[str, str]
    unmatched: list[str]
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class _Header:
    """A possible header: the text over each column, and how it was put together."""

    row: int  # from 0; the last
    texts: list[tuple[str, ...]]  # readings of each column's heading, best first
    folded: list[tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self.folded = [tuple(map(_fold, readings)) for readings in self.texts]


def recognise(sheet: Sheet, register: str | None = None, *, provider: str | None = None) -> Match | None:
    """The register a sheet is, or None where its headings are no register's.

    `register` chooses by hand. `provider` stands in for a column that says whose rows they are.
    """
    wanted = [REGISTERS[register]] if register else list(REGISTERS.values())
    best: list[tuple[float, _Header, Register]] = []
    for header in _headers(sheet.rows):
        for candidate in wanted:
            score = _score(candidate, header, sheet.name)
            if score is None:
                continue
            if not best or score > best[0][0]:
                best = [(score, header, candidate)]
            elif score == best[0][0] and candidate is not best[0][2]:
                best.append((score, header, candidate))
    if len(best) != 1:
        return None
    _, header, chosen = best[0]
    return _match(sheet, chosen, header, provider)


def _headers(rows: Sequence[Sequence[Cell]]) -> Iterator[_Header]:
    """Each row near the top as a header of its own, then each pair of rows as one header."""
    top = [[_text(cell) for cell in row] for row in rows[:_LOOKED_AT]]
    for i, row in enumerate(top):
        if sum(map(bool, row)) >= 2:
            yield _Header(i, [(text,) if text else () for text in row])
    for i, (upper, lower) in enumerate(zip(top, top[1:], strict=False)):
        if sum(map(bool, lower)) < 2 or not any(upper):
            continue
        texts: list[tuple[str, ...]] = []
        over = ""
        for above, below in zip(upper, lower, strict=False):
            over = above or (over if below else "")
            readings = [f"{over} {below}", below] if below and over else [below or above]
            texts.append(tuple(text for text in readings if text))
        yield _Header(i + 1, texts)


def _text(cell: Cell) -> str:
    return " ".join(str(cell).split()) if isinstance(cell, str) else ("" if cell is None else str(cell))


def _claims(register: Register, header: _Header) -> dict[int, tuple[str, str]]:
    """Column position: canonical name and the heading as found."""
    known = _known()[register.name]
    found = {}
    for i, readings in enumerate(header.folded):
        for at, text in enumerate(readings):
            if text in known:
                found[i] = (known[text], header.texts[i][at])
                break
    return found


@cache
def _known() -> dict[str, Mapping[str, str]]:
    return {name: register.headings() for name, register in REGISTERS.items()}


def _name_column(register: Register, header: _Header, claimed: dict[int, tuple[str, str]]) -> int | None:
    """The one column that holds both names, where names have no columns of their own."""
    names = {name for name, _ in claimed.values()}
    if "surname" not in register.names or names & {"surname", "forename"}:
        return None
    both = [
        i for i, readings in enumerate(header.folded)
        if i not in claimed and any(text in NAME for text in readings)
    ]  # fmt: skip
    return both[0] if len(both) == 1 else None


def _score(register: Register, header: _Header, sheet_name: str) -> float | None:
    """How well a header fits a register; None where it does not."""
    claimed = _claims(register, header)
    if len(claimed) < 2:
        return None
    names = {name for name, _ in claimed.values()}
    if _name_column(register, header, claimed) is not None:
        names |= {"surname", "forename"}
    own = [name for name in names if name not in _SHARED]
    if len(names) < 2 or not (register.opens in names or len(own) >= 2):
        return None
    missing = [column for column in register.required if column.name not in names]
    if len(missing) > len(register.required) / 2:
        return None
    named = fold(register.sheet) in fold(sheet_name) or fold(register.name) in fold(sheet_name)
    return len(names) + 3 * (register.opens in names) - 2 * len(missing) + 0.5 * named


def _shared_columns() -> frozenset[str]:
    """Columns that several registers carry: they do not tell which register a sheet is."""
    times: dict[str, int] = defaultdict(int)
    for register in REGISTERS.values():
        for name in register.names:
            times[name] += 1
    return frozenset(name for name, n in times.items() if n > 2)


_SHARED = _shared_columns()


def _match(sheet: Sheet, register: Register, header: _Header, provider: str | None) -> Match:
    claimed = _claims(register, header)
    both = _name_column(register, header, claimed)
    if both is not None:
        claimed[both] = ("surname", header.texts[both][0])
    by_name: dict[str, list[int]] = defaultdict(list)
    for i, (name, _) in claimed.items():
        by_name[name].append(i)
    columns = {name: places[0] for name, places in by_name.items()}
    headers = {name: claimed[places[0]][1] for name, places in by_name.items()}
    if both is not None:
        columns["forename"], headers["forename"] = both, headers["surname"]
    unmatched = [readings[0] for i, readings in enumerate(header.texts) if readings and i not in claimed]
    match = Match(register.name, header.row + 1, header.row + 2, columns, headers, unmatched)
    for name, places in by_name.items():
        if len(places) > 1:
            match.findings.append(_twice(sheet, register.column(name), places, header))
    missing = [c for c in register.required if c.name not in columns]
    for column in missing:
        if column.name == "data_provider" and provider:
            continue
        match.findings.append(_missing(sheet, register, column, unmatched))
    return match


def _twice(sheet: Sheet, column: Column, places: Sequence[int], header: _Header) -> Finding:
    cells = " and ".join(address(header.row + 1, i) for i in places)
    texts = " and ".join(f"“{header.texts[i][0]}”" for i in places)
    return Finding(
        level="error", rule="column_twice", sheet=sheet.name, row=header.row + 1,
        cell=address(header.row + 1, places[1]), column=column.name, value=header.texts[places[1]][0],
        message=f"{sheet.name}: {texts} (cells {cells}) both head {column.label.lower()}.",
        fix="Take one of the two out, or give it another heading.",
    )  # fmt: skip


def _missing(sheet: Sheet, register: Register, column: Column, unmatched: Iterable[str]) -> Finding:
    near = _near(column, unmatched)
    fix = f"Is “{near}” meant? Head it “{column.label}”." if near else f"Add a column headed “{column.label}”."
    if column.name == "data_provider":
        fix += " Or say whose list it is when you upload it."
    return Finding(
        level="error", rule="column_missing", sheet=sheet.name, row=None, cell=None, column=column.name, value=None,
        message=f"{sheet.name}: the {register.title} register needs a column “{column.label}”, and no heading is one.",
        fix=fix,
    )  # fmt: skip


def _near(column: Column, headings: Iterable[str]) -> str | None:
    from rapidfuzz import fuzz, process

    choices = {heading: fold(heading) for heading in headings}
    best: tuple[float, str] | None = None
    for spelling in column.spellings:
        hit = process.extractOne(spelling, choices, scorer=fuzz.ratio, score_cutoff=80)
        if hit is not None and (best is None or hit[1] > best[0]):
            best = (hit[1], hit[2])
    return best[1] if best else None
