"""An unmet action goes to the Associate Director, with the day and the reason, and comes back from there."""

from typing import Any

import streamlit as st

from cme_data import panel
from pages.components import frame, recording, words
from pages.components.chasing import day_of

Row = dict[str, Any]


def draw(row: Row) -> None:
    """The way up for one open action of the sheet; where it was escalated, since when, and the way back."""
    number, shown = row["action_id"], recording.shown(row["action_id"], row["content"])
    if row["escalated_on"]:
        _take_back(row, number, shown)
    else:
        _escalate(row, number, shown)


def one_of(rows: list[Row]) -> None:
    """The same for whichever of a child's open actions is chosen."""
    if not rows:
        st.markdown("No action of this child is open.")
        return
    called = {row["action_id"]: f"{row['action_id']}: {row['action']} ({row['service']})" for row in rows}
    number = st.selectbox(
        "Which action", list(called), None if len(rows) > 1 else 0, format_func=lambda one: called.get(one, one),
        key=f"escalated-{rows[0]['child']}", placeholder="Choose an open action",
    )  # fmt: skip
    row = next((row for row in rows if row["action_id"] == number), None)
    if row:
        draw(row)


def _escalate(row: Row, number: str, shown: int) -> None:
    draft, today = f"{number}-escalated", frame.this().now.date()
    on = day_of(
        st.date_input(
            "Escalated on", today, row["agreed_on"], max(today, row["agreed_on"]), key=recording.draft(draft, "on"),
            format="DD/MM/YYYY", width=180, persist_state="session",
        )
    )  # fmt: skip
    why = _why("Why it is escalated", recording.draft(draft, "why"))
    if st.button("Escalate to the Associate Director", icon=":material/trending_up:") and on:
        recording.keep(
            "Action escalated",
            lambda by: panel.escalate(frame.this().store, number, on, why, by, shown=shown),
            draft,
        )


def _take_back(row: Row, number: str, shown: int) -> None:
    st.markdown(f"With the Associate Director since **{words.day(row['escalated_on'])}**.")
    draft = f"{number}-back"
    why = _why("Why it comes back", recording.draft(draft, "why"))
    if st.button("Take the escalation back", icon=":material/undo:"):
        recording.keep(
            "Escalation taken back",
            lambda by: panel.take_back(frame.this().store, number, why, by, shown=shown),
            draft,
        )


def _why(label: str, key: str) -> str:
    return st.text_input(label, key=key, max_chars=500, autocomplete="off", persist_state="session") or ""
