"""What the panel decides about a child, and no more: an action, its escalation, a removal or not, a referral on."""

from datetime import date, timedelta
from typing import Any

import streamlit as st

from cme_data import panel
from pages.components import ask, ask_panel, escalating, frame, recording, show, words
from schemas import codes

Row = dict[str, Any]
_FORTNIGHT = timedelta(days=14)


def draw(row: Row, held_on: date) -> None:
    """The things that can be decided; what is typed stays until it is kept."""
    show.section("Decide")
    if not open_(held_on):
        return
    action, removal, referral, escalation = st.tabs(["Action", "Removal", "Refer on", "Escalate"])
    with action:
        _action(row, held_on)
    with removal:
        _removal(row, held_on)
    with referral:
        _referral(row, held_on)
    with escalation:
        escalating.one_of(ask_panel.open_actions(row["child"]))


def open_(held_on: date) -> bool:
    """Whether decisions of a meeting can be recorded now; else why not stands here."""
    if held_on > frame.this().now.date():
        st.info(
            f"What the meeting decides can be recorded from its day on, {words.day(held_on)}.",
            icon=":material/event_upcoming:",
        )
        return False
    return recording.may()


def _action(row: Row, held_on: date) -> None:
    child = row["child"]
    draft = f"{child}-action"
    text, service, owner, due = (recording.draft(draft, name) for name in ("text", "service", "owner", "due"))
    st.text_area("What is to be done", key=text, max_chars=2_000, persist_state="session")
    with st.container(horizontal=True):
        st.selectbox(
            "Service that owes it", panel.SERVICES, None, key=service, width=320, persist_state="session"
        )
        st.text_input(
            "Owner", key=owner, max_chars=120, width=240, autocomplete="off", persist_state="session"
        )
        due_on = _day("Due", _next(held_on), due)
    said = st.session_state
    if st.button("Keep this action", type="primary", icon=":material/add_task:", key=f"keep-action-{child}"):
        if not (said[text] or "").strip() or not said[service] or due_on is None:
            st.warning("Say what is to be done, which service owes it and by when.", icon=":material/edit:")
            return
        recording.keep(
            "Action agreed",
            lambda by: panel.agree_action(
                frame.this().store, child, held_on, said[text], said[service], due_on, by, owner=said[owner], unlisted=_unlisted(held_on),
            ),
            draft,
        )  # fmt: skip


def _removal(row: Row, held_on: date) -> None:
    child, proposed = row["child"], row["removed_on"]
    draft, shown = f"{child}-removal", recording.shown(child, row["content"])
    outcome, day, why = (recording.draft(draft, name) for name in ("outcome", "day", "why"))
    values = codes.CME_OUTCOME.values
    with st.container(horizontal=True):
        st.selectbox(
            "Outcome", values, values.index(row["outcome"]) if row["outcome"] in values else None,
            key=outcome, width=320, persist_state="session",
        )  # fmt: skip
        removed_on = _day("Leaves the register on", proposed or held_on, day)
    st.text_input("If not approved, why", key=why, max_chars=500, autocomplete="off", persist_state="session")
    said, store = st.session_state, frame.this().store
    with st.container(horizontal=True):
        approves = st.button("Approve the removal", icon=":material/check:", key=f"approve-{child}")
        refuses = st.button("Do not approve", icon=":material/close:", key=f"refuse-{child}")
    if approves and (not said[outcome] or removed_on is None):
        st.warning("Say what the child leaves the register for, and when.", icon=":material/edit:")
    elif approves:
        recording.keep(
            "Removal approved",
            lambda by: panel.approve_removal(
                store, child, held_on, said[outcome], by, removed_on=removed_on, shown=shown, unlisted=_unlisted(held_on),
            ),
            draft,
        )  # fmt: skip
    elif refuses:
        recording.keep(
            "Removal not approved",
            lambda by: panel.refuse_removal(
                store, child, held_on, said[why] or "", by, shown=shown, unlisted=_unlisted(held_on)
            ),
            draft,
        )


def _referral(row: Row, held_on: date) -> None:
    child = row["child"]
    draft = f"{child}-referral"
    body, owner, due = (recording.draft(draft, name) for name in ("body", "owner", "due"))
    with st.container(horizontal=True):
        st.selectbox("Refer to", list(panel.BODIES), None, key=body, width=280, persist_state="session")
        st.text_input(
            "Who refers", key=owner, max_chars=120, width=240, autocomplete="off", persist_state="session"
        )
        due_on = _day("By", _next(held_on), due)
    said = st.session_state
    if st.button("Keep this referral", icon=":material/forward:", key=f"refer-{child}"):
        if not said[body] or due_on is None:
            st.warning("Say to whom the child is referred, and by when.", icon=":material/edit:")
            return
        recording.keep(
            "Referral agreed",
            lambda by: panel.refer_on(
                frame.this().store, child, held_on, said[body], due_on, by, owner=said[owner], unlisted=_unlisted(held_on),
            ),
            draft,
        )  # fmt: skip


def _unlisted(held_on: date) -> bool:
    """Whether the meeting is on no list: such a day can only come of the person's saying so."""
    return held_on not in ask.panel_days()


def _day(label: str, usual: date, key: str) -> date | None:
    chosen = st.date_input(
        label, usual, date(1990, 1, 1), date(2100, 1, 1), key=key, format="DD/MM/YYYY", width=180,
        persist_state="session",
    )  # fmt: skip
    return chosen if isinstance(chosen, date) else None


def _next(held_on: date) -> date:
    return min((day for day in ask.panel_days() if day > held_on), default=held_on + _FORTNIGHT)
