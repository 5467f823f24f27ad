"""Which rows are one child, told again slowly: the second reading of *Child* in the contract."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"

Row = dict[str, Any]
Group = frozenset[int]


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
        """This identity as a newer row of the same source corrects it: what that leaves blank stays.

        But a UPN goes with a record number that is another now.
        """
        moved = newer.record and self.record and newer.record != self.record
        return Identity(
            newer.upn or (None if moved else self.upn),
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
    return by_strongest(one, other, same_source=same_source)[1]


def by_strongest(
    one: Identity, other: Identity, *, same_source: bool = False
) -> tuple[str | None, bool | None]:
    """The strongest identifier both rows carry, and whether it agrees."""
    if one.upn and other.upn:
        # Between two sources a UPN with two birth dates is one child where one of the names agrees.
        same_birth = same_source or not one.born or not other.born or one.born == other.born
        names = ((one.surname, other.surname), (one.forename, other.forename))
        same_name = any(name and name == same for name, same in names)
        return "upn", one.upn == other.upn and (same_birth or same_name)
    if one.record and other.record:
        return "record", one.record == other.record
    if one.name and other.name:
        return "name", one.name == other.name
    return None, None


LEVELS = {"upn": ["upn"], "record": ["upn"], "name": ["upn", "record"]}
"""The identifiers by which rows are joined, strongest first, and those that say no at each."""


def children(known: Sequence[Identity]) -> list[int]:
    """The number of the child of each identity: joined by UPN, then by record number, then by name.

    A row that agrees with two different children belongs to neither, and is from then on another child than they.
    Rows whose strongest identifier is a record number are asked first, those that have a name alone last.
    """
    groups = [
        frozenset(place for place, each in enumerate(known) if each == one) for one in dict.fromkeys(known)
    ]
    torn: set[tuple[int, int]] = set()
    for level in LEVELS:
        joining = Joining(known, groups, level, torn)
        # Of a row whose record number belongs nowhere, the name does not either.
        before = {(own, other) for own, other in torn if not known[own].upn}
        for strongest in ("record", "upn", "name"):
            asked = [group for group in groups if strongest == strength(known, group)]
            torn |= {
                pair
                for group, tied in [(group, joining.tied(group)) for group in asked]
                for pair in joining.torn_from(group, tied, before)
            }
        groups = together(groups, {(one, other) for one in groups for other in joining.tied(one)})
    child = {place: number for number, group in enumerate(groups) for place in group}
    return [child[place] for place in range(len(known))]


class Joining(NamedTuple):
    """The rows at one level of identifier, and those torn: a row, and one that it agrees with but stays apart from."""

    known: Sequence[Identity]
    groups: list[Group]
    level: str
    torn: set[tuple[int, int]]

    def tied(self, group: Group) -> list[Group]:
        """Those that agree with a group and are not another child."""
        return [
            other
            for other in self.groups
            if other != group
            and any(self.says(a, b) == (self.level, True) for a in group for b in other)
            and not self.differ(group, other)
        ]

    def torn_from(
        self, group: Group, tied: list[Group], before: set[tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        """Those tied to a group beside a different child that it agrees with, now or by a stronger identifier."""
        rivals = [*tied, *(frozenset({other}) for own, other in before if own in group)]
        for one in tied:
            if any(one != rival and self.differ(one, rival) for rival in rivals):
                yield from ((a, b) for a in group for b in one)

    def differ(self, one: Group, other: Group) -> bool:
        return any(
            {(a, b), (b, a)} & self.torn or self.says(a, b) in [(each, False) for each in LEVELS[self.level]]
            for a in one
            for b in other
        )

    def says(self, one: int, other: int) -> tuple[str | None, bool | None]:
        return by_strongest(self.known[one], self.known[other])


def strength(known: Sequence[Identity], group: Group) -> str:
    """The strongest identifier of a group."""
    if any(known[place].upn for place in group):
        return "upn"
    return "record" if any(known[place].record for place in group) else "name"


def together(groups: list[Group], tied: set[tuple[Group, Group]]) -> list[Group]:
    left, found = list(groups), []
    while left:
        waiting, joint = [left[0]], set()
        while waiting:
            group = waiting.pop()
            if group in left:
                left.remove(group)
                joint |= group
                waiting += [other for one, other in tied if one == group]
        found.append(frozenset(joint))
    return found
