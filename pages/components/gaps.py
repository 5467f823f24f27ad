"""Children nobody holds: why each is listed and since when, and settling an entry with a reason."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import streamlit as st

from cme_data import access, settling
from cme_data.measures.kinds_of_gap import KINDS_OF_GAP, Gap
from cme_data.measures.question import narrowed
from cme_data.store.settled import Settled, forget
from pages.components import (
    amiss,
    ask,
    child_search,
    choice,
    frame,
    lists,
    looked,
    rules,
    seen,
    show,
    signing,
    stale,
    tables,
    tiles,
    words,
)
from pages.components.lists import Offer, Rows
from pages.components.scope import Scope
from pages.components.tables import Column
from pages.components.tiles import Tile
from schemas import CHILD_REGISTERS

Row = dict[str, Any]

_EVERY = "Every gap"
_ROUND, _SAID = "settling_round", "gaps_said"


def tile(view: Scope) -> Tile:
    """How many children nobody holds, settled or not, with the list of their gaps."""
    if not ask.uploaded(*CHILD_REGISTERS):
        return Tile("Children nobody holds", None)
    rows = ask.rows("gaps", view.question())
    settled = len(ask.gaps(view.question()).settled)
    told = [f"{words.number(len(rows) - settled)} to look at", f"{words.number(settled)} settled"]
    if not settled:
        # The commonest kind says more than the number of gaps, hardly ever another than that of the children.
        most = Counter(row["gap"] for row in rows).most_common(1)
        told = [f"{words.number(many)} {KINDS_OF_GAP[gap].label.lower()}" for gap, many in most]
    offered = Offer("gaps", "Children nobody holds", "gaps", view.question(), None, len(rows))
    return Tile(
        "Children nobody holds", len({row["child"] for row in rows}), ", ".join(told), offered, "not-located"
    )


def by_kind(view: Scope) -> None:
    """Each kind of gap with its rule, its next step, and how many there are: in all, settled, to look at."""
    stale.note(*CHILD_REGISTERS)
    if not ask.uploaded(*CHILD_REGISTERS):
        show.section("Children nobody holds", "No upload of a register of children yet.")
        return
    found = ask.gaps(view.question())
    first = f" The oldest stands since {words.day(found.open[0]['since'])}." if found.open else ""
    show.section("Children nobody holds", f"{words.some(len(found.open), 'gap')} to look at.{first}")
    settled = [row for row, _ in found.settled]
    tiles.row(
        "gaps",
        (
            tile(view),
            Tile(
                "To look at",
                len(found.open),
                "not settled by anybody",
                _behind("To look at", found.open, view),
            ),
            Tile("Settled", len(settled), "left out below", _behind("Settled", settled, view), "quiet"),
        ),
    )
    listed = {row["gap"]: row["count"] for row in ask.rows("gaps", view.question("gap"))}
    by_gap = Counter(row["gap"] for row in settled)
    tables.show(
        "Gaps by kind",
        (
            Column("label", "Gap"),
            Column("listed", "In all", True),
            Column("settled", "Settled", True),
            Column("rule", "Why a child is listed", prose=True),
            Column("next_step", "Next step", prose=True),
        ),
        [
            {"label": kind.label, "listed": listed.get(name, 0), "settled": by_gap[name],
             "rule": kind.says(frame.this().settings), "next_step": _next_step(kind)}
            for name, kind in KINDS_OF_GAP.items()
        ],
    )  # fmt: skip
    rules.link("triggers.sixth_day")
    lists.menu(
        "gaps",
        (
            Offer(lists.name_of("gaps", name), kind.label, "gaps", view.question(filters={"gap": (name,)}), None,
                  listed.get(name, 0), of="Gaps")
            for name, kind in KINDS_OF_GAP.items()
        ),
    )  # fmt: skip


def to_look_at(view: Scope) -> None:
    """Every gap that nobody settled, the oldest first, and the form that settles some."""
    if said := st.session_state.pop(_SAID, None):
        st.success(said, icon=":material/check_circle:")
    rows = ask.gaps(view.question()).open
    if not rows or not lists.allowed():
        return
    show.section("To look at, the oldest first")
    labels = [each.label for each in KINDS_OF_GAP.values()]
    kind = choice.pick("Gap", (_EVERY, *labels), "gap", width=340)
    wanted = [row for row in rows if kind in (_EVERY, KINDS_OF_GAP[row["gap"]].label)]
    named = _named(wanted)
    seen.note(len(named), len(wanted))
    if not named:
        return
    looked.at(f"gaps to look at, {kind}, {narrowed(view.question())}", named)
    columns = (
        Column("name", "Child"),
        Column("label", "Why listed"),
        Column("since", "Since"),
        Column("days", "Days", True),
        Column("source", "Register"),
        Column("next_step", "Next step", prose=True),
    )
    cells = [_told(row, view) for row in named[: amiss.MOST]]
    st.html(f'<div class="tall">{tables.html("Gaps to look at, the oldest first", columns, cells)}</div>')
    if len(named) > amiss.MOST:
        show.note(f"The {amiss.MOST} oldest of {words.number(len(named))}; the lists have all of them.")
    child_search.offer(named, "gap_child")
    if access.may(frame.this().person.role, access.SETTLE):
        _settle(named, view)


def settled(view: Scope) -> None:
    """What was settled: the reason, by whom and when; each can be reset."""
    found = ask.gaps(view.question()).settled
    if not found or not lists.allowed():
        return
    with st.expander(f"{words.number(len(found))} settled, show them", icon=":material/check_circle:"):
        mine = [(row, one) for row, one in found if seen.sees(row["child"])]
        seen.note(len(mine), len(found))
        rows, by = _named([row for row, _ in mine]), [one for _, one in mine]
        looked.at(f"gaps that were settled, {narrowed(view.question())}", rows)
        columns = (
            Column("name", "Child"),
            Column("label", "Why listed"),
            Column("since", "Since"),
            Column("why", "Why it is settled"),
            Column("who", "Settled by"),
        )
        cells = [
            _told(row, view) | {"why": one.means, "who": f"{one.who}, {words.day(one.at)}"}
            for row, one in zip(rows, by, strict=True)
        ]
        if cells:
            tables.show("Settled gaps", columns, cells)
        if access.may(frame.this().person.role, access.SETTLE):
            _reset(rows, by)


def _next_step(kind: Gap) -> str:
    """What comes next, whichever register the child is on."""
    return kind.next_step if not kind.on_cme else f"{kind.next_step} From the CME register: {kind.on_cme}"


def _settle(rows: Sequence[Row], view: Scope) -> None:
    turn = st.session_state.setdefault(_ROUND, 0)
    options = _options(rows)
    with st.expander("Settle entries that need nobody's attention", icon=":material/edit_note:"):
        chosen = st.multiselect(
            "Which entries",
            list(options),
            key=f"settle-rows-{turn}",
            placeholder="Choose one or more",
            select_all=False,  # a reason is given for a child, not for everybody at one click
        )
        why = st.text_input(
            "Why it is settled",
            key=f"settle-why-{turn}",
            max_chars=300,
            help="Kept with your name. The entry is listed again if its facts change.",
        )
        named = signing.named()
        label = f"Settle {words.some(len(chosen), 'entry', 'entries')}"
        if st.button(label, disabled=not (chosen and why.strip() and named), icon=":material/save:"):
            here = frame.this()
            access.check(here.person, access.SETTLE)
            settling.settle(
                here.store,
                [options[each] for each in chosen],
                view.as_at,
                why,
                here.person.name,
                frame.clock(),
            )
            _done(f"{words.some(len(chosen), 'entry', 'entries')} settled: listed again if the facts change.")


def _reset(rows: Sequence[Row], settlements: Sequence[Settled]) -> None:
    options = dict(zip(_options(rows), settlements, strict=True))
    turn = st.session_state.setdefault(_ROUND, 0)
    chosen = st.selectbox(
        "Settled by mistake",
        list(options),
        index=None,
        key=f"reset-gap-{turn}",
        placeholder="Choose an entry",
    )
    label = "List it again"
    if (
        st.button(label, disabled=not (chosen and frame.this().person.name), icon=":material/undo:")
        and chosen
    ):
        here = frame.this()
        access.check(here.person, access.SETTLE)
        forget(here.store, options[chosen].entry, here.person.name, frame.clock())
        _done("The entry is listed again.")


def _done(said: str) -> None:
    st.session_state[_SAID] = said
    st.session_state[_ROUND] += 1
    st.rerun()


def _behind(title: str, rows: Sequence[Row], view: Scope) -> Rows:
    return Rows(lists.name_of("gaps", title), title, lambda: ask.named(rows), len(rows), "Gaps", view.as_at)


def _named(rows: Sequence[Row]) -> list[Row]:
    return [
        row | {"name": ", ".join(filter(None, (row["surname"], row["forename"]))) or words.NOT_RECORDED}
        for row in ask.named(rows)
    ]


def _told(row: Row, view: Scope) -> Row:
    kind = KINDS_OF_GAP[row["gap"]]
    said = {"label": kind.label, "next_step": kind.then(row["register"]), "source": amiss.source(row)}
    return row | said | {"days": (view.as_at - row["since"]).days}


def _options(rows: Sequence[Row]) -> dict[str, Row]:
    """The entries by what tells them apart for a person; two that read alike are numbered."""
    options: dict[str, Row] = {}
    for row in rows:
        said = (
            f"{row['name']}, born {words.day(row['date_of_birth'])} · {KINDS_OF_GAP[row['gap']].label} · since "
            + (f"{words.day(row['since'])} · {amiss.source(row)}")
        )
        alike = sum(other == said or other.startswith(f"{said} (") for other in options)
        options[f"{said} ({alike + 1})" if alike else said] = row
    return options
