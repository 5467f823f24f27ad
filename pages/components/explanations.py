"""What a service wrote beside warnings on the list of problems, and keeping why a warning is right as it is."""

from collections import defaultdict
from collections.abc import Iterable

import streamlit as st

from cme_data.annotate import Explanation, explanations_in
from cme_data.choices import Explained, Source
from cme_data.ingest import Examined
from cme_data.store.settled import explain
from pages.components import frame, problems, show, signing, tables, words
from pages.components.tables import Column

_COLUMNS = (
    Column("warning", "Warning"),
    Column("child", "Child"),
    Column("value", "What stands there", blank="(blank)"),
    Column("why", "Why it is right as it is"),
)


def given(found: Examined) -> list[Explanation]:
    """The explanations that came back with a workbook, of warnings that still stand in it."""
    return [each for each in explanations_in(found) if each.source[1]]


def came_back(found: Examined, key: str) -> None:
    """The explanations that came back, to be kept now; else they are kept when the file is committed."""
    said = given(found)
    if not said:
        return
    show.section(
        "Explained by the sender",
        f"{words.some(len(said), 'warning')} on the Problems sheet that came back. "
        "Kept, they are not raised again for the same child and value.",
        level=3,
    )
    rows = [
        {
            "warning": problems.title(each.finding, each.sheet),
            "child": problems.children(each.sheet)(each.finding.row),
            "value": each.finding.value,
            "why": each.reason,
        }
        for each in said
    ]
    tables.show("Explained by the sender", _COLUMNS, rows, dense=True, of=found.file_name)
    label = f"Keep {words.some(len(said), 'explanation')} of the sender"
    if st.button(label, key=f"came-back-{key}", disabled=not signing.named(), icon=":material/comment:"):
        keep(said)
        st.rerun()
    show.note("Those not kept here are kept when the file is committed.")


def keep(said: Iterable[Explanation]) -> None:
    """Keep explanations with the name of the person at the page; raises CmeError where there is none."""
    by_source = defaultdict[Source, list[tuple[frozenset[Explained], str]]](list)
    for each in said:
        by_source[each.source].append((each.ways, each.reason))
    who = signing.signature()
    for source, warnings in by_source.items():
        explain(frame.this().store, source, warnings, who, frame.clock())
