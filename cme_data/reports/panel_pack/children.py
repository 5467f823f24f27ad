"""The children: how many of which kind in each panel group, and a page for each in the Signs of Safety form."""

from cme_data.measures.duties import DUTIES
from cme_data.measures.kinds_of_gap import KINDS_OF_GAP
from cme_data.reports.panel_pack.kinds import GROUPS, KINDS, Kind, kind_of
from cme_data.reports.panel_pack.known import Known, Row
from cme_data.reports.report import Block, ChildPage, Column, Heading, Paragraph, Section, Strip, Table
from cme_data.reports.said import children, day, name, said, some
from schemas import REGISTERS

SIGNS = (
    ("What is working well?", "working_well"),
    ("What are we concerned about?", "concerns"),
    ("The view of the child and the parent", "child_view"),
    ("What needs to happen?", "what_next"),
)
"""The Signs of Safety form (policy, appendix 2)."""

_ACTIONS = (
    Column("Action", 12), Column("Owner", 6), Column("Service", 8), Column("Due", 6), Column("Days overdue", 5, True),
)  # fmt: skip
_HISTORY = (Column("Register", 3), Column("From"), Column("To"), Column("Outcome", 3))
_SUMMARY = (
    Column("Panel group", 4),
    *(Column(kind.title, 1, True) for kind in KINDS),
    Column("All", 1, True),
)
_LISTED = (
    Column("Child", 4),
    Column("Category", 4),
    Column("Provision", 3),
    Column("Hours a week", 2, True),
    Column("Since"),
)


def sections(known: Known) -> list[Section]:
    """One section of counts, and one for each panel group that has children."""
    found = [(child, kind_of(known, child)) for child in known.children]
    groups = [
        (group, [(child, kind) for child, kind in found if child["referral_group"] == group])
        for group in GROUPS
    ]
    return [
        Section("The register before the panel", (*_summary(known, groups),)),
        *(_group(known, group, rows) for group, rows in groups if rows),
    ]


def _summary(known: Known, groups: list[tuple[str | None, list[tuple[Row, Kind]]]]) -> list[Block]:
    rows = [
        (said(group), *(str(sum(kind is one for _, one in rows)) for kind in KINDS), str(len(rows)))
        for group, rows in groups
    ]
    told = "; ".join(f"{kind.title.lower()}: {kind.says}" for kind in KINDS)
    return [
        Table(
            "Children on the CME register by panel group", _SUMMARY, tuple(rows), "Nobody is on the register."
        ),
        Paragraph(
            f"Each child is counted once, under the first that holds. {told[0].upper()}{told[1:]}.", note=True
        ),
    ]


def _group(known: Known, group: str | None, rows: list[tuple[Row, Kind]]) -> Section:
    blocks: list[Block] = []
    for kind in KINDS:
        those = tuple(child for child, one in rows if one is kind)
        if those:
            blocks += [
                Heading(f"{kind.title}: {children(len(those))}"),
                Table(kind.title, _LISTED, tuple(_line(child) for child in those), ""),
            ]
    pages = (
        _page(known, child, kind) for kind in KINDS if kind.has_page for child, one in rows if one is kind
    )
    return Section(group or "Panel group not recorded", (*blocks, *pages))


def _line(child: Row) -> tuple[str, ...]:
    told = said(child["category"]), said(child["provision"]), said(child["hours_per_week"])
    return (name(child), *told, day(child["opened_on"]))


def _page(known: Known, child: Row, kind: Kind) -> ChildPage:
    blocks: list[Block] = [_strip(known, child, kind), Paragraph(_who(child), note=True)]
    duties = [duty for duty in known.duties.get(child["child"], ()) if duty["status"] != "met"]
    told = [_duty(duty) for duty in sorted(duties, key=lambda duty: duty["due_on"])]
    told += [
        f"{KINDS_OF_GAP[gap['gap']].label} since {said(gap['since'])}"
        for gap in known.gaps.get(child["child"], ())
    ]
    if told:
        blocks.append(Paragraph("Clocks and gaps: " + "; ".join(told) + "."))
    for title, column in SIGNS:
        blocks += [Heading(title), Paragraph(said(child[column]))]
    actions = tuple(_action(known, action) for action in known.actions_of(child["child"]))
    past = tuple(_time(row) for row in known.history.get(child["child"], ()))
    return ChildPage(
        name(child),
        (*blocks, Heading("Open actions"), Table("Open actions", _ACTIONS, actions, "No action is open."),
         Heading("History"), Table("Times on the registers", _HISTORY, past, "")),
    )  # fmt: skip


def _strip(known: Known, child: Row, kind: Kind) -> Strip:
    days = (known.as_at - child["opened_on"]).days
    return Strip((
        ("In the pack as", kind.title),
        ("Category", said(child["category"])),
        ("Hours a week", said(child["hours_per_week"])),
        ("Provision", said(child["provision"])),
        ("On the register", some(days, "day")),
        ("Clocks late", str(len(known.late(child["child"])))),
        ("Lead service", said(child["lead_service"])),
        *(("Annual review of the EHC plan", _review(row)) for row in known.reviews.get(child["child"], ())),
    ))  # fmt: skip


def _review(review: Row) -> str:
    late = f", {some(review['days_late'], 'day')} late" if review["status"] == "late" else ""
    return f"{said(review['due_on'])}{late}"


def _who(child: Row) -> str:
    shown = (
        ("Born", child["date_of_birth"]), ("Year group", child["year_group"]), ("School", child["school"]),
        ("Borough", child["borough"]), ("Record number", child["record_number"]), ("UPN", child["upn"]),
        ("SEN", child["sen"]), ("Social care", child["social_care"]), ("Reason", child["reason"]),
        ("Safeguarding concern", child["safeguarding_concern"]),
    )  # fmt: skip
    return " · ".join(f"{label}: {said(value)}" for label, value in shown)


def _duty(duty: Row) -> str:
    told = f"{DUTIES[duty['duty']].label} due {said(duty['due_on'])}"
    return (
        f"{told}, {some(duty['days_late'], 'day')} late ({said(duty['owed_by'])})"
        if duty["status"] == "late"
        else told
    )


def _action(known: Known, action: Row) -> tuple[str, ...]:
    late = max(0, (known.as_at - action["due_on"]).days)
    return (
        said(action["action"]),
        said(action["owner"]),
        said(action["service"]),
        day(action["due_on"]),
        str(late),
    )


def _time(row: Row) -> tuple[str, ...]:
    outcome = said(row["outcome"]) if row["closed_on"] else ""
    return REGISTERS[row["register"]].title, day(row["opened_on"]), day(row["closed_on"], "Open"), outcome
