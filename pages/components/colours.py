"""The Government Analysis Function's accessible colours, the same for the same thing on every page."""

from functools import cache

from cme_data.dimensions import NOT_RECORDED, Dimension

GREY = "#8C8C8C"  # what is not recorded, and what is only context

# Which place of the palette each value in order has: dark blue, turquoise, dark pink, orange, dark grey, light purple.
_PLACES: dict[str, tuple[int, ...]] = {"category": (0, 1, 2, 3), "borough": (0, 3, 4)}


@cache
def palette() -> tuple[str, ...]:
    """The six colours that can be told apart by most people."""
    from afcharts.af_colours import get_af_colours

    return tuple(get_af_colours("categorical"))


def main() -> str:
    """The colour of a series that stands alone."""
    return palette()[0]


def of(dimension: Dimension, value: str | None) -> str:
    """The colour of one value of a dimension."""
    if value is None or value == NOT_RECORDED:
        return GREY
    slot, places = dimension.slot(value), _PLACES.get(dimension.name, ())
    return palette()[places[slot]] if slot is not None and slot < len(places) else main()
