"""What became of one action: completed, carried over with a reason, cancelled or escalated."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import streamlit as st

from cme_data import panel
from pages.components import escalating, frame, recording, show, words
from pages.components.chasing import day_of

Row = dict[str, Any]
_FORTNIGHT = timedelta(days=14)


def draw(rows: Sequence[Row]) -> None:
    """One open action of the sheet, and the ways it goes on."""
    rows = [row for row in rows if row["status"] == "Open"]
    if not rows:
        return
    show.section("What became of an action")
    called = {row["action_id"]: _called(row) for row in rows}
    number = st.selectbox(
        "Action", list(called), None, format_func=lambda one: called.get(one, one), key="action_chosen",
        placeholder="Choose an open action",
    )  # fmt: skip
    row = next((row for row in rows if row["action_id"] == number), None)
    if row is None or not recording.may():
        return
    st.markdown(
        f"Due **{words.day(row['due_on'])}** · carried over {words.some(row['carried_over'], 'time')} · "
        f"{words.plain(row['outcome'] or 'nothing said of it yet')}"
    )
    done, later, up, off = st.tabs(["Completed", "Carry over", "Escalate", "Cancel"])
    shown = recording.shown(row["action_id"], row["content"])
    with done:
        _complete(row, shown)
    with later:
        _extend(row, shown)
    with up:
        escalating.draw(row)
    with off:
        _cancel(row, shown)


def _called(row: Row) -> str:
    """An action with its child: many are alike but for whom they are about."""
    return f"{row['action_id']} · {row['surname']}, {row['forename']}: {row['action']} ({row['service']})"


def _complete(row: Row, shown: int) -> None:
    number, today = row["action_id"], frame.this().now.date()
    draft = f"{number}-completed"
    on = day_of(
        st.date_input(
            "Completed on", today, row["agreed_on"], max(today, row["agreed_on"]), key=recording.draft(draft, "on"),
            format="DD/MM/YYYY", width=180, persist_state="session",
        )
    )  # fmt: skip
    outcome = st.text_area("What came of it", key=recording.draft(draft, "outcome"), persist_state="session")
    if st.button("Keep as completed", type="primary", icon=":material/task_alt:") and on:
        recording.keep(
            "Action completed",
            lambda by: panel.complete(frame.this().store, number, on, by, outcome=outcome, shown=shown),
            draft,
        )


def _extend(row: Row, shown: int) -> None:
    number, today = row["action_id"], frame.this().now.date()
    draft = f"{number}-later"
    due_on = day_of(
        st.date_input(
            "New due date", max(today, row["due_on"]) + _FORTNIGHT, key=recording.draft(draft, "due"),
            format="DD/MM/YYYY", width=180, persist_state="session",
        )
    )  # fmt: skip
    why = st.text_input(
        "Why it is carried over",
        key=recording.draft(draft, "why"),
        autocomplete="off",
        persist_state="session",
    )
    if st.button("Carry it over", icon=":material/event_repeat:") and due_on:
        recording.keep(
            "Action carried over",
            lambda by: panel.extend(frame.this().store, number, due_on, why or "", by, shown=shown),
            draft,
        )


def _cancel(row: Row, shown: int) -> None:
    number, today = row["action_id"], frame.this().now.date()
    draft = f"{number}-cancelled"
    why = st.text_input(
        "Why it is needed no longer",
        key=recording.draft(draft, "why"),
        autocomplete="off",
        persist_state="session",
    )
    if st.button("Cancel the action", icon=":material/cancel:"):
        recording.keep(
            "Action cancelled",
            lambda by: panel.cancel(frame.this().store, number, today, why or "", by, shown=shown),
            draft,
        )
