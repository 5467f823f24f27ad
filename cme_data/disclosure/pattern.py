"""Which counts are hidden: the small ones, and as few others as keep each of them from being worked out."""

from collections import defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass

from cme_data.disclosure.another import Another, Moves
from cme_data.disclosure.rooms import Room, narrowed, room
from cme_data.disclosure.ties import Ties

_NONE = (0, 0)
_NEAR, _NEARBY = 2, 4
"""How many ties away other numbers are looked for before they are looked for everywhere."""
_FEW = 500
"""How many cells everywhere may be to be looked at in any case."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """The counts that are hidden for being small and beside those, and the cells that stand open all the same."""

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
        exposed=frozenset(hiding.exposed()),
    )


class _Hiding:
    """The hidden cells so far, each with the other numbers that prove it cannot be worked out."""

    def __init__(self, ties: Ties, up_to: int) -> None:
        self._ties = ties
        self._another = Another(ties, up_to)
        self._up_to = up_to
        self.hidden = set(ties.small) | set(ties.rests)
        self._free = set(range(len(ties.values))) - ties.known
        self._loosely: set[int] = set()
        """Cells whose other numbers need not be like the truth, because such were not found."""
        self._proofs: list[Moves] = []
        self._proving: dict[int, set[int]] = defaultdict(set)

    def cover(self) -> None:
        """Hide what is needed: first see which cells cover each other, then buy cover for the rest."""
        self._loosely |= self._told(self._free) & self._ties.small
        told = self._told(self.hidden)
        for cell in sorted(self._ties.small - told):
            if not self._proving[cell]:
                self._prove(cell, self.hidden)
        for cell in sorted(self._ties.small):
            if not self._proving[cell] and cell not in self._loosely:
                if self._prove(cell, self.hidden) or self._buy(cell):
                    continue
                self._loosely.add(cell)
            if not self._proving[cell] and not self._prove(cell, self.hidden, everywhere=True):
                self._buy(cell)

    def exposed(self) -> set[int]:
        """The small cells that nothing leaves open: what was told earlier gives them away."""
        return {cell for cell in self._ties.small if not self._proving[cell]}

    def uncover(self) -> None:
        """Show again, the dearest first, what turns out not to be needed."""
        rooms = self._rooms(self.hidden)
        for cell in sorted(self.hidden - self._ties.small, key=lambda one: (-self._ties.price(one), one)):
            without = self.hidden - {cell}
            left = narrowed(self._ties, {one: rooms[one] for one in without}, self._ties.at[cell])
            gone = set(self._proving[cell])
            alone = [one for one in sorted(without) if self._proving[one] and self._proving[one] <= gone]
            if any(left[one] == _NONE and one not in self._loosely for one in alone):
                continue
            if not all(self._still(one, without, gone) for one in alone):
                continue
            self.hidden, rooms = without, left
            for proof in gone:
                for one in self._proofs[proof]:
                    self._proving[one].discard(proof)

    def _still(self, cell: int, hidden: Set[int], gone: set[int]) -> bool:
        return not self._proving[cell] <= gone or self._prove(cell, hidden)

    def _rooms(self, hidden: Set[int]) -> dict[int, Room]:
        rooms = {cell: room(self._ties, cell, self._up_to, alike=True) for cell in hidden}
        return narrowed(self._ties, rooms, range(len(self._ties.ties)))

    def _told(self, hidden: Set[int]) -> set[int]:
        """The cells that stand still in all numbers that are alike, as the sums show one after the other."""
        return {cell for cell, left in self._rooms(hidden).items() if left == _NONE}

    def _prove(self, cell: int, hidden: Set[int], *, everywhere: bool = False) -> bool:
        """Whether the hidden cells alone leave this one open."""
        for near in self._rings(cell, hidden, everywhere=everywhere):
            found = self._another.numbers(cell, near, lambda _: 0.0, alike=cell not in self._loosely)
            if found:
                self._keep(cell, found[1])
                return True
        return False

    def _buy(self, cell: int) -> bool:
        """Hide the cheapest cells that leave this one open, if there are such."""
        for near in self._rings(cell, self._free, everywhere=cell in self._loosely):
            found = self._another.numbers(cell, near, self._price, alike=cell not in self._loosely)
            if found:
                fresh = found[1].keys() - self.hidden
                self.hidden |= fresh
                if cell in self._loosely:
                    self._loosely |= fresh
                self._keep(cell, found[1])
                return True
        return False

    def _price(self, cell: int) -> float:
        return 0.0 if cell in self.hidden else self._ties.price(cell)

    def _keep(self, cell: int, moves: Moves) -> None:
        for one in moves:
            if cell not in self._loosely or one in self._loosely:
                self._proving[one].add(len(self._proofs))
        self._proofs.append(moves)

    def _rings(self, cell: int, among: Set[int], *, everywhere: bool) -> Iterator[set[int]]:
        """The cells near a cell, those further off, and all that hang together with it if few, or if it must be."""
        seen, edge, last, distance = {cell}, {cell}, 0, 0
        while edge and (everywhere or distance <= _NEARBY or len(seen) <= _FEW):
            distance += 1
            edge = (set().union(*(self._ties.beside[one] for one in edge)) & among) - seen
            seen |= edge
            if distance in (_NEAR, _NEARBY) and edge:
                last = len(seen)
                yield set(seen)
        if not edge and len(seen) != last:
            yield seen
