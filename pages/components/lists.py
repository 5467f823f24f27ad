"""The list of children behind every figure: offered where the figure stands, opened over the page."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from cme_data import access
from cme_data.events import LISTED
from cme_data.measures.measure import Question
from cme_data.measures.question import narrowed
from cme_data.store import audit
from cme_data.workbook.outgoing import front
from pages.components import ask, child_search, choice, columns, download, frame, looked, purpose, seen, words

_OFFERED = "lists_of_this_run"
_UNITS = {
    "actions": ("action", "actions"),
    "clocks": ("duty", "duties"),
    "kept": ("duty", "duties"),
    "gaps": ("gap", "gaps"),
}


@dataclass(frozen=True)
class Offer:
    """A figure whose list can be opened: its name in the address, its title, and the question it answers.

    `of` says what the figure counts where the title is only the name of a group.
    """

    name: str
    title: str
    measure: str
    question: Question
    figure: str | None = None
    count: int | None = None
    known_at: date | None = None
    of: str = ""


@dataclass(frozen=True)
class Rows:
    """Rows that no measure counts, such as cells left blank: what they are, and where they come from.

    `rows` gives those that the person sees; `count` is how many there are.
    """

    name: str
    title: str
    rows: Callable[[], Sequence[dict[str, Any]]]
    count: int
    of: str = ""
    as_at: date | None = None
    """The day they speak for, where that is not today."""


def begin() -> None:
    """Forget what the last run offered."""
    st.session_state[_OFFERED] = {}


def name_of(*parts: str | None) -> str:
    """A name for the address out of words: no capitals, no spaces."""
    return ".".join(re.sub(r"[^a-z0-9]+", "-", (part or "not recorded").lower()).strip("-") for part in parts)


def offer(offered: Offer | Rows) -> Offer | Rows:
    """Make a list ready to be opened by its name."""
    st.session_state[_OFFERED][offered.name] = offered
    return offered


def allowed() -> bool:
    """Whether the person may open lists at all."""
    return access.may(frame.this().person.role, access.CHILDREN)


def open_(name: str) -> None:
    """Open a list, in the address too, so that a link opens it again."""
    st.query_params[choice.OPEN] = name


def menu(key: str, offers: Iterable[Offer | Rows], label: str = "Open list") -> None:
    """One button that opens any of several lists."""
    ready = [offer(each) for each in offers if each.count]
    if not ready or not allowed():
        return
    titles = {f"{words.plain(each.title)} · {words.number(each.count)}": each.name for each in ready}
    chosen = st.menu_button(label, list(titles), key=f"lists-{key}", icon=":material/list:", type="tertiary")
    if chosen:
        open_(titles[chosen])


def show() -> None:
    """Open the list that the address names; drawn by the frame, after the page."""
    name = st.query_params.get(choice.OPEN)
    if not name:
        return
    offered = st.session_state[_OFFERED].get(name)
    if offered is None:
        choice.note_unknown("the list", name)
        _close()
    else:
        draw = _draw_rows if isinstance(offered, Rows) else _draw
        st.dialog(_heading(offered), width="large", on_dismiss=_close)(draw)(offered)


def _close() -> None:
    st.query_params.pop(choice.OPEN, None)


def _draw(offered: Offer) -> None:
    rows = ask.children(offered.measure, offered.question, offered.figure, offered.known_at)
    children = len({row["child"] for row in rows if row.get("child")})
    left_out = seen.told(len(rows), rows.whole)
    told = words.children(children)
    if rows and not children:
        told = words.some(len(rows), *_UNITS.get(offered.measure, ("row",)))
    elif offered.measure in _UNITS:
        told = f"{words.some(len(rows), *_UNITS[offered.measure])} for {told}"
    elif children != len(rows):
        told = f"{words.some(len(rows), 'row')}, {told}"
    st.markdown(f"**{told}** · {words.plain(_asked(offered))}")
    seen.note(len(rows), rows.whole)
    if not rows:
        return
    shown = columns.for_screen(rows, _telling(offered))
    what = f"{offered.measure} {offered.name} {narrowed(offered.question)}"
    looked.at(what, rows)
    _table(offered.title, rows, shown)
    offer_file(offered.name, what, offered.question.as_at, rows, shown, left_out=left_out)


def _draw_rows(offered: Rows) -> None:
    access.check(frame.this().person, access.CHILDREN)
    rows, day = offered.rows(), offered.as_at or frame.this().now.date()
    st.markdown(f"**{words.some(len(rows), 'row')}** · as things stand on {words.day(day)}")
    seen.note(len(rows), offered.count)
    if rows:
        shown = columns.for_screen(rows)
        what, left_out = f"the list {offered.name} as at {day}", seen.told(len(rows), offered.count)
        looked.at(what, rows)
        _table(offered.title, rows, shown)
        offer_file(offered.name, what, day, rows, shown, left_out=left_out)


def in_sight(title: str, rows: Sequence[dict[str, Any]], shown: Sequence[str]) -> None:
    """A list on the page itself, with a way to each of its children."""
    access.check(frame.this().person, access.CHILDREN)
    looked.at(f"the list “{title}”", rows)
    _table(title, rows, shown)


def _table(title: str, rows: Sequence[dict[str, Any]], shown: Sequence[str]) -> None:
    st.dataframe(
        columns.table(rows, shown),
        hide_index=True,
        column_config=columns.config(shown),
        placeholder=words.NOT_RECORDED,
        height=min(520, 38 + 35 * len(rows)),
        alt=title,
    )
    child_search.offer(rows, "list_child")


def _heading(offered: Offer | Rows) -> str:
    return words.plain(f"{offered.of}: {offered.title}" if offered.of else offered.title)


def _telling(offered: Offer) -> set[str]:
    """The columns that say something even where they are blank throughout."""
    return {*offered.question.filters, *(("hours_per_week",) if offered.measure == "hours" else ())}


def _asked(offered: Offer) -> str:
    """What the list speaks of: its day or period, and everything it is narrowed to."""
    asked, kinds = offered.question, LISTED[offered.measure].filters
    told = [f"as at {words.day(asked.as_at)}"]
    if asked.start and asked.end:
        told = [f"{words.day(asked.start)} to {words.day(asked.end)}"]
    for name, values in asked.filters.items():
        titles = [kinds[name].title(value) if name in kinds else str(value) for value in values]
        told.append(f"{kinds[name].label if name in kinds else name}: {words.either(titles)}")
    if offered.known_at:
        told.append(f"as known on {words.day(offered.known_at)}")
    return " · ".join(told)


def offer_file(
    name: str, what: str, day: date, rows: Sequence[dict[str, Any]], shown: Sequence[str],
    label: str = "Download this list (CSV)", left_out: str = "",
) -> None:  # fmt: skip
    """The button that downloads a list of children, with what it leaves out; who took which list is written down."""
    now, what_for = frame.this(), purpose.ask(f"list-{name}")

    def made() -> bytes:
        # Written down before the file leaves, at the time of the click; the entry names the figure, never a child.
        who, at = now.person.name or "Not named", frame.clock()
        now.store.audit(who, "downloaded a list", audit.taken(f"{what}: {len(rows)} rows", what_for), at)
        headings = [columns.heading(name) for name in shown]
        return download.sensitive_csv(headings, columns.values(rows, shown), left_out, front(what_for, who, at))

    file_name = f"{name}_{day}_OFFICIAL-SENSITIVE.csv"
    download.button(label, made, file_name, access.CHILDREN, purpose=what_for, mime="text/csv")
    # No tooltip on the button: it would take the first press of Escape, which is to close the list.
    st.html(
        '<p class="note">The file is marked OFFICIAL-SENSITIVE. Your name, the time, which list it was and what for '
        "are written down.</p>"
    )
