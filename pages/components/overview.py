"""The sections of the overview: each asks, and shows tiles or a table."""

from datetime import date, timedelta

import streamlit as st

from pages.components import (
    ask,
    contents,
    duties,
    gaps,
    kept_out,
    lists,
    rules,
    show,
    stale,
    tables,
    tiles,
    words,
)
from pages.components import hours as provision
from pages.components.scope import Scope
from pages.components.tables import Column
from schemas import CHILD_REGISTERS

CME = {"register": ("cme",)}
TONES = {
    "At risk": "plain",
    "Missing - located": "located",
    "Missing - not located": "not-located",
    "Not receiving suitable education": "unsuitable",
}


def children(view: Scope, panel: date | None) -> None:
    """Children known to any register, and the CME register by the policy's categories, with the change."""
    stale.note(*CHILD_REGISTERS)
    kept_out.note(view)
    known = tiles.counted("Known to any register", "caseload", view.question(), since=panel, tone="quiet")
    on_cme = tiles.counted(
        "On the CME register", "caseload", view.question(filters=CME), since=panel, tone="quiet"
    )
    show.section(
        "Children",
        f"{words.children(known.value or 0)} known to any register; on the CME register "
        f"{words.number(on_cme.value, 'none yet')}" + (f", {on_cme.note}." if panel and on_cme.note else "."),
    )
    tiles.row(
        "children",
        [
            known,
            on_cme,
            *(
                tiles.counted(
                    category,
                    "caseload",
                    view.question(filters=CME | {"category": (category,)}),
                    since=panel,
                    tone=tone,
                    title=f"{category}: children on the CME register",
                )
                for category, tone in TONES.items()
            ),
        ],
    )


def hours(view: Scope, panel: date | None) -> None:
    """Children below full hours, with none, and with hours not recorded."""
    if nothing := provision.nothing(view.question()):
        show.section("Hours of provision", nothing)
        return
    row = ask.one("hours", view.question())
    recorded = row["children"] - row["not_recorded"]
    show.section(
        "Hours of provision",
        f"{words.number(row['below_25'])} of the {words.children(recorded)} with recorded hours have fewer than {rules.full_hours()} "
        f"a week; for {words.children(row['not_recorded'])} no hours are recorded.",
    )
    tiles.row(
        "hours",
        (
            tiles.counted(
                f"Below {rules.full_hours()} hours a week", "hours", view.question(), "below_25", since=panel
            ),
            tiles.counted(
                f"Below {rules.full_hours()}, no transition agreed",
                "hours",
                view.question(),
                "below_25_no_transition",
                since=panel,
            ),
            tiles.counted("No hours at all", "hours", view.question(filters={"band": ("0",)}), since=panel),
            tiles.counted(
                "Hours not recorded", "hours", view.question(), "not_recorded", since=panel, tone="quiet"
            ),
        ),
    )


def held(view: Scope) -> None:
    """What is late, and whom nobody holds, each with the way to its page."""
    late, nobody = (
        duties.tile(view, "late", "Duties late", "not done, and due before the day"),
        gaps.tile(view),
    )
    told = f"; nobody holds {words.children(int(nobody.value))}" if nobody.value is not None else ""
    told += f" ({nobody.note})" if nobody.value else ""
    show.section("Duties and gaps", f"{words.some(int(late.value or 0), *duties.UNIT)} late{told}.")
    tiles.row("held", (late, nobody))
    with st.container(horizontal=True):
        contents.link("pages/panel/duties.py", "Every duty, by whom it is owed")
        contents.link("pages/panel/gaps.py", "Why each child is listed")


def overdue(view: Scope) -> None:
    """Overdue actions by service, with the oldest of each."""
    if not ask.uploaded("actions"):
        show.section("Overdue actions", "No upload of the panel's actions yet.")
        return
    stale.note("actions")
    total, oldest = ask.one("actions", view.question()), ask.oldest_overdue(view.question(), "service")
    rows = [
        row | {"oldest": oldest[row["service"],], "late": (view.as_at - oldest[row["service"],]).days}
        for row in ask.rows("actions", view.question("service"))
        if row["overdue"]
    ]
    rows.sort(key=lambda row: row["oldest"])
    first = f"; the oldest was due on {words.day(rows[0]['oldest'])}" if rows else ""
    show.section(
        "Overdue actions",
        f"{words.some(total['overdue'], 'action')} overdue of {words.number(total['open'])} open{first}.",
    )
    if rows:
        tables.show(
            "Overdue actions by service",
            (
                Column("service", "Service"),
                Column("overdue", "Overdue", True),
                Column("oldest", "Oldest was due on"),
                Column("late", "Days late", True),
            ),
            rows,
        )
    lists.menu("overdue", (show.offer("actions", view.question(), "overdue", "service", row) for row in rows))


def since_panel(view: Scope, panel: date | None) -> None:
    """Joined and left since the last panel, and who was unknown then."""
    if panel is None:
        show.section("Since the last panel", "No panel meeting before this day is listed.")
        return
    show.section(f"Since the panel on {words.day(panel)}")
    since = view.question(filters=CME, start=panel + timedelta(days=1), end=view.as_at)
    tiles.row(
        "since",
        (
            tiles.counted("Joined the CME register", "flows", since, "joined", note="added to it since then"),
            tiles.counted("Left the CME register", "flows", since, "left", note="closed since then"),
            tiles.counted(
                "Unknown then, identified since",
                "unknown",
                view.question(as_at=panel),
                "missing",
                note=f"missing on {words.day(panel)}, nobody knew yet",
            ),
        ),
    )


def uploads() -> None:
    """When each register was last uploaded, by whom, and which is out of date."""
    sources = stale.sources()
    late = [source.title for source in sources if source.stale]
    missing = [source.title for source in sources if source.as_at is None]
    told = [f"Out of date: {words.listed(late)}." if late else "No list is out of date."]
    told += [f"No upload yet: {words.listed(missing)}."] if missing else []
    show.section("Last uploads", " ".join(told))
    tables.show(
        "The newest list of each register",
        (
            Column("title", "Register"),
            Column("as_at", "List as at", blank=words.NO_UPLOAD),
            Column("by", "Uploaded by", blank="–"),
        ),
        [stale.row(source) for source in sources],
    )
