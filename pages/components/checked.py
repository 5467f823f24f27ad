"""What was made of a workbook: sheets, columns, problems, and what a commit would change."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from cme_data.findings import Finding
from cme_data.ingest import Checked, Examined, Outcome
from pages.components import download, show, tables, words
from pages.components.tables import Column
from schemas import REGISTERS

MOST = 300  # rows of a table in sight; the download has all
_LEVELS = {"error": "Error", "warning": "Warning"}
_KINDS = {"new": "New", "changed": "Changed", "closed": "Closed", "dropped": "No longer listed"}


def sheet(found: Checked, key: str) -> None:
    """One recognised sheet: its register, its columns and every problem in it."""
    register = REGISTERS[found.register]
    whose = words.listed(found.providers) or "a provider that the rows do not name"
    show.section(f"Sheet “{found.sheet}”: {register.title}", f"From {whose}. {_counts(found)}", level=3)
    if not found.providers:
        st.error(
            "Say whose list this is: choose the data provider by hand above.", icon=":material/person_search:"
        )
    problems, columns = st.tabs(
        [f"Problems ({len(found.problems)})", f"Columns ({len(found.columns)})"], key=f"tabs-{key}"
    )
    with problems:
        _problems(found.problems, key)
    with columns:
        _columns(found)


def not_used(found: Examined) -> None:
    """The sheets that are no register's."""
    if found.not_used:
        st.info(
            f"Not used, because no register has their headings: {words.plain(words.listed(found.not_used))}."
        )


def outcomes(found: Sequence[Outcome]) -> None:
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
    )
    for outcome in found:
        if outcome.notice:
            st.info(words.plain(outcome.notice), icon=":material/info:")
    for outcome in found:
        _warnings(outcome)
        _changes(outcome)


def _counts(found: Checked) -> str:
    levels = Counter(problem.level for problem in found.problems)
    return (
        f"Headings in row {found.header_row}; {words.some(found.rows, 'row')}, {words.number(found.passed)} of them pass; "
        f"{words.some(levels['error'], 'error')}, {words.some(levels['warning'], 'warning')}."
    )


def _problems(problems: Sequence[Finding], key: str) -> None:
    if not problems:
        st.success("No problem found.", icon=":material/check_circle:")
        return
    ordered = sorted(problems, key=lambda problem: (problem.level != "error", problem.row or 0))
    columns = (
        Column("level", "Level"),
        Column("where", "Cell"),
        Column("value", "What stands there", blank="(blank)"),
        Column("message", "What is wrong"),
        Column("fix", "How to mend it"),
    )
    rows = [
        {
            "level": _LEVELS[p.level],
            "where": p.cell or (f"Row {p.row}" if p.row else p.sheet),
            "value": p.value,
            "message": p.message,
            "fix": p.fix,
            "marked": p.level == "error",
        }
        for p in ordered
    ]
    st.html(f'<div class="tall">{tables.html("Problems", columns, rows[:MOST])}</div>')
    if len(rows) > MOST:
        show.note(f"The first {MOST} of {words.number(len(rows))} problems; the download has all of them.")

    def made() -> bytes:
        cells = [[p.level, p.sheet, p.cell, p.column, p.value, p.message, p.fix] for p in ordered]
        return download.sensitive_csv(
            ["Level", "Sheet", "Cell", "Column", "Value", "Problem", "How to mend it"], cells
        )

    st.download_button(
        "Download all problems (CSV)",
        made,
        file_name="problems_OFFICIAL-SENSITIVE.csv",
        mime="text/csv",
        icon=":material/download:",
        key=f"problems-{key}",
        on_click="ignore",
    )


def _columns(found: Checked) -> None:
    register = REGISTERS[found.register]
    tables.show(
        "Which column became what",
        (Column("found", "Heading found"), Column("label", "Read as")),
        [{"found": header, "label": register.column(name).label} for name, header in found.columns.items()],
        dense=True,
    )
    missing = [column.label for column in register.columns if column.name not in found.columns]
    if found.unmatched:
        st.markdown("**Not used:** " + words.plain(", ".join(found.unmatched)))
    if missing:
        st.markdown("**Not in this sheet:** " + words.plain(", ".join(missing)))


def _warnings(outcome: Outcome) -> None:
    if not outcome.warnings:
        return
    title = f"What this takes back of earlier lists: {REGISTERS[outcome.register].title}, {outcome.provider}"
    columns = (Column("message", "What it takes back"), Column("fix", "What to do"))
    rows = [{"message": warning.message, "fix": warning.fix} for warning in outcome.warnings]
    with st.expander(f"{title} ({words.number(len(rows))})", icon=":material/warning:"):
        st.html(f'<div class="tall">{tables.html(title, columns, rows[:MOST])}</div>')


def _changes(outcome: Outcome) -> None:
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
        st.html(f'<div class="tall">{tables.html(title, columns, rows[:MOST])}</div>')
        if len(rows) > MOST:
            show.note(f"The first {MOST} of {words.number(len(rows))} changes.")
