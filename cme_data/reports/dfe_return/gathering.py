"""The figures of a return: both collections, of this term and the last, what is Unknown, who moved, the annual items."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from cme_data.calendar import Period, academic_year, before
from cme_data.errors import NoUploads
from cme_data.measures import MEASURES, Question
from cme_data.measures.dfe_return import BREAKDOWNS
from cme_data.measures.ehe_annual import ITEMS
from cme_data.reports.dfe_return import census, moved, warned
from cme_data.reports.dfe_return.census import Census, Row
from cme_data.reports.said import said
from cme_data.reports.sources import sources
from cme_data.reports.statistical import About, Asked
from cme_data.statistics import ALL, TOTAL, Equation, Family, Figure, Key
from cme_data.store import World
from schemas import REGISTERS

CHANGES = "From last term to this"
MISSING = "To look at before it is sent"
NOT_COUNTED = "Not counted"
BESIDE = "dfe_not_counted"
ITEM = MEASURES["ehe_annual"].filters["item"].label
_NONE = Figure(None, why="x")
_NEWEST = """SELECT register, max(as_at) AS as_at
FROM uploads
WHERE list_contains($registers, register)
GROUP BY register
ORDER BY register"""


def gather(world: World, asked: Asked) -> tuple[Family, About]:
    """Raises Unaccepted where children would go in as Unknown and nobody has said that they may."""
    if world.newest is None:
        raise NoUploads("Nothing has been uploaded yet, so there is nothing to return.")
    this, last = census.census(world, asked), census.last_term(world, asked)
    rows, beside = census.counted(world, this), census.not_counted(world, this)
    if not asked.accepted:
        wanted = census.boroughs(asked)
        warned.refuse(this, [row for row in rows if row["borough"] in wanted])
    boroughs = [borough.name for borough in asked.settings.boroughs]
    figures = dict(_returned(world, this))
    if last is not None:
        figures |= _returned(world, last)
    figures |= _changes(world, this, last, rows, boroughs)
    figures |= _to_look_at(this, rows, beside, boroughs)
    figures |= _annual(world, asked)
    equations = (*_whole(figures), *_ways(this, boroughs))
    return Family(figures, equations), _about(world, this)


def year_of_items(on: Period) -> Period:
    """The academic year whose annual items go with a term's return: the last whole one."""
    return before(academic_year(on.start))


def key(collection: str, period: str, borough: str, topic: str = TOTAL, group: str = TOTAL) -> Key:
    """The address of a figure of a return."""
    return Key(statistic(collection), period, ALL, borough, topic, group)


def statistic(collection: str) -> str:
    """What the counts of a collection are called in its data."""
    return f"dfe_return_{collection.lower()}"


def item_key(period: str, borough: str, item: str) -> Key:
    """The address of an annual item."""
    return Key("ehe_annual", period, "ehe", borough, ITEM, item)


def _returned(world: World, of: Census) -> Iterator[tuple[Key, Figure]]:
    for row in MEASURES["dfe_return"].count(world, of.question).rows:
        collection = row["collection"]
        address = key(collection, of.term.label, row["borough"], row["breakdown_topic"], row["breakdown"])
        yield address, _NONE if of.is_blank(collection) else Figure(row["child_count"])


def _changes(
    world: World, this: Census, last: Census | None, rows: list[Row], boroughs: list[str]
) -> Mapping[Key, Figure]:
    then = [] if last is None else census.counted(world, last)
    counts = moved.steps(then, rows, boroughs)
    compared = {
        collection: last is not None and not this.is_blank(collection) and not last.is_blank(collection)
        for collection in BREAKDOWNS
    }
    return {
        key(collection, this.term.label, borough, CHANGES, step): Figure(number)
        if compared[collection]
        else _NONE
        for ((collection, borough), step), number in counts.items()
    }


def _to_look_at(
    this: Census, rows: Iterable[Row], beside: Iterable[Row], boroughs: list[str]
) -> Mapping[Key, Figure]:
    listed, left_out = list(rows), list(beside)
    found = Counter(
        (row["collection"], row["borough"], what) for row in listed for what in warned.unknown(row)
    )
    found += Counter(("EHE", row["borough"], what) for row in listed if (what := warned.beside(row)))
    whats = {"CME": tuple(warned.UNKNOWN), "EHE": ("Sex", "Year group", "Reason", warned.UNASSESSED)}
    figures = {
        key(collection, this.term.label, borough, MISSING, what): _NONE
        if this.is_blank(collection)
        else Figure(found[collection, borough, what])
        for collection, borough in product(BREAKDOWNS, boroughs)
        for what in whats[collection]
    }
    why = Counter((row["borough"], row["why"]) for row in left_out)
    reasons = dict.fromkeys((warned.TOO_YOUNG_OR_OLD, *sorted(each for _, each in why)))
    return figures | {
        Key(BESIDE, this.term.label, ALL, borough, NOT_COUNTED, reason): Figure(why[borough, reason])
        for borough, reason in product(boroughs, reasons)
    }


def _annual(world: World, asked: Asked) -> Iterator[tuple[Key, Figure]]:
    year = year_of_items(asked.period)
    question = Question(year.end, start=year.start, end=year.end, settings=asked.settings)
    for row in MEASURES["ehe_annual"].count(world, question).rows:
        number = row["child_count"]
        figure = _NONE if number is None else Figure(number)
        yield item_key(year.label, row["borough"], ITEMS[row["item"]].label), figure


def _whole(figures: Mapping[Key, Figure]) -> Iterator[Equation]:
    """Every breakdown adds up to the total of its return."""
    for total in figures:
        if total.topic != TOTAL:
            continue
        collection = total.statistic.rpartition("_")[2].upper()
        for topic, groups in BREAKDOWNS[collection].items():
            if topic != TOTAL:
                parts = tuple(total._replace(topic=topic, group=group) for group in groups)
                yield Equation(total, parts)


def _ways(this: Census, boroughs: list[str]) -> Iterator[Equation]:
    """The return of last term and who came, less who went, is this one."""
    for collection, borough in product(BREAKDOWNS, boroughs):
        now, last, *way = (
            key(collection, this.term.label, borough, CHANGES, step)
            for step in (moved.NOW, moved.LAST, *moved.CAME, *moved.WENT)
        )
        came = len(moved.CAME)
        yield Equation(now, (last, *way[:came]), tuple(way[came:]))


def _about(world: World, this: Census) -> About:
    told = sources(world, tuple(census.OWN_REGISTER.values()), this.on).told
    missing = []
    for collection, register in census.OWN_REGISTER.items():
        if register in this.missing:
            title = REGISTERS[register].title
            missing.append(
                f"No list of {title} as at {said(this.on)} or earlier: the {collection} return is blank."
            )
    for row in world.rows(_NEWEST, {"registers": list(census.OWN_REGISTER.values())}):
        if row["as_at"] < this.on:
            missing.append(
                f"The newest list of {REGISTERS[row['register']].title} is as at {said(row['as_at'])}: who came or "
                f"left between then and the census day is not known."
            )
    if "ehe" in this.missing and "cme" not in this.missing:
        missing.append("The CME return lacks the children whose home education is judged unsuitable.")
    return About(this.on, told, tuple(missing))
