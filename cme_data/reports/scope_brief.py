"""The figures of one scope on one page, for a meeting: who is known, how they fare, what is late, whom nobody holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from cme_data import panels
from cme_data.errors import NoUploads
from cme_data.measures import MEASURES, Question
from cme_data.measures.hours import HOURS_REGISTERS
from cme_data.reports.report import Block, Column, Document, Paragraph, Section, Strip, Table
from cme_data.reports.said import NOT_RECORDED, children, listed, said, some
from cme_data.settings import Settings
from cme_data.store import World
from schemas import CHILD_REGISTERS, REGISTERS, codes

TITLE = "One-page brief"
_NO_UPLOAD, _NONE = "No upload", "–"
_NOBODY = {"below_25": 0, "not_recorded": 0}
_REGISTERS = (
    Column("Register", 3),
    *(
        Column(heading, 1, True)
        for heading in ("Children", "Joined", "Left", "Below 25 hours", "Hours not recorded")
    ),
)
_CATEGORIES = (
    Column("Category", 3), Column("Now", 1, True), Column("At the last panel", 1, True),
)  # fmt: skip
_LATE = (Column("Duty", 4), Column("Late", 1, True))


@dataclass(frozen=True, slots=True)
class Brief:
    """What a brief is asked from: a world, as at a day, narrowed as a page is."""

    world: World
    settings: Settings
    as_at: date
    filters: Mapping[str, tuple[str, ...]]
    panel: date | None
    """The last meeting before the day."""

    def rows(self, measure: str, *by: str, as_at: date | None = None, **more: Any) -> list[dict[str, Any]]:
        """A measure of this scope; `more` are filters that add to it, and a period's start and end."""
        period = {name: more.pop(name) for name in ("start", "end") if name in more}
        question = Question(
            as_at or self.as_at, by, {**self.filters, **more}, full_hours=self.settings.hours_full,
            duration_edges=self.settings.duration_edges, settings=self.settings, **period,
        )  # fmt: skip
        return MEASURES[measure].count(self.world, question).rows

    @property
    def registers(self) -> tuple[str, ...]:
        """The registers that it speaks of."""
        return self.filters.get("register", CHILD_REGISTERS)


def made(
    world: World,
    settings: Settings,
    as_at: date,
    filters: Mapping[str, tuple[str, ...]],
    told: str,
    now: datetime,
) -> Document:
    """The brief of a scope; `told` is the scope in words."""
    if world.newest is None:
        raise NoUploads("Nothing has been uploaded yet, so there is nothing to tell of.")
    brief = Brief(world, settings, as_at, filters, panels.last_before(panels.held(world), as_at))
    facts = (("Scope", told), ("Last panel", said(brief.panel, "None listed")), ("Small numbers", "Exact"))
    return Document(
        title=TITLE,
        authority=settings.authority,
        day=as_at,
        as_at=as_at,
        made_at=now,
        strip=Strip(facts),
        sections=(_children(brief), _owed(brief), _held(brief)),
        short=True,
    )


def _children(brief: Brief) -> Section:
    by_register = {row["register"]: row["children"] for row in brief.rows("caseload", "register")}
    hours = {row["register"]: row for row in brief.rows("hours", "register")}
    flows = {}
    if brief.panel is not None:
        since = {"start": brief.panel + timedelta(days=1), "end": brief.as_at}
        flows = {row["register"]: row for row in brief.rows("flows", **since)}
    rows = []
    for register in brief.registers:
        if register not in brief.world.registers:
            rows.append((REGISTERS[register].title, *[_NO_UPLOAD] * 5))
            continue
        moved = flows.get(register)
        given = hours.get(register, _NOBODY) if register in HOURS_REGISTERS else None
        rows.append((
            REGISTERS[register].title,
            f"{by_register.get(register, 0):,}",
            *(_NONE if moved is None else f"{moved[name]:,}" for name in ("joined", "left")),
            *(_NONE if given is None else f"{given[name]:,}" for name in ("below_25", "not_recorded")),
        ))  # fmt: skip
    (known,) = brief.rows("caseload")
    since_when = f"since the panel on {said(brief.panel)}" if brief.panel else "since a panel: none is listed"
    lead = (
        f"{children(known['children'])} known; a child on two registers counts in each. Joined and left {since_when}. "
        f"–: not recorded on that register{'' if brief.panel else ', or no panel to count from'}."
    )
    blocks: list[Block] = [Paragraph(lead), Table("By register", _REGISTERS, tuple(rows), "No register is asked for.")]
    if "cme" in brief.registers and "cme" in brief.world.registers:
        blocks.append(_categories(brief))
    return Section("Children", tuple(blocks))


def _categories(brief: Brief) -> Table:
    def by_category(as_at: date | None) -> dict[str | None, int]:
        rows = brief.rows("caseload", "category", as_at=as_at, register=("cme",))
        return {row["category"]: row["children"] for row in rows}

    now, then = by_category(None), by_category(brief.panel) if brief.panel else None
    categories: list[str | None] = [*codes.CATEGORY.values, *([None] if None in now else [])]
    rows = tuple(
        (
            category or NOT_RECORDED,
            f"{now.get(category, 0):,}",
            _NONE if then is None else f"{then.get(category, 0):,}",
        )
        for category in categories
    )
    return Table("On the CME register, by category", _CATEGORIES, rows, "")


def _owed(brief: Brief) -> Section:
    late = [row for row in brief.rows("clocks", "duty", "status") if row["status"] == "late"]
    duty = MEASURES["clocks"].splits["duty"]
    rows = tuple((duty.title(row["duty"]), f"{row['count']:,}") for row in late)
    return Section("Owed", (
        Paragraph(_overdue(brief)),
        Table("Duties late, by kind; a kind with none is left out", _LATE, rows, "No duty is late."),
    ))  # fmt: skip


def _overdue(brief: Brief) -> str:
    if "actions" not in brief.world.registers:
        return "No upload of the panel's actions yet."
    (all_of,) = brief.rows("actions")
    told = f"{some(all_of['overdue'], 'action')} overdue of {all_of['open']:,} open"
    services = sorted(brief.rows("actions", "service"), key=lambda row: -row["overdue"])
    worst = [f"{row['service'] or NOT_RECORDED} {row['overdue']:,}" for row in services if row["overdue"]][:3]
    return f"{told}; the most with {listed(worst)}." if worst else f"{told}."


def _held(brief: Brief) -> Section:
    gap = MEASURES["gaps"].splits["gap"]
    rows = brief.rows("gaps", "gap")
    found = [f"{gap.title(row['gap'])} {row['count']:,}" for row in rows]
    told = (
        f"By kind of gap, those that somebody has settled too: {'; '.join(found)}."
        if found
        else "Nobody is in a gap."
    )
    return Section("Children nobody holds", (Paragraph(told),))
