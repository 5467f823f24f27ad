"""The clocks: how many duties are late, due and met, who owes them, the oldest first, and a file for the diary."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from cme_data import access
from cme_data.calendar import school_days_of
from cme_data.measures.clocks import STATUSES
from cme_data.measures.duties import DUTIES
from cme_data.measures.question import narrowed
from pages.components import (
    amiss,
    ask,
    ask_panel,
    child_search,
    download,
    frame,
    lists,
    looked,
    rules,
    seen,
    show,
    tables,
    tiles,
    words,
)
from pages.components.lists import Offer
from pages.components.scope import Scope
from pages.components.tables import Column
from pages.components.tiles import Tile
from schemas import CHILD_REGISTERS

UNIT = ("duty", "duties")
REGISTERS = (*CHILD_REGISTERS, "enquiries", "actions", "meetings")
_TONES = {"late": "not-located", "due": "plain", "met": "located"}
_UNDER = {
    "late": "not done, and due before the day",
    "due": "on the day or after it",
    "met": "done by the day",
}


def at_a_glance(view: Scope) -> None:
    """The duties late, due and met, with the longest late in words."""
    late = _of(view, "late")
    first = f" The longest late was due on {words.day(late[0]['due_on'])}." if late else ""
    show.section("Duties with a day on them", f"{words.some(len(late), *UNIT)} late.{first}")
    tiles.row("duties", [tile(view, status, label, _UNDER[status]) for status, label in STATUSES.items()])
    note_terms(view)


def note_terms(view: Scope) -> None:
    """A line where school days are counted without the term dates of a borough."""
    unknown = [
        borough.name
        for borough in frame.this().settings.boroughs
        if not school_days_of(frame.this().settings, borough.name).known(view.as_at)
    ]
    if unknown:
        show.note(
            f"The term dates of {words.listed(unknown)} for this day are not in the settings: there, weekdays less "
            "England's bank holidays count as school days."
        )


def tile(view: Scope, status: str, label: str, note: str = "") -> Tile:
    """How many duties stand so, with their list."""
    if not ask.uploaded(*REGISTERS):
        return Tile(label, None, tone=_TONES[status])
    offered = _offer(view, f"{STATUSES[status]} duties", len(_of(view, status)), status=status)
    return Tile(label, offered.count, note, offered, _TONES[status])


def by_duty(view: Scope) -> None:
    """Each duty with its rule in words, and how often it is late, due and met."""
    show.section("By duty", "Each with its rule, and the days that the settings give it.")
    rules.link("triggers.enquiry_every")
    counted = _counted(view, "duty")
    rows = [
        row | {"duty": DUTIES[name].label, "rule": DUTIES[name].says(frame.this().settings)}
        for name, row in counted.items()
    ]
    columns = (Column("duty", "Duty"), *_FIGURES, Column("rule", "The rule", prose=True))
    tables.show("Duties by what is owed", columns, rows)
    lists.menu(
        "duties",
        (
            _offer(view, f"{DUTIES[name].label}: {status}", row[status], duty=name, status=status)
            for name, row in counted.items()
            for status in STATUSES
        ),
    )


def by_owner(view: Scope) -> None:
    """Who owes what is late or due, whoever has the longest late first."""
    counted = {name: row for name, row in _counted(view, "owed_by").items() if row["late"] or row["due"]}
    counted = dict(sorted(counted.items(), key=lambda each: (each[1]["oldest"] or date.max, str(each[0]))))
    show.section("Who owes it", "A school owes the referral of its own pupil; the longest late first.")
    rows = [row | {"owed_by": name} for name, row in counted.items()]
    st.html(
        f'<div class="tall">{tables.html("Duties by who owes them", (Column("owed_by", "Owed by"), *_FIGURES), rows)}</div>'
    )
    lists.menu(
        "owed-by",
        (
            _offer(view, f"{name or words.NOT_RECORDED}: {status}", row[status], owed_by=name, status=status)
            for name, row in counted.items()
            for status in ("late", "due")
        ),
    )


def longest_late(view: Scope) -> None:
    """Each duty that is late, the oldest first, with its child."""
    late = _of(view, "late")
    if not late or not lists.allowed():
        return
    found = ask.late(view.question())
    rows = sorted(found, key=lambda row: row["due_on"])
    show.section("Late, the oldest first")
    seen.note(len(rows), found.whole)
    if not rows:
        return
    looked.at(f"late duties {narrowed(view.question())}", rows)
    cells = [
        row
        | {
            "child": ", ".join(filter(None, (row["surname"], row["forename"]))) or None,
            "what": row["action"] or DUTIES[row["duty"]].label,
        }
        for row in rows[: amiss.MOST]
    ]
    columns = (
        Column("child", "Child", blank="The panel's own"),
        Column("what", "What is owed"),
        Column("owed_by", "Owed by"),
        Column("due_on", "Was due on"),
        Column("days_late", "Days late", True),
    )
    st.html(f'<div class="tall">{tables.html("Late duties, the oldest first", columns, cells)}</div>')
    if len(rows) > amiss.MOST:
        show.note(f"The {amiss.MOST} oldest of {words.number(len(rows))}; the list has all of them.")
    child_search.offer(rows, "duty_child")


def calendar_file(view: Scope) -> None:
    """What is late or due, as a file for a diary; handing it out is written down."""
    if not lists.allowed():
        return
    now = frame.this()
    file = ask.diary_file(view.question())
    reviews = [row for row in ask_panel.reviews(view.question()) if row["due_on"]]
    every = [*_of(view, "late"), *_of(view, "due"), *reviews]
    owed = sum(seen.sees(row["child"]) for row in every)

    def made() -> bytes:
        detail = f"duties as at {view.as_at}: {owed} rows"
        now.store.audit(now.person.name or "Not named", "downloaded a calendar file", detail, frame.clock())
        return file(frame.clock())

    download.button(
        f"Download what is owed as a calendar file ({words.number(owed)})", made, f"duties_{view.as_at}.ics", access.CHILDREN,
        mime="text/calendar", icon=":material/event:",
    )  # fmt: skip
    seen.note(owed, len(every))
    show.note(
        "It opens in Outlook and other diaries. It names no child: each entry has the duty, who owes it, its day and "
        "the record's own id. Taken in again, it moves what it brought before."
    )


_FIGURES = (
    *(Column(status, label, True) for status, label in STATUSES.items()),
    Column("oldest", "Longest late was due on", blank="–"),
)


def _of(view: Scope, status: str) -> list[dict[str, Any]]:
    """The duties that stand so, the oldest first."""
    return [row for row in ask.rows("clocks", view.question()) if row["status"] == status]


def _counted(view: Scope, by: str) -> dict[Any, dict[str, Any]]:
    """For each value, how many duties stand how, and the due day of the longest late."""
    rows = ask.rows("clocks", view.question())
    numbers = Counter((row[by], row["status"]) for row in rows)
    oldest = {row[by]: row["due_on"] for row in reversed(rows) if row["status"] == "late"}
    values: Sequence[Any] = list(DUTIES) if by == "duty" else list(dict.fromkeys(row[by] for row in rows))
    return {
        value: {status: numbers[value, status] for status in STATUSES} | {"oldest": oldest.get(value)}
        for value in values
    }


def _offer(view: Scope, title: str, count: int, **narrowed: str | None) -> Offer:
    asked = view.question(filters={name: (value,) for name, value in narrowed.items()})
    return Offer(lists.name_of("duties", *narrowed.values()), title, "clocks", asked, None, count)
