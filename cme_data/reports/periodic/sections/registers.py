"""A section for each child register: who was there, joined and left, by what, and to what they left."""

from collections.abc import Sequence

from cme_data.events.leavers import OUTCOME
from cme_data.measures.duration import BAND
from cme_data.reports.periodic import names
from cme_data.reports.periodic.sections.judged import judged
from cme_data.reports.periodic.sections.page import Page, Part
from cme_data.reports.report import FigureTable, Section
from schemas import CHILD_REGISTERS, REGISTERS

_FLOWS = (names.START, names.JOINED, names.LEFT, names.END, names.REJOINED)
_SPELLS = (
    "Counted in spells: a child's time on the register from its opening to its closing day. A child who left and came "
    "back in the period has two. At the start and joined, less left, is at the end.",
    "Groups and boroughs are those of the lists in force on the last day of each period.",
)


def of_register(register: str) -> Part:
    """The part of a report that tells of one register."""

    def part(page: Page) -> Section:
        title = REGISTERS[register].title
        return page.section(
            f"register-{register}".replace("_", "-"),
            title,
            f"{page.changed(f'{title}: the number on the register', page.key(names.END, register))} {judged(page, register)}",
            page.bars(
                f"{title}: joined and left",
                [(name, page.key(name, register)) for name in (names.JOINED, names.LEFT)],
                "spells",
            ),
            *_tables(page, register),
            notes=(*_SPELLS, *page.sources(register)),
        )

    return part


def _tables(page: Page, register: str) -> Sequence[FigureTable]:
    title, short = REGISTERS[register].title, REGISTERS[register].name
    topics = [
        topic
        for topic in page.topics(names.END, register)
        if topic not in (BAND.dimension.label, OUTCOME.dimension.label)
    ]
    groups = [(topic, group) for topic in topics for group in page.groups(names.END, register, topic)]
    tables = [
        page.side_by_side(f"{short}_flows", f"{title}: at the start, joined, left and at the end", _FLOWS, register),
        page.across(
            f"{short}_at_end", f"{title}: on the register at the end of the period", ("Split by", "Group"),
            [(group, page.key(names.END, register, *group)) for group in groups], page.columns(),
        ),
        page.table(
            f"{short}_moved", f"{title}: joined and left by group, {page.called(page.place)}, {page.when(page.now)}",
            ("Split by", "Group"), _FLOWS,
            [(group, [page.key(name, register, *group) for name in _FLOWS]) for group in groups],
        ),
    ]  # fmt: skip
    outcomes = page.groups(names.LEFT, register, OUTCOME.dimension.label)
    if outcomes:
        tables.append(
            page.across(
                f"{short}_outcomes", f"{title}: outcomes of those who left", ("Outcome",),
                [((outcome,), page.key(names.LEFT, register, OUTCOME.dimension.label, outcome)) for outcome in outcomes],
                page.columns(at_end=False),
            )
        )  # fmt: skip
    return tables


REGISTER_PARTS: Sequence[Part] = tuple(map(of_register, CHILD_REGISTERS))
