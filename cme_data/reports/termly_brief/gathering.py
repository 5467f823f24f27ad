"""The figures of a brief and what ties them together: its term, and the same term a year ago (R11)."""

from collections.abc import Iterator, Mapping
from itertools import product

from cme_data.calendar import Period
from cme_data.dimensions import DIMENSIONS
from cme_data.reports.said import said
from cme_data.reports.sources import sources
from cme_data.reports.statistical import About, Asked
from cme_data.reports.termly_brief.counted import CLOSING, JOINED, LEFT, OPENING, PLACES, SPLITS, counted, key
from cme_data.reports.termly_brief.sets import (
    AGREED,
    COMPARED,
    DUE,
    FEWER,
    MORE,
    ON_TIME,
    RESTORED,
    REVIEWS,
    SAME,
)  # fmt: skip
from cme_data.reports.termly_brief.term import term
from cme_data.statistics import Equation, Family, Figure, Key
from cme_data.store import World
from schemas import REGISTERS

ASKED_OF = ("cme", "actions", "meetings")


def gather(world: World, asked: Asked) -> tuple[Family, About]:
    """Every borough, this term and a year ago: what is released of one could give another away."""
    terms = term(world, asked)
    on, periods = terms[0].on, [each.period for each in terms]
    figures = {address: figure for each in terms for address, figure in counted(each).items()}
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
