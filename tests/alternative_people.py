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
    return by_strongest(one, other, same_source=same_source)[1]


def by_strongest(
    one: Identity, other: Identity, *, same_source: bool = False
) -> tuple[str | None, bool | None]:
    """The strongest identifier both rows carry, and whether it agrees."""
    if one.upn and other.upn:
        # Between two sources a UPN with two birth dates is one child where one of the names agrees.
        same_birth = same_source or not one.born or not other.born or one.born == other.born
        same_name = one.surname == other.surname or one.forename == other.forename
        return "upn", one.upn == other.upn and (same_birth or same_name)
    if one.record and other.record:
        return "record", one.record == other.record
    if one.name and other.name:
        return "name", one.name == other.name
    return None, None


def children(known: Sequence[Identity]) -> list[int]:
    """The number of the child of each identity: joined by UPN, then by record number, then by name."""
    groups = [
        frozenset(place for place, each in enumerate(known) if each == one) for one in dict.fromkeys(known)
    ]
    alone: set[Group] = set()
    for level, decisive in (("upn", ["upn"]), ("record", ["upn"]), ("name", ["upn", "record"])):
        ties, torn = tied(known, groups, alone, level, decisive)
        alone |= torn
        groups = together(groups, {tie for tie in ties if not alone & {*tie}})
    child = {place: number for number, group in enumerate(groups) for place in group}
    return [child[place] for place in range(len(known))]


def tied(
    known: Sequence[Identity], groups: list[Group], alone: set[Group], level: str, decisive: Sequence[str]
) -> tuple[set[tuple[Group, Group]], set[Group]]:
    """The pairs that agree at a level, and those torn: they would belong to two different children, so to neither."""

    def says(one: Group, other: Group, levels: Sequence[str], agrees: bool) -> bool:
        return any(
            by_strongest(known[a], known[b]) == (each, agrees) for a in one for b in other for each in levels
        )

    def differ(one: Group, other: Group) -> bool:
        return bool(alone & {one, other}) or says(one, other, decisive, False)

    pairs = [(one, other) for one in groups for other in groups if one != other]
    ties = {pair for pair in pairs if says(*pair, [level], True) and not says(*pair, decisive, False)}
    torn = {
        group
        for group, one in ties
        for other in groups
        if group not in alone and other != one and (group, other) in ties and differ(one, other)
    }
    return ties, torn


def together(groups: list[Group], ties: set[tuple[Group, Group]]) -> list[Group]:
    left, found = list(groups), []
    while left:
        waiting, joint = [left[0]], set()
        while waiting:
            group = waiting.pop()
            if group in left:
                left.remove(group)
                joint |= group
                waiting += [other for one, other in ties if one == group]
        found.append(frozenset(joint))
    return found
