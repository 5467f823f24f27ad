"""Which register a sheet is, which row heads it, and which column is which.

A heading counts only where it is, after folding, a spelling the register declares: nothing is
guessed. A near miss is worth a suggestion in the message, no more.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from cme_data.findings import Finding
from cme_data.workbook import misheaded
from cme_data.workbook.claims import Claim, claims_to, every_heading, ranked_headings
from cme_data.workbook.headers import Header, headers
from cme_data.workbook.marking.listing import is_listing
from cme_data.workbook.read import Sheet
from schemas import REGISTERS
from schemas.folding import fold
from schemas.register import Column, Register


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
    header_rows: int = 1
    headed: frozenset[int] = frozenset()  # the columns under any heading
    keys: Mapping[int, str] = field(default_factory=dict)  # by which a column's heading is remembered
    texts: Mapping[int, str] = field(default_factory=dict)  # each column's heading in full
    chosen: Mapping[str, str] = field(default_factory=dict)  # of its headings, those a person has settled
    in_doubt: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # required or contested: what may be meant

    def supposed(self) -> Iterator["Match"]:
        """The match as it may come to be once the headings in doubt are settled, each place of them once."""
        for i in range(max(1, *map(len, self.in_doubt.values()))):
            places = {name: at[min(i, len(at) - 1)] for name, at in self.in_doubt.items() if at}
            texts = {name: self.texts[at] for name, at in places.items()}
            yield replace(self, columns={**self.columns, **places}, headers={**self.headers, **texts}, findings=[])


Chosen = Mapping[str, Mapping[str, str]]
"""What people settled: for each register, a heading's key and the column it means (`Choices.columns`)."""


class _Fit(NamedTuple):
    """How well a header fits a register, how many columns it heads, and how many needed ones it lacks."""

    score: float
    names: int
    missing: int
    header: Header


def recognise(
    sheet: Sheet,
    register: str | None = None,
    *,
    provider: str | None = None,
    chosen: Chosen = MappingProxyType({}),
) -> Match | None:
    """The register a sheet is, or None where its headings are no register's, or fit two alike.

    `register` chooses by hand. `provider` stands in for a column that says whose rows they are.
    """
    if is_listing(sheet):
        return None
    wanted = [REGISTERS[register]] if register else list(REGISTERS.values())
    fitting: dict[str, list[_Fit]] = {}
    complete: int | None = None  # the first row with all that a register needs
    for header in headers(sheet.rows):
        if complete is not None and header.row > complete + 1:
            break
        if complete is not None and header.row - header.rows + 1 > complete:
            continue  # only together with the header may the row under it head more
        if not _worth_trying(header, chosen):
            continue
        for candidate in wanted:
            own = chosen.get(candidate.name, {})
            fit = _fit(candidate, header, sheet.name, own, by_hand=register is not None)
            if fit is None:
                continue
            fitting.setdefault(candidate.name, []).append(fit)
            if not fit.missing and complete is None:
                complete = header.row
    best = {name: _topmost(fits) for name, fits in fitting.items()}
    if not best:
        best = _lone(sheet, wanted, chosen, by_hand=register is not None)
    found = register if register in best else _likeliest(best, sheet.name, chosen)
    if found is None:
        return None
    return _match(sheet, REGISTERS[found], best[found].header, provider, chosen.get(found, {}))


def _lone(sheet: Sheet, wanted: Sequence[Register], chosen: Chosen, *, by_hand: bool) -> dict[str, _Fit]:
    """The panel's days and no more: one heading, if it is all a register needs and the sheet is said to be its."""
    for header in headers(sheet.rows, least=1):
        for candidate in wanted:
            said = by_hand or _is_named(candidate, sheet.name)
            headed = claims_to(candidate, header, chosen.get(candidate.name, {})).keys()
            if said and {column.name for column in candidate.required} <= headed:
                return {candidate.name: _Fit(0.0, len(headed), 0, header)}
    return {}


def _topmost(fits: list[_Fit]) -> _Fit:
    """The best header, but none further down than one with half as many columns: those rows are its list's."""
    most = max(fit.names for fit in fits)
    top = min(fit.header.row for fit in fits if fit.names * 2 >= most)
    return max((fit for fit in fits if top <= fit.header.row <= top + 1), key=lambda fit: fit.score)


