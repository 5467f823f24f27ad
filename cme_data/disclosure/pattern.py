"""Which counts are hidden: the small ones, and as few others as keep each of them from being worked out."""

from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass

from cme_data.disclosure.another import Another, Moves
from cme_data.disclosure.ties import Ties

_NEAR, _NEARBY = 2, 4
"""How many ties away other numbers are looked for before they are looked for everywhere."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """The cells that are hidden, and those of them that what was told earlier gives away."""

    small: frozenset[int]
    beside: frozenset[int]
    exposed: frozenset[int]


def pattern(ties: Ties, up_to: int) -> Pattern:
    """The same for the same figures, whoever asks."""
    hiding = _Hiding(ties, up_to)
    hiding.cover()
    hiding.uncover()
    return Pattern(
        small=frozenset(cell for cell in ties.small if cell not in ties.rests),
        beside=frozenset(hiding.hidden - ties.small),
        exposed=frozenset(hiding.exposed),
    )


class _Hiding:
    """The hidden cells so far, each with the other numbers that prove it cannot be worked out."""

    def __init__(self, ties: Ties, up_to: int) -> None:
        self._ties = ties
        self._another = Another(ties, up_to)
        self._up_to = up_to
        self.hidden = set(ties.small) | set(ties.rests)
        self.exposed: set[int] = set()
        self._proofs: list[Moves] = []
        self._proving: dict[int, set[int]] = defaultdict(set)

    def cover(self) -> None:
        """Hide what is needed: first see which cells cover each other, then buy cover for the rest."""
        for buy in (False, True):
            told = self._given_away(self.hidden, range(len(self._ties.ties)))
            for cell in sorted(self._ties.small):
                if self._proving[cell] or (cell not in told and self._prove(cell, self.hidden)):
                    continue
                if buy:
                    self._buy(cell)
                    told = self._given_away(self.hidden, {tie for one in told for tie in self._ties.at[one]})

    def uncover(self) -> None:
        """Show again, the dearest first, what turns out not to be needed."""
        for cell in sorted(self.hidden - self._ties.small, key=lambda one: (-self._ties.price(one), one)):
            without = self.hidden - {cell}
            gone = set(self._proving[cell])
            alone = [one for one in sorted(without) if self._proving[one] and self._proving[one] <= gone]
            if self._given_away(without, self._ties.at[cell]) or not all(
                self._still(one, without, gone) for one in alone
            ):
                continue
            self.hidden = without
            for proof in gone:
                for one in self._proofs[proof]:
                    self._proving[one].discard(proof)

    def _still(self, cell: int, hidden: Set[int], gone: set[int]) -> bool:
        return not self._proving[cell] <= gone or self._prove(cell, hidden)

    def _given_away(self, hidden: Set[int], ties: Iterable[int]) -> set[int]:
        """The hidden cells that sums tell one after the other, from these on: the commonest way, and quick to see."""
        told: set[int] = set()
        look = list(ties)
        while look:
            tie = self._ties.ties[look.pop()]
            left = [cell for cell in tie.signs if cell in hidden and cell not in told]
            if tie.room is None and len(left) == 1:
                told.add(left[0])
                look += self._ties.at[left[0]]
        return told

    def _prove(self, cell: int, hidden: Set[int]) -> bool:
        """Whether the hidden cells alone leave this one open."""
        for near, small in self._looks(cell, hidden):
            found = self._another.numbers(cell, near, lambda _: 0.0, stays_small=small)
            if found and self._believable(cell, found[1], hidden):
                self._keep(found[1])
                return True
        return False

    def _looks(self, cell: int, among: Set[int]) -> Iterable[tuple[set[int], bool]]:
        """Where to look for other numbers, and whether this cell is to stay small in them: at last it need not."""
        near: set[int] = set()
        small = cell in self._ties.small and self._up_to > 1
        for near in self._rings(cell, among):
            yield near, small
        if small:
            yield near, False

    def _buy(self, cell: int) -> None:
        """Hide the cheapest cells that leave this one open, or say that it stands open to everybody."""
        ties = self._ties
        free = set(range(len(ties.values))) - ties.known
        for near, small in self._looks(cell, free):
            if found := self._another.numbers(cell, near, self._price, stays_small=small):
                self.hidden |= found[1].keys()
                self._keep(found[1])
                return
        self.exposed.add(cell)

    def _price(self, cell: int) -> float:
        return 0.0 if cell in self.hidden else self._ties.price(cell)

    def _keep(self, moves: Moves) -> None:
        for cell in moves:
            self._proving[cell].add(len(self._proofs))
        self._proofs.append(moves)

    def _believable(self, cell: int, moves: Moves, hidden: Set[int]) -> bool:
        """Whether a small cell is left among those that hang together with this one, once they have moved."""
        if self._up_to <= 1:
            return True
        seen, edge = {cell}, [cell]
        while edge:
            one = edge.pop()
            if self._ties.values[one] + moves.get(one, 0) <= self._up_to:
                return True
            fresh = {other for other in self._ties.beside(one) if other in hidden} - seen
            seen |= fresh
            edge += fresh
        return False

    def _rings(self, cell: int, among: Set[int]) -> Iterable[set[int]]:
        """The cells near a cell, then those further off, then all that hang together with it."""
        seen, edge, last, distance = {cell}, {cell}, 0, 0
        while edge:
            distance += 1
            edge = {other for one in edge for other in self._ties.beside(one) if other in among} - seen
            seen |= edge
            if distance in (_NEAR, _NEARBY) and edge:
                last = len(seen)
                yield set(seen)
        if len(seen) != last:
            yield seen
