"""Rows kept out: by source and age, and each with its line, its child and the reason."""

from collections.abc import Sequence

import streamlit as st

from pages.components import amiss, ask_quality, contents, lists, looked, seen, show, tables, words
from pages.components.amiss import Row
from pages.components.scope import Scope
from pages.components.tables import Column

_AGES = ((0, 14, "Up to 14 days"), (15, 28, "15 to 28 days"), (29, None, "29 days or more"))


def note(view: Scope) -> None:
    """A line beside the figures where rows are kept out of them."""
    rows = amiss.unexplained(ask_quality.kept_out(), view)
    if rows:
        st.warning(
            f"**{words.some(len(rows), 'row')} of the lists {'is' if len(rows) == 1 else 'are'} kept out of the figures** "
            "until they are mended.",
            icon=":material/person_off:",
        )
        contents.link("pages/registers/data_quality.py", "The rows and what is wrong with them: Data quality")


def section(view: Scope) -> None:
    """The rows kept out by source and age, and each with its line, its child and the reason."""
    rows = amiss.unexplained(ask_quality.kept_out(), view)
    gone = sum(row["gone_since"] is not None for row in rows)
    show.section("Rows kept out", _told(rows, gone))
    if not rows:
        return
    by_source: dict[str, list[Row]] = {}
    for row in rows:
        by_source.setdefault(amiss.source(row), []).append(row)
    summary = [
        {"source": name, "rows": len(some), "oldest": max(row["days"] for row in some)}
        | {label: sum(_within(row["days"], low, high) for row in some) for low, high, label in _AGES}
        for name, some in by_source.items()
    ]
    tables.show(
        "Rows kept out by source and age",
        (
            Column("source", "From"),
            Column("rows", "Rows", True),
            *(Column(label, label, True) for _, _, label in _AGES),
            Column("oldest", "Days, the oldest", True),
        ),
        summary,
    )
    lists.menu("kept-out", (amiss.behind(f"Kept out: {name}", some) for name, some in by_source.items()))
    if lists.allowed():
        _every_row(rows)


def _within(days: int, low: int, high: int | None) -> bool:
    return low <= days and (high is None or days <= high)


def _told(rows: Sequence[Row], gone: int) -> str:
    if not rows:
        return "No row is kept out: every row of every list counts."
    oldest = max(row["days"] for row in rows)
    told = f"{words.some(len(rows), 'row')} kept out, the oldest for {words.some(oldest, 'day')}."
    if gone:
        told += f" {words.number(gone)} of them on no later list: nobody carries the child."
    return told


def _every_row(rows: Sequence[Row]) -> None:
    columns = (
        Column("child", "Child", blank="Not readable"),
        Column("why_kept_out", "Why"),
        Column("kept_out_since", "Kept out since"),
        Column("gone_since", "On no list since", blank="–"),
        Column("where", "File and row"),
        Column("source", "From"),
    )
    mine = seen.whole(rows)
    cells = [
        row
        | {
            "child": ", ".join(filter(None, (row["surname"], row["forename"]))) or None,
            "source": amiss.source(row),
            "where": f"{row['file_name']}, row {row['sheet_row']}",
        }
        for row in mine[: amiss.MOST]
    ]
    looked.at("rows kept out", mine)
    if cells:
        st.html(f'<div class="tall">{tables.html("Every row kept out", columns, cells)}</div>')
    seen.note(len(mine), mine.whole)
    if len(mine) > amiss.MOST:
        show.note(f"The {amiss.MOST} oldest of {words.number(len(mine))} rows; the list has all of them.")
