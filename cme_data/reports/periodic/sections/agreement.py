"""Whether the figures of the sections add up to the measures' own: what is shown of both, and nothing else."""

from collections.abc import Iterator, Sequence

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
Sum = tuple[str, Key, Sequence[Key], Sequence[Key], str]
"""What is added up, the measure's own figure, its parts, what is taken away, and what more would mean."""

_IN_TWO = "those in two groups at once"
_IN_SPELLS = ""


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
        end = page.key(names.END, register)
        moved = [page.key(name, register) for name in (names.START, names.JOINED)]
        yield (
            f"{title}: at the start and joined, less left",
            end,
            moved,
            [page.key(names.LEFT, register)],
            _IN_SPELLS,
        )
        yield from _split(page, title, names.END, register, _IN_SPELLS)
        yield from _split(page, title, names.LEFT, register, _IN_SPELLS, (OUTCOME.dimension.label,))
    yield from _split(page, ANY, names.CHILDREN, ALL, _IN_TWO)
    yield from _split(
        page, "Registers that record hours", names.HOURS_ASKED, ALL, _IN_TWO, (BAND.dimension.label,)
    )
    for name in (names.OPEN, names.OVERDUE):
        yield from _split(page, REGISTERS["actions"].title, name, "actions", _IN_SPELLS)
    for shown in KEPT:
        due, *parts = (
            page.key(names.kept(shown.label, how), shown.register)
            for how in (names.DUE, names.IN_TIME, names.MET_LATE, names.NOT_MET)
        )
        if due.statistic in page.statistics and shown.of_child:
            yield f"{shown.label}: in time, late and not met", due, parts, [], _IN_SPELLS


def _split(
    page: Page, title: str, statistic: str, register: str, more: str, topics: Sequence[str] = ()
) -> Iterator[Sum]:
    total = page.key(statistic, register)
    for topic in topics or page.topics(statistic, register):
        parts = [
            total._replace(topic=topic, group=group) for group in page.groups(statistic, register, topic)
        ]
        if parts:
            yield f"{title}: {statistic.lower()}, by {_in_words(topic)}", total, parts, [], more
    if page.place == ALL and statistic in page.statistics:
        parts = [total._replace(borough=place) for place in page.places if place != ALL]
        yield f"{title}: {statistic.lower()}, by borough", total, parts, [], more


def _in_words(topic: str) -> str:
    return topic if topic[1].isupper() else topic[0].lower() + topic[1:]


def _row(page: Page, total: Sum) -> tuple[str, ...]:
    what, key, parts, less, more = total
    own = page.shown.figure(key)
    added = _added([page.shown.figure(part) for part in parts], [page.shown.figure(part) for part in less])
    return what, worded(added), worded(own), _found(added, own, more)


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
