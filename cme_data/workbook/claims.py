"""Which columns of a header claim which column of a register, the best claim first."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from cme_data.workbook.headers import Header
from cme_data.workbook.names import NAME_HEADINGS
from schemas import REGISTERS
from schemas.folding import fold
from schemas.register import Register

_SETTLED, _BOTH_ROWS, _PLAIN, _LOWER_ROW = -9, 0, 1, 2


class Claim(NamedTuple):
    """A column whose heading names a register's column; of two claims the smaller is the better."""

    part: int
    """Whether a person settled it, both rows of the header say it, its one row, or the lower of two alone."""
    narrower: int
    """1 where the heading asks a narrower question, else 0."""
    place: int
    text: str

    def is_even_with(self, other: "Claim") -> bool:
        """Whether which of the two to read is not certain: what stands over a heading may be its group or a title."""
        return self.narrower == other.narrower and abs(self.part - other.part) <= 1


def _part(header: Header, place: int, reading: int) -> int:
    if len(header.texts[place]) == 1:
        return _PLAIN
    return _LOWER_ROW if reading else _BOTH_ROWS


@cache
def every_heading() -> frozenset[str]:
    """Every folded heading that any register knows."""
    return NAME_HEADINGS.union(*(register.headings() for register in REGISTERS.values()))


@cache
def ranked_headings(register: str) -> Mapping[str, tuple[str, int]]:
    """Every folded heading with its column, and 1 where it asks a narrower question, else 0."""
    found = {}
    for column in REGISTERS[register].columns:
        narrower = set(map(fold, column.narrower))
        for spelling in column.spellings:
            found[spelling] = column.name, int(spelling in narrower)
    return found


def claims_to(register: Register, header: Header, chosen: Mapping[str, str]) -> dict[str, list[Claim]]:
    """For each column of the register that is headed here, the claims to it, the best first."""
    ranked = ranked_headings(register.name)
    found: dict[str, list[Claim]] = {}
    settled = {place for place, key in enumerate(header.keys) if key in chosen} if chosen else set()
    for place in settled:
        claim = Claim(_SETTLED, 0, place, header.texts[place][0])
        for name in filter(None, chosen[header.keys[place]].split(", ")):
            found.setdefault(name, []).append(claim)
    for place, readings in enumerate(header.folded):
        if place in settled:
            continue
        for part, text in enumerate(readings):
            if text in ranked:
                name, narrower = ranked[text]
                claim = Claim(_part(header, place, part), narrower, place, header.texts[place][part])
                found.setdefault(name, []).append(claim)
                break
    if not found.keys() & {"surname", "forename"} and "surname" in register.names:
        for place, readings in enumerate(header.folded):
            if place in settled:
                continue
            for claim in (
                Claim(_part(header, place, part), 0, place, header.texts[place][part])
                for part, text in enumerate(readings)
                if text in NAME_HEADINGS
            ):
                found.setdefault("surname", []).append(claim)
                found.setdefault("forename", []).append(claim)
                break
    for claims in found.values():
        claims.sort()
    return found
