"""The figures of a brief and what ties them together: its term, and the same term a year ago (R11)."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import product

from cme_data.calendar import Period, year_ago
from cme_data.dimensions import DIMENSIONS
from cme_data.errors import CmeError, NoUploads
from cme_data.reports.said import said
from cme_data.reports.sources import sources
from cme_data.reports.statistical import About, Asked
from cme_data.reports.termly_brief.counted import (
    AGREED,
    CLOSING,
    COMPARED,
    DUE,
    FEWER,
    JOINED,
    LEFT,
    MORE,
    ON_TIME,
    OPENING,
    PLACES,
    RESTORED,
    REVIEWS,
    SAME,
    SPLITS,
    Term,
    counted,
    key,
)  # fmt: skip
from cme_data.statistics import Equation, Family, Figure, Key
from cme_data.store import World
from schemas import REGISTERS

_YEAR = timedelta(days=365)
ASKED_OF = ("cme", "actions", "meetings")


def gather(world: World, asked: Asked) -> tuple[Family, About]:
    """Every borough, this term and a year ago: what is released of one could give another away."""
    if world.newest is None:
        raise NoUploads("Nothing has been uploaded yet, so there is nothing to tell of.")
    if asked.period.start > world.newest:
        raise CmeError(
            f"{asked.period.label} begins on {said(asked.period.start)}, and the newest list speaks for "
            f"{said(world.newest)}: choose an earlier term, or upload newer lists."
        )
    on = min(asked.period.end, world.newest)
    periods = (asked.period, year_ago(asked.period))
    days = (on, periods[1].end if on == asked.period.end else on - _YEAR)
    figures: dict[Key, Figure] = {}
    for period, day in zip(periods, days, strict=True):
        figures |= counted(Term(world, asked.settings, period, day))
    known = {address for address, figure in figures.items() if figure.value is not None}
    equations = tuple(
        equation
        for period in periods
        for equation in _equations(period, figures)
        if known.issuperset((equation.total, *equation.parts, *equation.less))
    )
    at_most = tuple(pair for period in periods for pair in _at_most(period) if known.issuperset(pair))
    found = sources(world, ASKED_OF, on)
    missing = tuple(
        f"{REGISTERS[name].title}: no list speaks for this term, so its figures are blank [x]."
        for name in ASKED_OF
        if not any(each.register == name and each.period == asked.period.label for each in known)
    )
    if on < asked.period.end:
        missing += (
            f"Both terms are told up to the day of the newest list, {said(on)}, and that of a year ago.",
        )
    return Family(figures, equations, at_most), About(on, found.told, missing)


def _equations(period: Period, figures: Mapping[Key, Figure]) -> Iterator[Equation]:
    whole, *parts = PLACES
    for total in figures:
        split = total.period == period.label and total.borough == whole and figures[total].kind == "count"
        if split and total._replace(borough=parts[0]) in figures:
            yield Equation(total, tuple(total._replace(borough=place) for place in parts))
    for place, (name, groups) in product(PLACES, SPLITS.items()):
        topic = DIMENSIONS[name].label
        yield Equation(
            key(period, "cme", JOINED, place),
            tuple(key(period, "cme", JOINED, place, topic, group) for group in groups),
        )
    for place in PLACES:
        opening, joined, left, closing = (
            key(period, "cme", name, place) for name in (OPENING, JOINED, LEFT, CLOSING)
        )
        yield Equation(closing, (opening, joined), (left,))
        compared, *kinds = (key(period, "cme", name, place) for name in (COMPARED, MORE, FEWER, SAME))
        yield Equation(compared, tuple(kinds))


def _at_most(period: Period) -> Iterator[tuple[Key, Key]]:
    for place in PLACES:
        yield key(period, "cme", RESTORED, place), key(period, "cme", LEFT, place)
        yield key(period, "actions", ON_TIME, place), key(period, "actions", DUE, place)
        yield key(period, "actions", REVIEWS, place), key(period, "actions", AGREED, place)
