"""What was settled about a source's workbooks, now and before: by whom, when, and how it is reset."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from cme_data.choices import BOTH_NAMES, NOT_USED, Choices, child_keys, value_key
from cme_data.ingest import Checked
from cme_data.store.settled import Settled, forget
from pages.components import frame, problems, signing, visit, words
from schemas import REGISTERS
from schemas.register import Register


@dataclass(frozen=True, slots=True)
class Explanation:
    """A warning that is not raised for a child of this sheet, as it was explained before."""

    said: str
    entries: tuple[int, ...]  # one for each key by which the child is known again


def matched(found: Checked, known: Sequence[Settled], file: str, key: str) -> None:
    """Each heading and value that was settled for the sheet's source, with a button that resets it."""
    register = REGISTERS[found.register]
    for one in known:
        if one.kind != "warning":
            said = _said(register, one.kind, one.said, one.column, one.means)
            by = f"{words.plain(one.who)}, {words.day(one.at.date())}"
            if _line(f"{said} · {by}", "Reset", f"reset-{key}-{one.entry}", bool(frame.this().person.name)):
                _reset([one.entry])
    chosen = visit.choices(file).get(found.sheet, Choices())
    for heading, column in chosen.columns.items():
        said = _said(register, "column", heading, column, "")
        if _line(f"{said} · you, now", "Take back", f"unmatch-{key}-{heading}"):
            kept = {h: c for h, c in chosen.columns.items() if h != heading}
            visit.replace(file, found.sheet, Choices(kept, chosen.values, chosen.mends))
            st.rerun()
    for name, codes in chosen.values.items():
        for text, code in codes.items():
            said = _said(register, "value", text, name, code)
            if _line(f"{said} · you, now", "Take back", f"unmatch-{key}-{name}-{text}"):
                less = chosen.values | {name: {t: c for t, c in codes.items() if t != text}}
                visit.replace(file, found.sheet, Choices(chosen.columns, less, chosen.mends))
                st.rerun()


def how_many(found: Checked, known: Iterable[Settled], file: str) -> int:
    """How many headings and values were settled for the sheet's source, now and before."""
    chosen = visit.choices(file).get(found.sheet, Choices())
    now = len(chosen.columns) + sum(map(len, chosen.values.values()))
    return now + sum(one.kind != "warning" for one in known)


def explained(found: Checked, known: Iterable[Settled], key: str) -> None:
    """The warnings that are not shown because they were explained before."""
    if not found.explained:
        return
    several = found.explained != 1
    told = f"{words.some(found.explained, 'warning')} explained before {'are' if several else 'is'} not shown"
    if not st.toggle(f"{told}: show what was explained", key=f"explained-{key}"):
        return
    for one in _explanations(found, known):
        if _line(one.said, "Raise again", f"raise-{key}-{one.entries[0]}", bool(frame.this().person.name)):
            _reset(one.entries)


def _explanations(found: Checked, known: Iterable[Settled]) -> list[Explanation]:
    by_child: dict[str, list[Settled]] = {}
    for one in known:
        if one.kind == "warning":
            by_child.setdefault(one.child or "", []).append(one)
    if found.valid is None or not by_child:
        return []
    typed, child, register = found.valid.typed, problems.children(found), REGISTERS[found.register]
    told: dict[tuple[int, str, str], list[Settled]] = {}
    for i, number in enumerate(typed.row_numbers):
        for one in (one for way in child_keys(typed.row(i)) for one in by_child.get(way, ())):
            if value_key(typed.raw(i, one.column) or "") == one.said:
                told.setdefault((number, one.rule or "", one.column), []).append(one)
    return [
        Explanation(
            f"{words.plain(child(number) or '')}, {words.plain(register.column(column).label)}"
            f" “{words.plain(same[-1].said)}”: {words.plain(same[-1].means)}"
            f" · {words.plain(same[-1].who)}, {words.day(same[-1].at.date())}",
            tuple(one.entry for one in same),
        )
        for (number, _, column), same in told.items()
    ]


def _said(register: Register, kind: str, said: str, column: str, means: str) -> str:
    labels = {c.name: c.label for c in register.columns}
    labels |= {NOT_USED: "not used", BOTH_NAMES: "surname and forename in one column"}
    if kind == "column":
        verb = "is" if column == NOT_USED else "is read as"
        return f"Heading “{words.plain(said)}” {verb} {words.plain(labels[column])}"
    return f"{words.plain(labels[column])} “{words.plain(said)}” means {words.plain(means)}"


def _line(text: str, button: str, key: str, may: bool = True) -> bool:
    with st.container(horizontal=True, vertical_alignment="center", key=f"line-{key}"):
        st.markdown(text)
        return st.button(button, key=key, disabled=not may, type="tertiary", icon=":material/undo:")


def _reset(entries: Iterable[int]) -> None:
    who = signing.signature()
    for entry in entries:
        forget(frame.this().store, entry, who, frame.clock())
    st.rerun()
