"""Mending in place what a phone call can settle, and saying why a warning is right as it is."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, cast

import streamlit as st

from cme_data.choices import Choices, Explained, child_keys, explanations
from cme_data.findings import Finding
from cme_data.ingest import Checked
from cme_data.store.settled import explain
from pages.components import frame, problems, show, signing, tables, visit, words
from pages.components.tables import Column

MOST = 100  # cells of a grid
NEW, WHY = "What should stand there", "Why it is right as it is"
_MENDED = (
    Column("cell", "Cell"),
    Column("old", "The file says", blank="(blank)"),
    Column("new", "Counts as", blank="(blank)"),
)


def mendable(found: Checked) -> list[Finding]:
    """One problem for each faulty cell of a child's row, errors first."""
    first: dict[str, Finding] = {}
    for problem in problems.ordered(found.problems):
        if problem.cell and problem.column and _is_a_row(found, problem):
            first.setdefault(problem.cell, problem)
    return list(first.values())


def explainable(found: Checked) -> list[Finding]:
    """The warnings about a child of whom it can be said why they are right."""
    if found.valid is None:
        return []
    rows = _rows(found)
    return [
        p for p in found.problems
        if p.level == "warning" and p.column and p.row in rows
        and found.provider_of[rows[p.row]] and child_keys(found.valid.typed.row(rows[p.row]))
    ]  # fmt: skip


def draw(found: Checked, file: str, key: str) -> None:
    """The grid of faulty cells; what is mended counts when the file is committed, and the file stays as sent."""
    faulty = mendable(found)
    if not faulty:
        return
    child = problems.children(found)
    st.markdown(
        "**Mend cells here** when a phone call has settled them. The sender's file is kept as it is; "
        "each change is recorded with your name, the old and the new."
    )
    grid = [
        {
            "Level": problems.LEVELS[p.level],
            "Child": child(p.row),
            "Column": problems.label(p, found),
            "Cell": p.cell,
            "What stands there": p.value or "",
            NEW: p.value or "",
        }
        for p in faulty[:MOST]
    ]
    with st.form(f"mend-{key}", border=False):
        answers = _grid(grid, NEW, f"mend-{key}", "Cells that can be mended")
        _first(len(faulty), "cell")
        pressed = st.form_submit_button("Apply", icon=":material/edit:")
    if pressed:
        mends = {
            cast(str, p.cell): new.strip()
            for p, new in zip(faulty[:MOST], answers, strict=True)
            if new.strip() != (p.value or "")
        }
        visit.settle(file, found.sheet, Choices(mends=mends))
        st.rerun()


def mended(found: Checked, file: str, key: str) -> None:
    """The cells that were mended in this visit, each of which can be taken back."""
    chosen = visit.choices(file).get(found.sheet, Choices())
    if not chosen.mends:
        return
    rows = [
        {"cell": cell, "old": found.sent.get(cell), "new": new or None} for cell, new in chosen.mends.items()
    ]
    tables.show("Mended here", _MENDED, rows, dense=True)
    back = st.menu_button(
        "Take a mend back", list(chosen.mends), key=f"unmend-{key}", icon=":material/undo:", type="tertiary"
    )
    if back:
        kept = {cell: new for cell, new in chosen.mends.items() if cell != back}
        visit.replace(file, found.sheet, Choices(chosen.columns, chosen.values, kept))
        st.rerun()


def explaining(found: Checked, key: str) -> None:
    """The grid of warnings; one that is explained is not raised again for the same child and value."""
    warnings = explainable(found)
    if not warnings:
        return
    child = problems.children(found)
    st.markdown(
        "**Explain warnings** that are right as they are. They are kept with your name and "
        "not raised again for the same child and value."
    )
    grid = [
        {
            "Warning": problems.title(p, found),
            "Child": child(p.row),
            "Cell": p.cell or f"Row {p.row}",
            "What stands there": p.value or "",
            WHY: "",
        }
        for p in warnings[:MOST]
    ]
    with st.form(f"explain-{key}", border=False):
        answers = _grid(grid, WHY, f"explain-{key}", "Warnings that can be explained")
        _first(len(warnings), "warning")
        ready = signing.named()
        pressed = st.form_submit_button("Keep explanations", icon=":material/comment:", disabled=not ready)
    if pressed:
        _explain(found, [(p, why) for p, why in zip(warnings[:MOST], answers, strict=True) if why.strip()])


def _explain(found: Checked, said: Sequence[tuple[Finding, str]]) -> None:
    assert found.valid is not None
    rows, by_source = _rows(found), defaultdict[tuple[str, str], list[tuple[frozenset[Explained], str]]](list)
    for warning, why in said:
        i = rows[cast(int, warning.row)]
        source = found.register, found.provider_of[i] or ""
        by_source[source].append((explanations(found.valid.typed.row(i), warning), why))
    who = signing.signature()
    for source, ways in by_source.items():
        explain(frame.this().store, source, ways, who, frame.clock())
    st.rerun()


def _grid(rows: Sequence[Mapping[str, Any]], editable: str, key: str, alt: str) -> list[str]:
    """An editable grid of these very rows; gives what its last column holds now."""
    import pyarrow

    names = list(rows[0])
    digest = hashlib.sha256(repr([tuple(row.values()) for row in rows]).encode()).hexdigest()[:12]
    edited = st.data_editor(
        pyarrow.table({name: [row[name] for row in rows] for name in names}),
        hide_index=True,
        disabled=[name for name in names if name != editable],
        key=f"{key}-{digest}",  # edits are kept by row number: other rows begin anew
        height=min(420, 38 + 35 * len(rows)),
        column_config={editable: st.column_config.TextColumn(width="large", max_chars=300)},
        placeholder="",
        alt=alt,
    )
    return [text or "" for text in edited.column(editable).to_pylist()]


def _first(number: int, what: str) -> None:
    if number > MOST:
        show.note(
            f"The first {MOST} of {words.some(number, what)}; the others follow when these are settled."
        )


def _rows(found: Checked) -> dict[int, int]:
    return {number: i for i, number in enumerate(found.valid.typed.row_numbers)} if found.valid else {}


def _is_a_row(found: Checked, problem: Finding) -> bool:
    return found.match is not None and (problem.row or 0) >= found.match.first_row
