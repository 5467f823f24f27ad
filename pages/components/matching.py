"""Matching what a sheet says to what its register asks: headings to columns, written values to codes."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from cme_data.choices import BOTH_NAMES, NOT_USED, Choices
from cme_data.ingest import Checked
from cme_data.store.settled import Settled
from cme_data.workbook.offers import Heading, Unread, headings, left_over, unread_values
from pages.components import show, tables, visit, words
from pages.components.tables import Column
from schemas import REGISTERS
from schemas.register import Register

NOT_READ, LEFT_OUT, LEAVE_IT = "Not read", "Not used", "Leave it as it is"
MOST = 30  # drop-downs at a time
_WIDTH = 560
_BOTH = "Surname and forename in one column"
_SURELY = {"own": "Its own heading", "another": "Another word for it", "not read": "–"}


def asked_columns(found: Checked) -> bool:
    """Whether a person is to say what a heading of the sheet is."""
    match = found.match
    return match is not None and (
        bool(left_over(match)) or any(one.asked for one in headings(match, found.seen))
    )


def not_read(found: Checked) -> list[str]:
    """The headings with something under them that are read as nothing, though nobody said so."""
    every = headings(found.match, found.seen) if found.match else []
    return [one.text for one in every if one.surely == "not read" and one.samples]


def asked_values(found: Checked) -> list[Unread]:
    """The written values of a sheet that no code was found for."""
    return unread_values(found.match, found.problems) if found.match else []


def columns(found: Checked, known: Sequence[Settled], file: str, key: str, where: str) -> None:
    """A drop-down for each heading that a person is to settle, and what every heading was read as and how surely."""
    if found.match is None:
        return
    register, every = REGISTERS[found.register], headings(found.match, found.seen)
    missing = left_over(found.match)
    for column in missing:
        st.error(
            f"{words.plain(register.title)} needs **{words.plain(column.label)}**, and no heading was read as it: "
            + (
                "say below which one it is, or say whose list this is: choose the data provider by hand above."
                if column.name == "data_provider"
                else "say below which one it is, or ask the sender for it. Until then nothing of this sheet can be committed."
            ),
            icon=":material/view_column:",
        )
    asked = [one for one in every if one.asked]
    change = "Change the other columns too" if asked else "Change a column"
    if len(asked) < len(every) and st.toggle(change, key=f"change-{key}-{bool(asked)}"):
        asked = every
    if asked:
        _ask_columns(found, asked, file, key)
    # Below what is asked, which must be in sight at once: a register has forty headings.
    tables.show(
        "What each heading was read as", _COLUMNS, [_row(one, register, known) for one in every], of=where
    )
    absent = [c.label for c in register.columns if c.name not in found.columns]
    if absent:
        show.note(f"Not in this sheet: {', '.join(absent)}.")


def values(found: Checked, unread: Sequence[Unread], file: str, key: str) -> None:
    """A drop-down of the codes for each written value that is none of them."""
    register = REGISTERS[found.register]
    st.markdown("Each is settled once, for every row that has it, and is remembered for the next list.")
    with st.form(f"values-{key}", border=False):
        said: list[tuple[Unread, str | None]] = []
        for one in unread[:MOST]:
            column = register.column(one.column)
            codes = column.codes_under(found.columns[one.column])
            meant = {each.value: each.meaning for each in codes.codes} if codes else {}
            code = st.selectbox(
                f"{words.plain(column.label)}: “{words.plain(one.text)}” in {words.some(one.rows, 'row')} means",
                [*one.codes, LEAVE_IT],
                index=None,
                format_func=partial(_coded, meant),
                placeholder="Choose …",
                key=f"value-{key}-{one.column}-{one.key}",
                width=_WIDTH,
            )
            said.append((one, code))
        if len(unread) > MOST:
            show.note(f"The {MOST} most frequent of {len(unread)}; the others follow when these are settled.")
        pressed = st.form_submit_button("Use these values", icon=":material/done_all:")
    if not pressed:
        return
    new: dict[str, dict[str, str]] = {}
    for one, code in said:
        if code == LEAVE_IT:
            visit.leave(file, found.sheet, one)
        elif code is not None:
            new.setdefault(one.column, {})[one.key] = code
    visit.settle(file, found.sheet, Choices(values=new))
    st.rerun()


_COLUMNS = (
    Column("text", "Heading found"),
    Column("cell", "Cell"),
    Column("read", "Read as"),
    Column("surely", "How surely", whole=True),
    Column("samples", "What stands under it", blank="Nothing"),
)


def _coded(meant: Mapping[str, str], code: str) -> str:
    return f"{code}: {meant[code]}" if meant.get(code) else code


def _row(one: Heading, register: Register, known: Sequence[Settled]) -> dict[str, object]:
    return {
        "text": one.text,
        "cell": one.cell,
        "read": words.listed(register.column(name).label for name in one.read_as)
        or (LEFT_OUT if one.surely == "chosen" else NOT_READ),
        "surely": _chosen(one, known) if one.surely == "chosen" else _SURELY[one.surely],
        "samples": " · ".join(_short(text) for text in one.samples) or None,
        "marked": one.asked,
    }


def _chosen(one: Heading, known: Sequence[Settled]) -> str:
    meant = ", ".join(one.read_as) or NOT_USED
    for before in known:
        if (before.kind, before.said, before.column) == ("column", one.key, meant):
            return f"Matched by {before.who} on {words.day(before.at.date())}, remembered"
    return "Matched by you, now"


def _ask_columns(found: Checked, asked: Sequence[Heading], file: str, key: str) -> None:
    register = REGISTERS[found.register]
    labels = {column.name: column.label for column in register.columns} | {NOT_USED: LEFT_OUT}
    if {"surname", "forename"} <= labels.keys():
        labels[BOTH_NAMES] = _BOTH
    with st.form(f"columns-{key}", border=False):
        said: list[tuple[Heading, str | None, str | None]] = []
        for one in asked:
            options = _options(one, found.columns, labels)
            now = ", ".join(one.read_as) if one.read_as and not one.asked else None
            now = NOT_USED if not one.read_as and one.surely == "chosen" else now
            samples = " · ".join(_short(text) for text in one.samples)
            chosen = st.selectbox(
                f"What is “{words.plain(one.text)}” in cell {one.cell}?"
                + (f" Under it: {words.plain(samples)}" if samples else ""),
                options,
                index=options.index(now) if now in options else None,
                format_func=labels.__getitem__,
                placeholder="Choose …",
                key=f"column-{key}-{one.cell}-{now}",
                width=_WIDTH,
            )
            said.append((one, now, chosen))
        pressed = st.form_submit_button("Use these columns", icon=":material/done_all:")
    new = {one.key: chosen for one, now, chosen in said if chosen is not None and chosen != now}
    if pressed and new:
        visit.settle(file, found.sheet, Choices(columns=new))
        st.rerun()


def _options(one: Heading, read: Mapping[str, str], labels: Mapping[str, str]) -> list[str]:
    """The nearest column, then to leave the heading out, then the columns that have no heading yet, then the others."""
    nearest = [near.column for near in one.nearest[:1]]
    free = [name for name in labels if name not in read]
    return list(dict.fromkeys([*nearest, NOT_USED, *free, *labels]))


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
