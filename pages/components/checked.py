"""What a commit would change, and which sheets of a workbook have no part in it."""

from collections.abc import Sequence

import streamlit as st

from cme_data.ingest import Examined, Outcome
from pages.components import show, tables, words
from pages.components.tables import Column
from schemas import REGISTERS

MOST = 300  # rows of a table in sight; the download has all
_KINDS = {"new": "New", "changed": "Changed", "closed": "Closed", "dropped": "No longer listed"}


def not_used(found: Examined) -> None:
    """The sheets that are no register's."""
    if found.not_used:
        st.info(
            f"Not used, because no register has their headings: {words.plain(words.listed(found.not_used))}."
        )


def outcomes(found: Sequence[Outcome], file: str) -> None:
    """What a commit would change: counts, then every changed row and cell with old and new."""
    tables.show(
        "What would change",
        (
            Column("list", "List"),
            Column("new", "New", True),
            Column("changed", "Changed", True),
            Column("closed", "Closed", True),
            Column("dropped", "No longer listed", True),
            Column("unchanged", "Unchanged", True),
        ),
        [
            {"list": f"{REGISTERS[o.register].title}, {o.provider}"}
            | {name: getattr(o, name) for name in ("new", "changed", "closed", "dropped", "unchanged")}
            for o in found
        ],
        of=file,
    )
    for outcome in found:
        if outcome.notice:
            st.info(words.plain(outcome.notice), icon=":material/info:")
    for outcome in found:
        _warnings(outcome, file)
        _changes(outcome, file)


def _warnings(outcome: Outcome, file: str) -> None:
    if not outcome.warnings:
        return
    title = f"What this takes back of earlier lists: {REGISTERS[outcome.register].title}, {outcome.provider}"
    columns = (Column("message", "What it takes back"), Column("fix", "What to do"))
    rows = [{"message": warning.message, "fix": warning.fix} for warning in outcome.warnings]
    with st.expander(f"{title} ({words.number(len(rows))})", icon=":material/warning:"):
        st.html(f'<div class="tall">{tables.html(title, columns, rows[:MOST], of=file)}</div>')


def _changes(outcome: Outcome, file: str) -> None:
    if not outcome.changes:
        return
    rows = [
        {
            "kind": _KINDS.get(c.kind, c.kind),
            "name": c.name,
            "row": c.row,
            "column": c.column,
            "old": c.old,
            "new": c.new,
        }
        for c in outcome.changes
    ]
    columns = (
        Column("kind", "Change"),
        Column("name", "Row of"),
        Column("row", "Sheet row", True, "–"),
        Column("column", "Column", blank="–"),
        Column("old", "Was", blank="–"),
        Column("new", "Becomes", blank="–"),
    )
    title = f"Every change: {REGISTERS[outcome.register].title}, {outcome.provider}"
    with st.expander(f"{title} ({words.number(len(rows))})"):
        st.html(f'<div class="tall">{tables.html(title, columns, rows[:MOST], of=file)}</div>')
        if len(rows) > MOST:
            show.note(f"The first {MOST} of {words.number(len(rows))} changes.")
