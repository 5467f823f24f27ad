"""The panel's actions between two meetings: the sheet, what became of one, what stays unmet, who keeps the dates."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from pages.components import ask, choice, columns, frame, lists, looked, seen, show, tables, words
from pages.components.tables import Column

Row = dict[str, Any]

_STATES = {
    "Open": lambda row: row["status"] == "Open",
    "Overdue": lambda row: bool(row["days_overdue"]),
    "Completed or cancelled": lambda row: row["status"] != "Open",
    "Every action": lambda row: True,
}
_SHOWN = (
    "action_id", "surname", "forename", "action", "service", "owner", "agreed_on", "due_on", "status",
    "days_overdue", "carried_over", "escalated_on", "closed_on", "outcome",
)  # fmt: skip


def chosen() -> list[Row]:
    """The actions that the person narrows the sheet to."""
    rows = ask.action_sheet()
    with st.container(key="scope", horizontal=True, vertical_alignment="bottom"):
        state = choice.pick("State", list(_STATES), "state")
        service = _pick("Service", "service", "Every service", [row["service"] for row in rows])
        owner = _pick("Owner", "owner", "Every owner", [row["owner"] for row in rows if row["owner"]])
        days = {words.day(day): day for day in sorted({row["agreed_on"] for row in rows}, reverse=True)}
        agreed = choice.pick("Agreed at the meeting of", ["Every meeting", *days], "agreed")
    found = [
        row
        for row in rows
        if _STATES[state](row)
        and service in (None, row["service"])
        and owner in (None, row["owner"])
        and days.get(agreed) in (None, row["agreed_on"])
    ]
    of = (state, service or "every service", "one owner" if owner else "every owner", agreed)
    looked.at(f"the action sheet, {', '.join(of)}", found)
    return found


def sheet(rows: Sequence[Row]) -> None:
    """The actions as a table, and as a file."""
    overdue = sum(bool(row["days_overdue"]) for row in rows)
    show.section(
        "Actions agreed at the panel",
        f"{words.some(len(rows), 'action')}; {words.number(overdue)} overdue on {words.day(frame.this().now.date())}.",
    )
    if left_out := _left_out():
        show.note(left_out)
    if not rows:
        return
    st.dataframe(
        columns.table(rows, _SHOWN), hide_index=True, column_config=columns.config(_SHOWN),
        placeholder=words.NOT_RECORDED, height=min(520, 38 + 35 * len(rows)), alt="Actions agreed at the panel",
    )  # fmt: skip
    lists.offer_file(
        "action-sheet", "action sheet", frame.this().now.date(), rows, _SHOWN, left_out=left_out,
    )  # fmt: skip


def unmet() -> None:
    """What is overdue or escalated, for the Associate Director: the longest overdue first."""
    rows = [
        row
        for row in ask.action_sheet()
        if row["status"] == "Open" and (row["days_overdue"] or row["escalated_on"])
    ]
    escalated = sum(row["escalated_on"] is not None for row in rows)
    show.section(
        "Unmet actions for the Associate Director",
        f"{words.some(len(rows), 'action')} unmet; {words.number(escalated)} escalated.",
    )
    looked.at("unmet actions", rows)
    if rows:
        rows.sort(key=lambda row: -row["days_overdue"])
        named = [
            row
            | {
                "who": f"{row['surname']}, {row['forename']}",
                "owes": ", ".join(filter(None, (row["service"], row["owner"]))),
                "told": " — ".join(filter(None, (row["action"], row["outcome"]))),
            }
            for row in rows
        ]
        columns = (
            Column("action_id", "Action"),
            Column("who", "Child"),
            Column("told", "What is to be done, and what was said of it", prose=True),
            Column("owes", "Who owes it"),
            Column("due_on", "Due"),
            Column("days_overdue", "Days overdue", True),
            Column("carried_over", "Carried over", True),
            Column("escalated_on", "Escalated on", blank="Not escalated"),
        )
        st.html(f'<div class="tall">{tables.html("Unmet actions", columns, named)}</div>')
        day = frame.this().now.date()
        what = "unmet actions for the Associate Director"
        lists.offer_file(
            "unmet-actions", what, day, rows, _SHOWN, "Download the unmet actions (CSV)", _left_out()
        )


def kept_dates() -> None:
    """How each service keeps the days it agreed to, over a year."""
    rows = ask.kept_dates()
    show.section(
        "How each service keeps its dates",
        "Of the actions completed in the last 365 days: how long they took from the meeting, and how many were done "
        "by the due day that stood at the end.",
    )
    shares = (
        row | {"share": None if row["on_time"] is None else f"{100 * row['on_time']:.0f}%"} for row in rows
    )
    tables.show(
        "How each service keeps its dates",
        (
            Column("service", "Service"),
            Column("completed", "Completed", True),
            Column("median_days", "Median days", True, blank="Nothing completed"),
            Column("share", "On time", True, blank="Nothing completed"),
            Column("carried_over", "Times carried over", True, blank="–"),
            Column("open", "Open now", True),
            Column("overdue", "Overdue now", True),
        ),
        list(shares),
    )


def _left_out() -> str:
    """How many of the actions the sheet has, where that is not all; nothing where it is."""
    every = ask.action_sheet()
    told = seen.told(len(every), every.whole)
    return f"The sheet has {told}" if told else ""


def day_of(value: Any) -> date | None:
    """The day in a date field; None where it stands empty."""
    return value if isinstance(value, date) else None


def _pick(label: str, key: str, every: str, values: Sequence[str]) -> str | None:
    said = choice.pick(label, [every, *sorted(set(values))], key)
    return None if said == every else said
