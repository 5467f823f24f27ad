"""What a person may settle about a sheet: what its headings are, how surely each was read, and values without a code.

The nearest column or code is offered first. It is never taken by itself.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from cme_data.choices import value_key
from cme_data.findings import Finding
from cme_data.workbook.cells import parse_column
from cme_data.workbook.headings import Match
from cme_data.workbook.places import address
from cme_data.workbook.read import Cell
from cme_data.workbook.text import as_text
from schemas import REGISTERS
from schemas.folding import fold
from schemas.register import Column

Surely = Literal["own", "another", "chosen", "not read"]

NEAR = 80
"""From this likeness on, of 100, a heading may be meant for the column, and a person is asked."""

_WORTH_OFFERING = 50
_SAMPLES = 3
_FOR_A_PERSON = frozenset({"column_missing", "column_twice"})


@dataclass(frozen=True, slots=True)
class Near:
    """A column that a heading may be meant for, and how like it is, of 100."""

    column: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of a sheet: what it was read as and how surely, and what it may be."""

    key: str  # by which a choice for it is kept (Choices.columns)
    text: str
    cell: str
    read_as: tuple[str, ...]  # two columns where it heads whole names, none where it is not read
    surely: Surely
    samples: tuple[str, ...]
    nearest: tuple[Near, ...]  # of the columns that are still without a heading, the nearest first
    asked: bool  # a person is to say what it is


@dataclass(frozen=True, slots=True)
class Unread:
    """A written value that is none of its column's codes."""

    column: str
    key: str  # by which a choice for it is kept (Choices.values)
    text: str
    rows: int
    codes: tuple[str, ...]  # of the column, the nearest first


def headings(match: Match, seen: Sequence[Sequence[Cell]]) -> list[Heading]:
    """Every heading of a sheet, from left to right; `seen` are rows under it."""
    register = REGISTERS[match.register]
    by_place: dict[int, list[str]] = {}
    for name, place in match.columns.items():
        by_place.setdefault(place, []).append(name)
    contested = {f.column for f in match.findings if f.rule == "column_twice"}
    at_a_loss = any(f.rule in _FOR_A_PERSON for f in match.findings)
    free = [c for c in register.columns if c.name not in match.columns or c.name in contested]
    found = []
    for place, text in match.texts.items():
        names, key = tuple(by_place.get(place, ())), match.keys[place]
        settled = key in match.chosen
        nearest = _nearest(text, free) if not names or contested & {*names} else ()
        near = bool(nearest) and nearest[0].likeness >= NEAR
        asked = bool(contested & {*names}) or (not names and not settled and (at_a_loss or near))
        surely: Surely = "chosen" if settled else _surely(names, match)
        found.append(
            Heading(key, text, address(match.header_row, place), names, surely, _samples(seen, place), nearest, asked)
        )  # fmt: skip
    return found


def left_over(match: Match) -> list[Column]:
    """The columns that the register cannot do without and no heading is read as."""
    register = REGISTERS[match.register]
    return [register.column(f.column) for f in match.findings if f.rule == "column_missing" and f.column]


def unread_values(match: Match, problems: Iterable[Finding]) -> list[Unread]:
    """The written values that a code would mend, the most frequent first; a failed formula is none of them."""
    register = REGISTERS[match.register]
    rows: Counter[tuple[str, str]] = Counter()
    texts: dict[tuple[str, str], str] = {}
    for problem in problems:
        if problem.rule == "unreadable" and problem.column and problem.value:
            one = problem.column, value_key(problem.value)
            rows[one] += 1
            texts.setdefault(one, problem.value)
    found = []
    for (name, key), number in rows.most_common():
        column, text = register.column(name), texts[name, key]
        codes = column.codes_under(match.headers[name])
        if codes is None or parse_column(column, (text,), match.headers[name], {key: codes.values[0]}).bad:
            continue
        found.append(Unread(name, key, text, number, _codes(text, codes.spellings, codes.values)))
    return found


def _surely(names: Sequence[str], match: Match) -> Surely:
    if not names:
        return "not read"
    column = REGISTERS[match.register].column(names[0])
    own = len(names) == 1 and fold(match.headers[names[0]]) in (fold(column.label), fold(column.name))
    return "own" if own else "another"


def _samples(seen: Sequence[Sequence[Cell]], place: int) -> tuple[str, ...]:
    texts = (as_text(row[place]) for row in seen if place < len(row))
    return tuple(dict.fromkeys(filter(None, texts)))[:_SAMPLES]


def _nearest(text: str, columns: Iterable[Column]) -> tuple[Near, ...]:
    from rapidfuzz import fuzz

    folded = fold(text)
    likeness = (
        Near(column.name, max(fuzz.token_sort_ratio(folded, spelling) for spelling in column.spellings))
        for column in columns
    )
    worth = [near for near in likeness if near.likeness >= _WORTH_OFFERING]
    return tuple(sorted(worth, key=lambda near: -near.likeness))


def _codes(text: str, spellings: Mapping[str, str], values: Sequence[str]) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process

    hit = process.extractOne(fold(text), spellings.keys(), scorer=fuzz.ratio, score_cutoff=_WORTH_OFFERING)
    nearest = spellings[hit[0]] if hit else None
    return tuple(sorted(values, key=lambda value: value != nearest))
