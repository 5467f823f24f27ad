"""The annual reviews of EHC plans of children educated at home: late, due, and where no day is recorded."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import streamlit as st

from cme_data.annual_reviews import ANNUAL_REVIEW, STATUSES
from cme_data.measures.question import narrowed
from pages.components import (
    amiss,
    ask,
    ask_panel,
    child_search,
    frame,
    lists,
    looked,
    seen,
    show,
    tables,
    tiles,
    words,
)
from pages.components.lists import Rows
from pages.components.scope import Scope
from pages.components.tables import Column
from pages.components.tiles import Tile

Row = dict[str, Any]

TITLE = "Annual reviews of EHC plans, children educated at home"
_TONES = {"late": "not-located", "due": "plain", "unknown": "quiet"}
_UNDER = {
    "late": "the day has passed, no newer one is on the list",
    "due": "on the day or after it",
    "unknown": "an EHC plan, but no day of its review",
}


def draw(view: Scope) -> None:
    """How many are late and due, each with its list, and the reviews themselves, the oldest first."""
    if not ask.uploaded("ehe"):
        show.section(TITLE, "No upload of the register of elective home education yet.")
        return
    rows = ask_panel.reviews(view.question())
    counted = Counter(row["status"] for row in rows)
    first = f" The longest late was due on {words.day(rows[0]['due_on'])}." if counted["late"] else ""
    show.section(TITLE, f"{words.some(counted['late'], 'review')} late of {words.number(len(rows))}.{first}")
    tiles.row(
        "annual-reviews",
        [
            Tile(
                label, counted[status], _UNDER[status], _behind(view, status, [r for r in rows if r["status"] == status]),
                _TONES[status],
            )
            for status, label in STATUSES.items()
        ],
    )  # fmt: skip
    show.note(ANNUAL_REVIEW.says(frame.this().settings))
    if rows and lists.allowed():
        columns = (
            Column("name", "Child"),
            Column("due_on", "Due"),
            Column("stands", "How it stands"),
            Column("days_late", "Days late", True, blank="–"),
            Column("owed_by", "Owed by"),
        )
        named = ask.named(rows)
        looked.at(f"annual reviews {narrowed(view.question())}", named)
        if named:
            table = tables.html(TITLE, columns, [_told(row) for row in named[: amiss.MOST]])
            st.html(f'<div class="tall">{table}</div>')
        seen.note(len(named), named.whole)
        if len(named) > amiss.MOST:
            show.note(f"The {amiss.MOST} first of {words.number(len(named))}; the lists have all of them.")
        child_search.offer(named, "review_child")


def _told(row: Row) -> Row:
    name = ", ".join(filter(None, (row.get("surname"), row.get("forename"))))
    return row | {"name": name or words.NOT_RECORDED, "stands": STATUSES[row["status"]]}


def _behind(view: Scope, status: str, rows: Sequence[Row]) -> Rows:
    title = f"Annual reviews: {STATUSES[status].lower()}"
    return Rows(
        lists.name_of("annual-reviews", status), title, lambda: _listed(rows), len(rows), as_at=view.as_at
    )


def _listed(rows: Sequence[Row]) -> list[Row]:
    return [row | {"status": STATUSES[row["status"]]} for row in ask.named(rows)]
