"""The boroughs beside Outer London, London and England, as published: nothing is added up or averaged over terms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cme_data.calendar import parse_period, periods, year_ago
from cme_data.published.cells import NOTHING, Cell, rounded
from cme_data.published.figures import Published, figures
from cme_data.published.publications import Publication
from cme_data.published.read import LEVELS
from cme_data.settings import Settings
from cme_data.store import World

ENGLAND, INNER, OUTER = "E92000001", "E13000001", "E13000002"
LONDON = f"{INNER}+{OUTER}"
Held = Mapping[tuple[str, str, str], Published]

ROUNDED = "Rounded by the DfE: authorities and regions to 10, England to 100. An authority's change of 10 may be none."
_UPRATED = (
    "The DfE raises England's and the regions' figures for authorities that did not answer, and no authority's own: "
    "authorities are not expected to add up to England."
)
_SUMMED = "London is Inner and Outer London added up, as the DfE publishes no line for it: its count only, never a rate or a percentage."
_RATES = "Rates are per 100 children aged 5 to 16, as published."


@dataclass(frozen=True, slots=True)
class Area:
    """An area that is compared, by its codes."""

    name: str
    codes: tuple[str, ...]

    @property
    def code(self) -> str:
        """The code it goes by."""
        return self.codes[0]


@dataclass(frozen=True, slots=True)
class Side:
    """What is published of one area; `before` is the count of the same autumn or year a year earlier (R11)."""

    number: Cell = NOTHING
    percent: Cell = NOTHING
    rate: Cell = NOTHING
    before: Cell = NOTHING

    @property
    def change(self) -> float | None:
        """The change in a year, where both counts are numbers."""
        if self.number.value is None or self.before.value is None:
            return None
        return self.number.value - self.before.value


@dataclass(frozen=True, slots=True)
class Line:
    """One breakdown, and each area's side of it by its code."""

    breakdown: str
    sides: Mapping[str, Side]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A topic of a publication in one term or year, area by area."""

    areas: tuple[Area, ...]
    lines: tuple[Line, ...]
    before: str
    """The period that `Side.before` speaks of; empty where a year's change may not be told."""
    notes: tuple[str, ...]


def areas(settings: Settings) -> tuple[Area, ...]:
    """The authority's boroughs, then what they are compared with."""
    return (
        *(Area(borough.name, (borough.gss_code, borough.old_code)) for borough in settings.boroughs),
        Area("Outer London", (OUTER,)),
        Area("London (Inner and Outer added)", (LONDON,)),
        Area("England", (ENGLAND,)),
    )


def compare(
    world: World, settings: Settings, publication: Publication, period: str, topic: str = ""
) -> Comparison:
    """Every breakdown of a topic (the publication's own headline where none is named), side by side."""
    then = year_ago(parse_period(period)).label if may_be_compared(publication, period) else ""
    beside, held = _held(world, settings, publication, topic or publication.headline[0], (period, then))
    lines = {breakdown: None for label, _, breakdown in held if label == period}
    return Comparison(
        beside,
        tuple(
            Line(name, {area.code: _side(held, area, period, then, name) for area in beside})
            for name in lines
        ),
        then,
        (publication.says, ROUNDED, _UPRATED, _SUMMED, *((_RATES,) if publication.every == "term" else ())),
    )


def course(
    world: World, settings: Settings, publication: Publication, breakdown: tuple[str, str] | None = None
) -> tuple[tuple[str, ...], Mapping[str, Sequence[Side]]]:
    """One figure of every term or year from the first to the last that is kept, and each area's sides of it.

    A term between them that no file has stands there too, blank.
    """
    topic, name = breakdown or publication.headline
    beside, held = _held(world, settings, publication, topic)
    found = sorted({label for label, _, said in held if said == name})
    if not found:
        return (), {area.code: () for area in beside}
    first, last = parse_period(found[0]), parse_period(found[-1])
    labels = tuple(period.label for period in periods(publication.every, first.start, last.end))
    return labels, {area.code: [_side(held, area, label, "", name) for label in labels] for area in beside}


def beside_our_own(own: int, published: Cell) -> str:
    """An exact figure of our own beside the DfE's rounded one, and whether the one rounds to the other."""
    ours = f"{own:,} by our own registers"
    if published == NOTHING:
        return f"{ours}; no published figure is loaded."
    said = published.symbol or f"{published.value:,.0f}"
    if published.value is None and published.symbol not in ("low", "k", "<0.5"):
        return f"{ours}; published as {said}."
    meant = rounded(own)
    agrees = meant.value == published.value and (meant.value is None) == (published.value is None)
    told = (
        "agrees" if agrees else f"differs: ours would be published as {meant.symbol or f'{meant.value:,.0f}'}"
    )
    return f"{ours}; published as {said}, rounded by the DfE to 10, which {told}."


def _held(
    world: World, settings: Settings, publication: Publication, topic: str, when: tuple[str, ...] = ()
) -> tuple[tuple[Area, ...], Held]:
    """The areas that are compared, and what is kept of them by period, code and breakdown."""
    beside = areas(settings)
    codes = [INNER, *(code for area in beside for code in area.codes)]
    found = figures(world, publication, periods=when, codes=codes, topics=(topic,))
    return beside, {
        (row.period, code, row.breakdown): row
        for row in found
        if row.level in LEVELS  # an area of another kind may lie within an authority and bear its code
        for code in (row.old_code, row.code)
        if code
    }


def may_be_compared(publication: Publication, period: str) -> bool:
    """Whether a period may be told beside the same of another year: autumn with autumn, year with year (R11)."""
    return publication.every == "year" or period.endswith("-autumn")


def _side(held: Held, area: Area, period: str, then: str, breakdown: str) -> Side:
    def at(code: str, label: str) -> Published | None:
        return held.get((label, code, breakdown))

    if area.code == LONDON:
        return Side(
            number=_added(at(INNER, period), at(OUTER, period)),
            before=_added(at(INNER, then), at(OUTER, then)),
        )
    now, before = (
        next((row for code in area.codes if (row := at(code, label))), None) for label in (period, then)
    )
    number = before.number if before else NOTHING
    return Side(now.number, now.percent, now.rate, number) if now else Side(before=number)


def _added(*parts: Published | None) -> Cell:
    """The sum of counts, where every one of them is a number."""
    values = [part.number.value if part else None for part in parts]
    known = [value for value in values if value is not None]
    return Cell(sum(known)) if len(known) == len(values) else NOTHING