def _likeliest(best: Mapping[str, _Fit], sheet_name: str, chosen: Chosen) -> str | None:
    """The register that fits best, if a heading tells it from every other one, or else the sheet's name.

    "Start date" and "End date" head five registers: to be the one that lacks the fewest columns then says nothing.
    """
    most = max((fit.score for fit in best.values()), default=0.0)
    leaders = [name for name, fit in best.items() if fit.score == most]
    if len(leaders) == 1 and _tells(leaders[0], best[leaders[0]].header, chosen):
        return leaders[0]
    named = [name for name in best if _is_named(REGISTERS[name], sheet_name)]
    return named[0] if len(named) == 1 else None


def _tells(register: str, header: Header, chosen: Chosen) -> bool:
    """Whether a heading is this register's and no other's."""
    own = ranked_headings(register).keys() | chosen.get(register, {}).keys()
    others = set().union(
        *(ranked_headings(name).keys() | chosen.get(name, {}).keys() for name in REGISTERS if name != register)
    )
    return any(text in own and text not in others for readings in header.folded for text in readings)


def _is_named(register: Register, sheet_name: str) -> bool:
    words = f" {fold(sheet_name)} "
    return any(f" {fold(own)} " in words for own in (register.sheet, register.name, register.title))


def _worth_trying(header: Header, chosen: Chosen) -> bool:
    every = every_heading().union(*chosen.values())
    return sum(any(text in every for text in readings) for readings in header.folded) >= 2


@cache
def _shared() -> frozenset[str]:
    """Columns that several registers carry: they do not tell which register a sheet is."""
    times = Counter(name for register in REGISTERS.values() for name in register.names)
    return frozenset(name for name, n in times.items() if n > 2)


def _fit(
    register: Register, header: Header, sheet_name: str, chosen: Mapping[str, str], *, by_hand: bool = False
) -> _Fit | None:
    """How well a header fits a register; None where it does not."""
    claims = claims_to(register, header, chosen)
    names = claims.keys()
    even = sum(len(found) > 1 and found[0].is_even_with(found[1]) for found in claims.values())
    missing = sum(column.name not in names for column in register.required)
    own = sum(name not in _shared() for name in names)
    opens = register.opens in names
    named = _is_named(register, sheet_name)
    likely = (opens or own >= 2 or named) and missing <= len(register.required) / 2
    if len(names) < 2 or not (likely or by_hand):
        return None
    score = len(names) + 3 * opens - 2 * missing + 0.5 * named - 0.25 * even
    return _Fit(score, len(names), missing, header)


def _match(
    sheet: Sheet, register: Register, header: Header, provider: str | None, chosen: Mapping[str, str]
) -> Match:
    claims = claims_to(register, header, chosen)
    best = {name: found[0] for name, found in claims.items()}
    read = {claim.place for claim in best.values()}
    match = Match(
        register=register.name,
        header_row=header.row + 1,
        first_row=header.row + 2,
        columns={name: claim.place for name, claim in best.items()},
        headers={name: claim.text for name, claim in best.items()},
        unmatched=[readings[0] for i, readings in enumerate(header.texts) if readings and i not in read],
        header_rows=header.rows,
        headed=frozenset(i for i, readings in enumerate(header.texts) if readings),
        keys={i: key for i, key in enumerate(header.keys) if key},
        texts={i: readings[0] for i, readings in enumerate(header.texts) if readings},
        chosen={key: chosen[key] for key in header.keys if key in chosen},
    )
    at = misheaded.Place(sheet.name, header.row + 1)
    in_doubt = {}
    for name, found in claims.items():
        match.findings += _contested(register.column(name), found, at)
        even = tuple(claim.place for claim in found if claim.is_even_with(found[0]))
        if len(even) > 1:
            in_doubt[name] = even
    unread = {text: place for place, text in match.texts.items() if place not in read}
    for column in register.required:
        if column.name not in claims and not (column.name == "data_provider" and provider):
            near = misheaded.near(column, unread)
            in_doubt[column.name] = (unread[near],) if near else ()
            match.findings.append(misheaded.missing(at, register, column, near))
    match.in_doubt = in_doubt
    return match


def _contested(column: Column, claims: list[Claim], at: misheaded.Place) -> list[Finding]:
    """An error where two columns claim one name equally well; the loser of an unequal claim is not read."""
    first, *others = claims
    even = [claim for claim in claims if claim.is_even_with(first)]
    if len(even) > 1:
        return [misheaded.twice(at, column, [(claim.place, claim.text) for claim in even])]
    narrower = set(map(fold, column.narrower))
    return [
        misheaded.passed_over(at, column, first.text, (claim.place, claim.text))
        for claim in others
        if fold(claim.text) in narrower
    ]
