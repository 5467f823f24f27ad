"""Which rows are one child, told again slowly: the second reading of *Child* in the contract."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

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
    torn: set[tuple[int, int]] = set()  # a row, and one that it agrees with and yet stays apart from
    for level, decisive in LEVELS.items():

        def differ(one: Group, other: Group, decisive: Sequence[str] = decisive) -> bool:
            return any(
                {(a, b), (b, a)} & torn
                or any(by_strongest(known[a], known[b]) == (each, False) for each in decisive)
                for a in one
                for b in other
            )

        def tied(group: Group, level: str = level) -> list[Group]:
            return [
                other
                for other in groups
                if other != group
                and any(by_strongest(known[a], known[b]) == (level, True) for a in group for b in other)
                and not differ(group, other)
            ]

        before = {pair for pair in torn if not known[pair[0]].upn}  # its number belongs nowhere: nor does its name
        for strongest in ("record", "upn", "name"):
            asked = [group for group in groups if strongest == strength(known, group)]
            torn |= {
                (a, b)
                for group, ties in [(group, tied(group)) for group in asked]
                for one in ties
                for rival in [*ties, *({at} for own, at in before if own in group)]
                if rival != one and differ(one, frozenset(rival))
                for a in group
                for b in one
            }
        groups = together(groups, {(one, other) for one in groups for other in tied(one)})
    child = {place: number for number, group in enumerate(groups) for place in group}
    return [child[place] for place in range(len(known))]


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
