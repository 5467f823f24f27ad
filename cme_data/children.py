"""Rows of all services joined into children (measures.md, *Child, again*; R23)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from cme_data.people import Identity


class _Child:
    __slots__ = ("members", "names", "record_numbers")

    def __init__(self, members: Iterable[Identity]) -> None:
        self.members = list(members)
        self.record_numbers = {i.record_number for i in self.members if i.record_number}
        self.names = {i.name_key for i in self.members if i.name_key}

    def join(self, members: Iterable[Identity]) -> None:
        other = _Child(members)
        self.members += other.members
        self.record_numbers |= other.record_numbers
        self.names |= other.names


def children(identities: Iterable[Identity]) -> list[list[Identity]]:
    """The distinct identities, grouped by child.

    Strongest identifier first: valid permanent UPN, then record number, then folded name with
    birth date. What would belong to two different children stands alone.
    """
    with_upn: dict[str, list[Identity]] = defaultdict(list)
    with_record: dict[str, list[Identity]] = defaultdict(list)
    with_name: dict[tuple[str, str, int] | Identity, list[Identity]] = defaultdict(list)
    for identity in dict.fromkeys(identities):
        if identity.upn:
            with_upn[identity.upn].append(identity)
        elif identity.record_number:
            with_record[identity.record_number].append(identity)
        else:
            with_name[identity.name_key or identity].append(identity)

    found = [_Child(part) for group in with_upn.values() for part in _one_upn(group)]
    found += _joined_by_record(found, with_record)
    found += _joined_by_name(found, with_name)
    return [child.members for child in found]


def _one_upn(group: Sequence[Identity]) -> list[list[Identity]]:
    """One UPN is one child, unless birth dates differ and neither surname nor forename agrees."""
    alike = {one: {other for other in group if other != one and _same_person(one, other)} for one in group}

    def torn(one: Identity, other: Identity) -> bool:
        """Whether one is like somebody else too, whom the other is not like: it then belongs to neither."""
        return bool(alike[one] - alike[other] - {other})

    parts: list[list[Identity]] = []
    for identity in group:
        tied = {other for other in alike[identity] if not torn(identity, other) and not torn(other, identity)}
        joined = [part for part in parts if not tied.isdisjoint(part)]
        parts = [part for part in parts if part not in joined]
        parts.append([*(member for part in joined for member in part), identity])
    return parts


def _same_person(one: Identity, other: Identity) -> bool:
    if one.born is None or other.born is None or one.born == other.born:
        return True
    return (one.surname is not None and one.surname == other.surname) or (
        one.forename is not None and one.forename == other.forename
    )


def _joined_by_record(found: Sequence[_Child], groups: dict[str, list[Identity]]) -> list[_Child]:
    """Rows without a UPN but with a record number; returns the children they newly make."""
    by_record: dict[str, list[_Child]] = defaultdict(list)
    by_name: dict[object, list[_Child]] = defaultdict(list)
    for child in found:
        for number in child.record_numbers:
            by_record[number].append(child)
        if not child.record_numbers:
            for name in child.names:
                by_name[name].append(child)
    new: list[_Child] = []
    by_name_only: dict[int, tuple[_Child, list[list[Identity]]]] = {}
    for number, members in groups.items():
        holders = by_record.get(number, [])
        if len(holders) == 1:
            holders[0].join(members)
            continue
        names = {i.name_key for i in members if i.name_key}
        likely = {id(c): c for name in names for c in by_name.get(name, [])} if not holders else {}
        if len(likely) == 1:
            (child,) = likely.values()
            by_name_only.setdefault(id(child), (child, []))[1].append(members)
        else:
            new.append(_Child(members))
    for child, claims in by_name_only.values():
        if len(claims) == 1:
            child.join(claims[0])
        else:  # two record numbers would be this child: neither is
            new += [_Child(members) for members in claims]
    return new


def _joined_by_name(
    found: Sequence[_Child], groups: dict[tuple[str, str, int] | Identity, list[Identity]]
) -> list[_Child]:
    by_name: dict[object, list[_Child]] = defaultdict(list)
    for child in found:
        for name in child.names:
            by_name[name].append(child)
    new = []
    for key, members in groups.items():
        holders = by_name.get(key, [])
        if len(holders) == 1:
            holders[0].join(members)
        else:
            new.append(_Child(members))
    return new
