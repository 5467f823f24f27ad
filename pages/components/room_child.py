"""One child on the wall: a strip of what the panel looks at first, and the four headings of Signs of Safety."""

from html import escape
from typing import Any

import streamlit as st

from pages.components import ask_panel, room, tables, words
from pages.components.tables import Column
from schemas import REGISTERS
from schemas.signs_of_safety import SIGNS_OF_SAFETY

Row = dict[str, Any]


def draw(row: Row) -> None:
    """The child, large enough to read from the other end of the room."""
    group = row["referral_group"] or "Panel group not recorded"
    school = f"{row['year_group'] or 'Year not recorded'}, {row['school'] or 'school not recorded'}"
    st.html(
        f'<div class="wall"><p>{escape(group)}</p><h2>{escape(room.initials(row))}</h2>'
        f"<p>{escape(school)} · led by {escape(row['lead_service'])}</p>"
        f"<details><summary>Show the name</summary><p>{escape(row['forename'])} {escape(row['surname'])}</p></details>"
        f"{_strip(row)}{_proposed(row)}</div>"
    )
    _actions(row["child"])
    boxes = "".join(
        f"<section><h3>{escape(column.label)}</h3><p>{escape(row[column.name] or words.NOT_RECORDED)}</p></section>"
        for column in SIGNS_OF_SAFETY
    )
    st.html(f'<div class="wall safety">{boxes}</div>')


def _strip(row: Row) -> str:
    hours = words.number(row["hours_per_week"])
    cells = (
        ("Category", row["category"] or words.NOT_RECORDED, row["reason"] or ""),
        ("Hours a week", hours, "gradual return agreed" if row["transition_agreed"] == "Yes" else ""),
        ("Provision", row["provision"] or words.NOT_RECORDED, ""),
        ("Days open", words.number(row["days_open"]), f"since {words.day(row['opened_on'])}"),
        ("Duties late", words.number(len(row["late"])), ", ".join(dict.fromkeys(row["late"]))),
        ("Open actions", words.number(row["open_actions"]), f"{words.number(row['overdue'])} overdue"),
    )
    told = "".join(
        f"<div><dt>{escape(label)}</dt><dd><strong>{escape(value)}</strong><em>{escape(note)}</em></dd></div>"
        for label, value, note in cells
    )
    return f'<dl class="strip">{told}</dl>'


def _proposed(row: Row) -> str:
    told = []
    if row["safeguarding_concern"] == "Yes":
        told.append("There is a safeguarding concern.")
    if row["removed_on"] and not row["removal_approved_on"]:
        outcome = row["outcome"] or "no outcome given"
        told.append(f"Removal proposed for {words.day(row['removed_on'])}: {outcome}.")
    if row["dropped_on"]:
        told.append(f"Missing from the list of {words.day(row['dropped_on'])}: ask why.")
    return "".join(f'<p class="state asks">{escape(each)}</p>' for each in told)


def _actions(child: str) -> None:
    rows = ask_panel.open_actions(child)
    if not rows:
        return
    with st.container(key="room-actions"):
        tables.show(
            "Open actions of this child",
            (
                Column("action_id", REGISTERS["actions"].column("action_id").label, whole=True),
                Column("action", "Action", prose=True),
                Column("service", "Service"),
                Column("owner", "Owner"),
                Column("due_on", "Due"),
                Column("days_overdue", "Days overdue", True),
                Column("carried_over", "Carried over", True),
                Column("escalated_on", "Escalated on", blank="Not escalated"),
            ),
            [row | {"marked": bool(row["days_overdue"])} for row in rows],
        )
