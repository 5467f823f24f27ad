"""Whether the figures of the sections add up to the measures' own: what is shown of both, and nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cme_data.events.leavers import OUTCOME
from cme_data.measures.hours import BAND
from cme_data.reports.periodic import names
from cme_data.reports.periodic.gathering.duties import KEPT
from cme_data.reports.periodic.sections.page import ANY, Page
from cme_data.reports.plainly import worded
from cme_data.reports.report import Column, Paragraph, Section, Table
from cme_data.statistics import ALL, Figure, Key
from schemas import CHILD_REGISTERS, REGISTERS

_COLUMNS = (
    Column("What is added up", 5),
    Column("Added up", 1, numeric=True),
    Column("The measure's own figure", 2, numeric=True),
    Column("Finding", 4),
)


@dataclass(frozen=True, slots=True)
class Sum:
    """What is added up, the measure's own figure, its parts, what is taken away, and what it may mean that it is more."""

    what: str
    own: Key
    parts: Sequence[Key]
    less: Sequence[Key] = ()
    more: str = ""


_IN_TWO = "those in two groups at once"


def agreement(page: Page) -> Section:
    """Each total beside the figure that the measure gives without a split."""
    rows = [_row(page, total) for total in _sums(page)]
    disagreeing = [row for row in rows if row[-1].startswith("Not equal")]
    told = (
        f"{len(rows)} sums are compared; {len(disagreeing)} of them are not equal."
        if disagreeing
        else f"{len(rows)} sums are compared, and none is at odds with the measure's own figure."
    )
    note = "The measure's own figure is asked without the split, so that neither follows from the other."
    return Section(
        "How the figures agree",
        (
            Paragraph(told),
            Table("Sums and the measures' own figures", _COLUMNS, tuple(rows), ""),
            Paragraph(note, note=True),
        ),
    )


def _sums(page: Page) -> Iterator[Sum]:
    for register in CHILD_REGISTERS:
        title = REGISTERS[register].title
        start, joined, left, end = (
            page.key(name, register) for name in (names.START, names.JOINED, names.LEFT, names.END)
        )
        yield Sum(f"{title}: at the start and joined, less left", end, (start, joined), (left,))
        yield from _splits(page, title, end)
        yield from _splits(page, title, left, (OUTCOME.dimension.label,))
    yield from _splits(page, ANY, page.key(names.CHILDREN), more=_IN_TWO)
    asked = page.key(names.HOURS_ASKED)
    yield from _splits(page, "Registers that record hours", asked, (BAND.dimension.label,), _IN_TWO)
    for name in (names.OPEN, names.OVERDUE):
        yield from _splits(page, REGISTERS["actions"].title, page.key(name, "actions"))
    for shown in KEPT:
        due, *parts = (
            page.key(names.kept(shown.label, how), shown.register)
            for how in (names.DUE, names.IN_TIME, names.MET_LATE, names.NOT_MET)
        )
        if due in page.shown.family.figures:
            yield Sum(f"{shown.label}: in time, late and not met", due, parts)


def _splits(page: Page, title: str, total: Key, topics: Sequence[str] = (), more: str = "") -> Iterator[Sum]:
    """A total by each of its topics, those named or all there are, and by borough."""
    what = f"{title}: {total.statistic.lower()}"
    for topic in topics or page.topics(total.statistic, total.register):
        groups = page.groups(total.statistic, total.register, topic)
        parts = [total._replace(topic=topic, group=group) for group in groups]
        if parts:
            yield Sum(f"{what}, by {_in_words(topic)}", total, parts, more=more)
    boroughs = [total._replace(borough=place) for place in page.places if place != ALL]
    parts = [key for key in boroughs if key in page.shown.family.figures]
    if page.place == ALL and parts:
        yield Sum(f"{what}, by borough", total, parts, more=more)


def _in_words(topic: str) -> str:
    return topic if topic[1].isupper() else topic[0].lower() + topic[1:]


def _row(page: Page, total: Sum) -> tuple[str, ...]:
    own = page.shown.figure(total.own)
    added = _added([*map(page.shown.figure, total.parts)], [*map(page.shown.figure, total.less)])
    return total.what, worded(added), worded(own), _found(added, own, total.more)


def _added(parts: Sequence[Figure], less: Sequence[Figure]) -> Figure:
    lacking = [figure for figure in (*parts, *less) if figure.value is None]
    if lacking:
        return lacking[0]
    return Figure(sum(figure.value or 0 for figure in parts) - sum(figure.value or 0 for figure in less))


def _found(added: Figure, own: Figure, more: str) -> str:
    if "c" in (added.why, own.why):
        return "Not compared: small numbers are hidden"
    if added.value is None or own.value is None:
        return "Not compared: no list speaks for the period"
    difference = int(added.value - own.value)
    if not difference:
        return "Equal"
    return f"{difference:,} more: {more}" if more and difference > 0 else f"Not equal: out by {difference:,}"
