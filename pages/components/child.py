"""What the page about one child shows."""

from collections.abc import Mapping
from html import escape
from itertools import groupby
from typing import Any

import streamlit as st

from cme_data.annual_reviews import ANNUAL_REVIEW
from cme_data.measures import MEASURES
from cme_data.story import Fact, Source, Story
from pages.components import ask, ask_panel, ask_quality, frame, scope, show, tables, words
from pages.components import timeline as chart
from pages.components.child_search import ADDRESS
from pages.components.tables import Column
from schemas import REGISTERS

_SOURCE = (
    Column("said_in", "Said in"),
    Column("who", "Uploaded by"),
    Column("uploaded_on", "Uploaded on"),
)
_TIMES = {0: "never", 1: "once", 2: "twice"}


def head(told: Story) -> None:
    """Who the child is, and who else it may be."""
    # The first register's words where several name the child.
    named = {fact.label: fact.value for fact in reversed(told.facts)}
    if named:
        numbers = [f"born {words.day(named['Date of birth'])}"]
        numbers += [f"{label} {named[label]}" for label in ("UPN", "Record number") if named[label]]
        show.section(f"{named['Surname']}, {named['Forename']}", " · ".join(numbers))
    else:
        show.section(
            "On no register of children by this day", "Choose a later day to see what came after it."
        )
    st.html('<p class="note">OFFICIAL-SENSITIVE. Printing leaves the menu and the search out.</p>')
    others = ask.namesakes(told.child)
    if others:
        st.warning(
            f"**{words.children(len(others))} more with this name and birth date** on the registers: it may be the same "
            "child. A UPN or record number on both lists joins them.",
            icon=":material/group:",
        )
        for place, other in enumerate(others, start=1):
            st.button(f"Open the other child {place}", key=f"other-{other}", on_click=_open, args=(other,))
    for says in ask_quality.said_against(told.child):
        st.info(words.plain(says), icon=":material/compare_arrows:")


def timeline(told: Story) -> None:
    """Everything in its time: a chart, and the same as a table."""
    on = scope.this().as_at
    spells = [
        spell
        for spell in told.spells
        if spell.opened_on <= on and (spell.closed_on is None or spell.closed_on > on)
    ]
    registers = words.listed(dict.fromkeys(REGISTERS[spell.register].title for spell in spells))
    count = len(told.spells)
    finding = f"On a register {_TIMES.get(count, f'{words.number(count)} times')}; " + (
        f"open on {registers}." if spells else "on none on this day."
    )
    show.section("Timeline", finding)
    today = frame.this().now.date()
    if told.spells:
        chart.draw(told, today, alt=f"Timeline of one child. {finding}")
    rows = [
        {
            "from": spell.opened_on,
            "to": spell.closed_on or "Open",
            "what": REGISTERS[spell.register].title,
            "detail": f"{spell.provider}{f'; {spell.outcome}' if spell.outcome else ''}",
        }
        for spell in told.spells
    ]
    rows += [{"from": event.on, "what": event.kind, "detail": event.text} for event in told.events]
    columns = (
        Column("from", "From"),
        Column("to", "To", blank=""),
        Column("what", "What"),
        Column("detail", "Detail"),
    )
    table = tables.html("Timeline, as a table", columns, sorted(rows, key=lambda row: row["from"]))
    st.html(f'<div class="tall">{table}</div>')


def facts(told: Story) -> None:
    """What each register says of the child on the day, and in which cell."""
    if not told.facts:
        return
    show.section(
        "What the registers say",
        f"As at {words.day(scope.this().as_at)}, each with the cell that first said so.",
    )
    if told.withheld:
        titles = words.listed(REGISTERS[name].title for name in told.withheld)
        show.note(
            f"Of other services' registers ({titles}) you see that the child is on them and since when, the school, the "
            "provision and the hours: ask that service, or business support, for the rest."
        )
    columns = (Column("label", "Fact"), Column("value", "Value"), *_SOURCE)
    places = ask_panel.columns_of({fact.source.upload for fact in told.facts})
    rows: list[dict[str, Any]] = []
    for register, said in groupby(told.facts, key=lambda fact: fact.register):
        rows.append({"heading": REGISTERS[register].title})
        rows += [
            {"label": fact.label, "value": fact.value, **_said(fact.source, fact.column, places)}
            for fact in said
            if fact.value is not None or fact.label == "Hours per week"
        ]
    tables.show("What the registers say", columns, rows)
    _blank([fact for fact in told.facts if fact.value is None])


def duties(told: Story) -> None:
    """The duties and the gaps of this child, as the measures have them."""
    asked = scope.this().question()
    for name, nothing in (
        ("clocks", "No duty has a day on it."),
        ("gaps", "The child is on no list of gaps."),
    ):
        meant = MEASURES[name]
        title = words.called(meant)
        rows = [row for row in ask.rows(name, asked) if row["child"] == told.child]
        late = sum(row.get("status") == "late" for row in rows)
        said = (
            f"{words.some(len(rows), 'duty', 'duties')}, {words.number(late)} late."
            if name == "clocks"
            else ""
        )
        show.section(title, said if rows else nothing)
        if rows:
            columns = [
                Column(key, label, numeric=key.startswith("days"), blank="–")
                for key, label in meant.each.items()
                if key != "child"
            ]
            kinds = meant.splits
            tables.show(
                title,
                columns,
                [
                    {key: kinds[key].title(value) if key in kinds else value for key, value in row.items()}
                    for row in rows
                ],
            )


def reviews(told: Story) -> None:
    """The annual review of the EHC plan of a child educated at home."""
    rows = [row for row in ask_panel.reviews(scope.this().question()) if row["child"] == told.child]
    for row in rows:
        late = f", {words.some(row['days_late'], 'day')} late" if row["status"] == "late" else ""
        due = (
            f"Due on {words.day(row['due_on'])}{late}"
            if row["due_on"]
            else "The day it is due is not recorded"
        )
        show.section(ANNUAL_REVIEW.label, f"{due}; owed by the {row['owed_by']}.")


def history(told: Story) -> None:
    """Every fact that changed, newest first, and where."""
    many = f"{words.some(len(told.changes), 'change')}, the newest first."
    show.section("What changed", many if told.changes else "No later list has told anything otherwise.")
    columns = (
        Column("on", "From"),
        Column("label", "Fact"),
        Column("old", "Was"),
        Column("new", "Became"),
        Column("register", "Register"),
        *_SOURCE,
    )
    places = ask_panel.columns_of({each.source.upload for each in told.changes})
    rows = [
        {
            "on": each.on,
            "label": each.label,
            "old": each.old,
            "new": each.new,
            "register": REGISTERS[each.register].title,
            **_said(each.source, each.column, places),
        }
        for each in told.changes
    ]
    if rows:
        tables.show("What changed", columns, rows)


def _open(child: str) -> None:
    st.query_params[ADDRESS] = child


def _said(source: Source, column: str, places: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    return {
        "said_in": source.cell(places[source.upload].get(column)),
        "who": source.who,
        "uploaded_on": source.committed_at.date(),
    }


def _blank(facts: list[Fact]) -> None:
    """Which facts are not recorded, in a line: a blank tells something too."""
    names = dict.fromkeys(fact.label for fact in facts)
    if names:
        st.html(f'<p class="note">Not recorded: {escape(words.listed(names))}.</p>')
