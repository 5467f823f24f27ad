"""Which rows are one child, told again slowly: the second reading of *Child* in the contract."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"

Row = dict[str, Any]


@dataclass(frozen=True)
class Identity:
    """What a row says of who its child is; a blank is None, a UPN that is no key likewise."""

    upn: str | None
    record: str | None
    surname: str | None
    forename: str | None
    born: date | None

    @property
    def name(self) -> tuple[str, str, date] | None:
        if self.surname and self.forename and self.born:
            return (self.surname, self.forename, self.born)
        return None

    def then(self, newer: "Identity") -> "Identity":
        """This identity as a newer row of the same source corrects it: what that leaves blank stays."""
        return Identity(
            newer.upn or self.upn,
            newer.record or self.record,
            newer.surname or self.surname,
            newer.forename or self.forename,
            newer.born or self.born,
        )


def identity(row: Row) -> Identity:
    upn = (row.get("upn") or "").replace(" ", "").upper()
    return Identity(
        upn if is_permanent(upn) else None,
        (row.get("record_number") or "").strip() or None,
        folded(row.get("surname")),
        folded(row.get("forename")),
        row.get("date_of_birth"),
    )


def folded(name: str | None) -> str | None:
    """Case, accents, spaces and hyphens folded."""
    if not name:
        return None
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", name) if not unicodedata.combining(mark))
    return plain.casefold().replace(" ", "").replace("-", "")


def is_permanent(upn: str) -> bool:
    """R7: thirteen characters, the check letter right, and no letter at the end (that would be temporary)."""
    if len(upn) != 13 or not upn[1:].isdigit():
        return False
    return upn[0] == check_letter(upn[1:])


def check_letter(rest: str) -> str:
    total = 0
    for weight, mark in enumerate(rest, start=2):
        total += weight * (int(mark) if mark.isdigit() else LETTERS.index(mark))
    return LETTERS[total % 23]


def verdict(one: Identity, other: Identity, *, same_source: bool = False) -> bool | None:
    """One child (True), two (False), or nothing both rows carry (None): the strongest identifier decides."""
    if one.upn and other.upn:
        if one.upn != other.upn:
            return False
        if same_source or not one.born or not other.born or one.born == other.born:
            return True
        return one.surname == other.surname or one.forename == other.forename
    if one.record and other.record:
        return one.record == other.record
    if one.name and other.name:
        return one.name == other.name
    return None


def children(known: Sequence[Identity]) -> list[int]:
    """The number of the child each identity belongs to."""
    places = range(len(known))
    agrees = {
        one: {other for other in places if other != one and verdict(known[one], known[other])}
        for one in places
    }
    cut = set()
    for row in places:
        for one in agrees[row]:
            for other in agrees[row]:
                if verdict(known[one], known[other]) is False:
                    # It would belong to two different children, so it belongs to neither.
                    cut |= {(row, one), (one, row), (row, other), (other, row)}
    child: list[int] = [-1] * len(known)
    for start in places:
        waiting = [start] if child[start] == -1 else []
        while waiting:
            row = waiting.pop()
            child[row] = start
            waiting += [other for other in agrees[row] if child[other] == -1 and (row, other) not in cut]
    return child
