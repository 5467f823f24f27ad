"""All figures of one report and of those beside it, with the sums by which one of them gives another away."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cme_data.statistics.key import Key

Kind = Literal["count", "share", "days", "hours", "rate"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or why there is none."""

    value: float | None
    """A count is whole; a share lies between 0 and 1. None where there is no number."""
    kind: Kind = "count"
    of: tuple[Key, ...] = ()
    """The counts behind it: of a share its part and its whole, of a median or a mean how many it speaks of."""
    why: Literal["", "x", "z", "c"] = ""
    """Why there is no number, in the DfE's symbols: x no data, z not applicable, c suppressed."""


@dataclass(frozen=True, slots=True)
class Equation:
    """A sum that holds between counts: the total is all parts less what is taken away."""

    total: Key
    parts: tuple[Key, ...]
    less: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """The figures that are released together, every borough and both periods, and how they hang together."""

    figures: Mapping[Key, Figure]
    equations: tuple[Equation, ...] = ()
    at_most: tuple[tuple[Key, Key], ...] = ()
    """Pairs of counts of which the first is never more than the second."""
