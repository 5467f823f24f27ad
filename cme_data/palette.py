"""The Government Analysis Function's accessible colours, the same for the same thing on pages and in documents."""

from collections.abc import Iterator, Sequence
from itertools import cycle

from cme_data.dimensions import DIMENSIONS, NOT_RECORDED, Dimension

# Dark blue, turquoise, dark pink, orange, dark grey, light purple: most people can tell them apart.
PALETTE = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")
MAIN = PALETTE[0]  # of a series that stands alone
GREY = "#8C8C8C"  # what is not recorded, and what is only context
INK = "#1D2329"
LINE = "#D6D6D6"

# Which place of the palette each value in order has.
_PLACES: dict[str, tuple[int, ...]] = {"category": (0, 1, 2, 3), "borough": (0, 3, 4)}
_PALE = {PALETTE[1], PALETTE[3], PALETTE[5], GREY}


def of(dimension: Dimension, value: str | None) -> str:
    """The colour of one value of a dimension."""
    if value is None or value == NOT_RECORDED:
        return GREY
    slot, places = dimension.slot(value), _PLACES.get(dimension.name, ())
    return PALETTE[places[slot]] if slot is not None and slot < len(places) else MAIN


def of_groups(names: Sequence[str]) -> tuple[str, ...]:
    """The colours of groups that each have a bar of their own: those with a colour keep it."""
    known = _known()
    return tuple(known.get(name, MAIN) for name in names)


def of_series(names: Sequence[str]) -> tuple[str, ...]:
    """The colours of series drawn together: those with a colour keep it, the others take what is left, in order."""
    known = _known()
    taken = {known[name] for name in names if name in known}
    left: Iterator[str] = cycle([colour for colour in PALETTE if colour not in taken] or PALETTE)
    return tuple(known.get(name) or next(left) for name in names)


def ink_on(colour: str) -> str:
    """The colour in which words can be read on another."""
    return INK if colour in _PALE else "#FFFFFF"


def _known() -> dict[str, str]:
    dimensions = [DIMENSIONS[name] for name in _PLACES]
    return {NOT_RECORDED: GREY} | {
        dimension.title(value): of(dimension, value)
        for dimension in dimensions
        for value in dimension.order[: len(_PLACES[dimension.name])]
    }
