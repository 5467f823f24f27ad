"""What a report may show, and what is said of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cme_data.statistics import Family, Figure, Key

_GATE = object()


class NotShown(Exception):
    """A number at an address where none is shown: a fault of ours, and it does not leave."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """How many counts were hidden, for the officer alone: a reader told how many are small could reckon with it."""

    counts: int
    small: int
    """Counts that the threshold hides."""
    beside: int
    """Counts hidden so that no small one can be worked out."""
    exposed: tuple[Key, ...] = ()
    """Hidden counts that can be worked out all the same, from what was released earlier."""

    @property
    def warning(self) -> str:
        """A sentence for the officer where something is exposed, else nothing."""
        if not self.exposed:
            return ""
        named = "; ".join(", ".join(key) for key in self.exposed)
        return (
            f"Whatever is hidden now, these small counts can be worked out with what was released earlier: {named}. "
            "Leave out of this report what they are a part of, or withdraw the earlier one first."
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """The figures that a report may show, how it is marked, and what its readers are told of that.

    Only `internal`, `released` and `dfe_exact` make one.
    """

    family: Family
    released: bool
    marking: str
    explained: str
    hidden: Hidden
    gate: object = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.gate is not _GATE:
            raise TypeError("Figures leave through internal, released or dfe_exact of cme_data.disclosure.")

    def figure(self, key: Key) -> Figure:
        """The figure at an address; without a number where nothing was counted there."""
        return self.family.figures.get(key, Figure(None, why="x"))

    def vouch(self, cells: Iterable[tuple[Key | None, Figure]]) -> None:
        """Stop a layout that has a number where this shows none, however it came by it (R25)."""
        for key, figure in cells:
            if key and figure.value is not None and self.figure(key).value is None:
                raise NotShown(f"There is a number at {key}, where none is shown.")

    def change(self, now: Key, before: Key) -> Figure:
        """By how much a figure differs from an earlier one: only where both are shown."""
        here, there = self.figure(now), self.figure(before)
        if here.value is None or there.value is None:
            return Figure(None, here.kind, (now, before), why="c" if "c" in (here.why, there.why) else "x")
        return Figure(here.value - there.value, here.kind, (now, before))


def let_out(family: Family, marking: str, explained: str, hidden: Hidden, *, released: bool) -> Shown:
    """For the gate alone."""
    return Shown(family, released, marking, explained, hidden, _GATE)
