"""Warnings that stand, by what is wrong; explaining one that is right as it is, and what was explained."""

from collections.abc import Sequence

import streamlit as st

from cme_data import access, quality
from cme_data.checks import CHECKS
from cme_data.choices import Explained
from cme_data.store import settled
from pages.components import amiss, ask_quality, frame, lists, looked, seen, show, tables, words
from pages.components.amiss import Row
from pages.components.lists import Rows
from pages.components.scope import Scope
from pages.components.tables import Column
from schemas import REGISTERS

GONE = "Kept out, and on no later list"
_SAID, _ROUND = "warnings_explained", "explaining_round"


def warnings(view: Scope) -> None:
    """The warnings that stand, grouped by what is wrong, the most frequent first."""
    standing = amiss.unexplained(ask_quality.warnings(), view)
    show.section(
        "Warnings standing",
        f"{words.some(len(standing), 'warning')} in the rows in force. Each stays until the value changes in a later "
        "list, or somebody says why it is right."
        if standing
        else "No warning stands.",
    )
    groups = _grouped(standing)
    if groups:
        tables.show(
            "Warnings standing, by what is wrong",
            (
                Column("column", "Column", blank="The sheet"),
                Column("register", "Register"),
                Column("rows", "Warnings", True),
                Column("says", "What is wrong"),
            ),
            [
                {"column": amiss.label(some[0]), "register": REGISTERS[some[0]["register"]].title, "rows": len(some),
                 "says": _says(some[0])}
                for some in groups
            ],
        )  # fmt: skip
        lists.menu("warnings", (_list(some) for some in groups))
    gone = [row for row in amiss.unexplained(ask_quality.kept_out(), view) if row["gone_since"]]
    if said := st.session_state.pop(_SAID, None):
        st.success(said, icon=":material/check_circle:")
    _explain({_title(some): some for some in groups} | ({GONE: gone} if gone else {}))


def explained(view: Scope) -> None:
    """What was explained and would else stand: the reason, by whom and when."""
    known = ask_quality.explained()
    found = [
        (row, by)
        for row in amiss.of([*ask_quality.warnings(), *ask_quality.kept_out()], view)
        if (by := quality.explained_by(row, known))
    ]
    if not found:
        return
    show.section(
        "Explained", f"{words.some(len(found), 'warning')} would stand, but somebody said why it is right."
    )
    if not lists.allowed():
        return
    mine = [(row, by) for row, by in found if seen.whole([row])]
    seen.note(len(mine), len(found))
    if not mine:
        return
    looked.at("warnings that were explained", [row for row, _ in mine])
    tables.show(
        "Explained warnings",
        (
            Column("child", "Child"),
            Column("register", "Register"),
            Column("column", "Column", blank="–"),
            Column("value", "What stands there", blank="(blank)"),
            Column("why", "Why it is right"),
            Column("who", "Explained by"),
        ),
        [
            {"child": _child(row), "register": REGISTERS[row["register"]].title, "column": amiss.label(row),
             "value": row.get("value"), "why": by.means, "who": f"{by.who}, {words.day(by.at)}"}
            for row, by in mine[: amiss.MOST]
        ],
    )  # fmt: skip


def _grouped(standing: Sequence[Row]) -> list[list[Row]]:
    """The warnings of one rule and column together, the most frequent first."""
    groups: dict[tuple[str, str | None, str], list[Row]] = {}
    for row in standing:
        groups.setdefault((row["register"], row["column"], row["rule"]), []).append(row)
    return sorted(groups.values(), key=lambda some: -len(some))


def _title(some: Sequence[Row]) -> str:
    first = some[0]
    return f"{amiss.label(first) or 'The sheet'} · {REGISTERS[first['register']].title} · {_says(first)}"


def _says(row: Row) -> str:
    """The rule in words that hold no value; a rule of an earlier version of the software has only its name."""
    return CHECKS[row["rule"]].says if row["rule"] in CHECKS else row["rule"].replace("_", " ").capitalize()


def _list(some: Sequence[Row]) -> Rows:
    first = some[0]
    return amiss.behind(
        _title(some), some, "warnings", first["register"], first["column"] or "sheet", first["rule"]
    )


def _explain(groups: dict[str, list[Row]]) -> None:
    """Say why some warnings of one kind are right: they are not raised again for the same child and value."""
    person = frame.this().person
    ready = {title: {_named(row): row for row in some if quality.ways(row)} for title, some in groups.items()}
    ready = {title: rows for title, rows in ready.items() if rows}
    if not ready or not lists.allowed() or not access.may(person.role, access.UPLOAD):
        return
    turn = st.session_state.setdefault(_ROUND, 0)
    with st.expander("Explain warnings that are right as they are", icon=":material/edit_note:"):
        title = st.selectbox("Which kind", list(ready), key=f"explain-kind-{turn}")
        rows = ready[title]
        looked.at("warnings to explain", rows.values())
        chosen = st.multiselect(
            "For whom", list(rows), key=f"explain-rows-{turn}-{title}", placeholder="Choose one or more"
        )
        why = st.text_input(
            "Why it is right",
            key=f"explain-why-{turn}",
            max_chars=300,
            help="Kept with your name. The warning is not raised again for this child and this value.",
        )
        if not person.name:
            st.warning("Write your name in the side panel first: it is kept with the reason.")
        label = f"Keep the reason for {words.some(len(chosen), 'warning')}"
        if st.button(label, disabled=not (chosen and why.strip() and person.name), icon=":material/save:"):
            _keep([rows[name] for name in chosen], why)


def _keep(rows: Sequence[Row], why: str) -> None:
    here = frame.this()
    access.check(here.person, access.UPLOAD)
    by_source: dict[tuple[str, str], list[tuple[frozenset[Explained], str]]] = {}
    for row in rows:
        by_source.setdefault((row["register"], row["provider"]), []).append((quality.ways(row), why))
    for source, warned in by_source.items():
        settled.explain(here.store, source, warned, here.person.name, frame.clock())
    st.session_state[_SAID] = (
        f"{words.some(len(rows), 'warning')} explained: not raised again for the same value."
    )
    st.session_state[_ROUND] += 1
    st.rerun()


def _named(row: Row) -> str:
    value = f" · {row['value']}" if row.get("value") else ""
    return f"{_child(row)}{value} · row {row['sheet_row']} of {row['file_name']}"


def _child(row: Row) -> str:
    names = ", ".join(filter(None, (row["surname"], row["forename"])))
    return names or row["upn"] or row["record_number"] or words.NOT_RECORDED
