"""The panel's business beside the children: attendance, actions, escalations, removals, themes, the next meeting."""

from datetime import date, timedelta

from cme_data import panels
from cme_data.measures import MEASURES
from cme_data.reports.panel_pack.known import Known, Row
from cme_data.reports.report import Block, Column, Paragraph, Section, Table
from cme_data.reports.said import day, name, said, some

_ACTIONS = (
    Column("Child", 6), Column("Action", 11), Column("Owner", 5), Column("Service", 6), Column("Due", 6),
    Column("Outcome", 7), Column("Days overdue", 4, True),
)  # fmt: skip
_ESCALATED = (
    Column("Child", 6), Column("Action", 12), Column("Owner", 5), Column("Service", 6), Column("Due", 6),
    Column("Escalated on", 6),
)  # fmt: skip
_REMOVALS = (
    Column("Child", 6), Column("Why it is listed", 9), Column("Date removed", 6), Column("Outcome", 7), Column("Destination", 6),
)  # fmt: skip
_PAPERS = (Column("Paper", 3), Column("Due", 2), Column("Sent", 2))
_THEMES = (("reason", "Reasons"), ("category", "Categories"), ("referral_group", "Panel groups"))


def attendance(known: Known) -> Section:
    """Who attended the last meetings, and a column to tick for this one."""
    met = [row for row in known.meetings if row["attended"] or row["held_on"] == known.held_on][:4]
    attended = [{part.strip() for part in (row["attended"] or "").split(";") if part.strip()} for row in met]
    services = sorted(set().union(*attended))
    columns = (Column("Service", 4), *(Column(day(row["held_on"])) for row in met))
    rows = tuple((service, *(_was_there(service, there) for there in attended)) for service in services)
    told = f"No meeting with its attendance is listed before {said(known.held_on)}."
    return Section("Attendance", (Table("Services attending, by meeting", columns, rows, told),))


def _was_there(service: str, there: set[str]) -> str:
    return ("Yes" if service in there else "–") if there else "Not recorded"


def actions(known: Known) -> Section:
    """Actions of the last meeting, those closed since, and every one that is still open."""
    ordered = sorted(known.actions, key=lambda row: (not row["is_open"], row["due_on"]))
    rows = tuple(
        (name(row), said(row["action"]), said(row["owner"]), said(row["service"]), day(row["due_on"]), _outcome(row), _overdue(known, row))
        for row in ordered
    )  # fmt: skip
    still = [row for row in known.actions if row["is_open"]]
    late = sum(row["due_on"] < known.as_at for row in still)
    told = f"{some(len(still), 'action')} open, {late:,} of them overdue; {len(known.actions) - len(still):,} closed since."
    return Section(
        "Actions from last time", (Paragraph(told), Table("Actions", _ACTIONS, rows, "No action is open."))
    )


def _outcome(row: Row) -> str:
    return (
        ". ".join(part for part in ("" if row["is_open"] else row["status"], row["said"]) if part)
        or "Not recorded"
    )


def _overdue(known: Known, row: Row) -> str:
    return str(max(0, (known.as_at - row["due_on"]).days)) if row["is_open"] else "–"


def escalations(known: Known) -> Section:
    """Open actions that were escalated to the Associate Director."""
    found = [
        a for a in known.actions if a["is_open"] and a["escalated_on"] and a["escalated_on"] <= known.as_at
    ]
    rows = tuple(
        (name(row), said(row["action"]), said(row["owner"]), said(row["service"]), day(row["due_on"]), day(row["escalated_on"]))
        for row in sorted(found, key=lambda row: row["escalated_on"])
    )  # fmt: skip
    return Section(
        "Escalations",
        (Table("Escalated to the Associate Director", _ESCALATED, rows, "No open action is escalated."),),
    )


def removals(known: Known) -> Section:
    """Children whose removal waits for the panel: said to be removed, or left out of a later list (R21)."""
    rows = []
    for child in known.children:
        why = []
        if child["removed_on"]:
            why.append("Removal proposed, not approved by the panel")
        if child["dropped_on"] and child["dropped_on"] <= known.as_at:
            why.append(f"Left out of the list of {said(child['dropped_on'])}; ask the panel")
        if why:
            told = said(child["removal_outcome"]), said(child["destination"])
            rows.append((name(child), ". ".join(why), day(child["removed_on"]), *told))
    note = "A child leaves the register only with the panel's approval (policy, section 10)."
    return Section("Removals for approval", (
        Paragraph(note, note=True), Table("Removals for approval", _REMOVALS, tuple(rows), "No removal waits for approval."),
    ))  # fmt: skip


def themes(known: Known) -> Section:
    """The register by reason, category and panel group, beside the panel before."""
    blocks: list[Block] = []
    for column, title in _THEMES:
        now = _counted(known, column)
        then = _counted(known, column, known.previous) if known.previous else {}
        before = f"On {day(known.previous)}" if known.previous else "Panel before"
        columns = (
            Column(title, 5),
            Column(f"On {day(known.as_at)}", 2, True),
            Column(before, 2, True),
            Column("Change", 1, True),
        )
        rows = tuple(
            (said(value), str(now.get(value, 0)), *_beside(now.get(value, 0), then.get(value, 0), known.previous is not None))
            for value in dict.fromkeys((*now, *then))
        )  # fmt: skip
        blocks.append(Table(f"{title} on the CME register", columns, rows, "Nobody is on the register."))
    return Section("Themes and trends", tuple(blocks))


def _counted(known: Known, column: str, as_at: date | None = None) -> dict[str | None, int]:
    rows = MEASURES["caseload"].count(known.world, known.question(column, as_at=as_at)).rows
    return {row[column]: row["children"] for row in rows}


def _beside(now: int, then: int, compared: bool) -> tuple[str, str]:
    if not compared:
        return "No earlier panel", "–"
    return str(then), "0" if now == then else f"{'+' if now > then else '−'}{abs(now - then)}"


def next_meeting(known: Known) -> Section:
    """When the panel meets again, and by when its papers go out (R22)."""
    coming = panels.next_from(known.world, known.settings, known.held_on + timedelta(days=1))
    rows = tuple((paper.paper, said(paper.due_on), said(paper.sent_on, "Not yet")) for paper in coming.duties)
    told = f"{said(coming.held_on)}, a {coming.held_on:%A}" + (
        "." if coming.listed else ", by the panel's calendar."
    )
    if coming.moved:
        told += f" Moved from {said(coming.moved.day)}: {coming.moved.why}"
    return Section("Next meeting", (Paragraph(told), Table("Its papers", _PAPERS, rows, "")))
