"""The frozen versions of a report: each handed out again as it was, and what has been revised since and why."""

from collections.abc import Callable, Mapping

import streamlit as st

from cme_data import access
from cme_data.reports import Document
from cme_data.reports.revised import Revised, concerning, others, revised
from cme_data.statistics import ALL
from cme_data.store.edition import Edition
from cme_data.store.frozen import GONE, Frozen, file_names, frozen_bytes
from pages.components import ask_reports, choice, download, frame, show, tables, words
from pages.components.tables import Column
from schemas import REGISTERS


def draw(edition: Edition, document: Document) -> None:
    """Every version, newest first, and of the one chosen its files and its revisions."""
    kept = ask_reports.versions(edition)
    if not kept:
        show.section("Frozen versions", "This report of this period and scope has not been frozen yet.")
        return
    show.section(
        "Frozen versions", f"{words.some(len(kept), 'version')}; the figures of each stay as they were."
    )
    named = {f"Version {len(kept) - place}, {words.moment(one.at)}": one for place, one in enumerate(kept)}
    with st.container(horizontal=True, vertical_alignment="bottom", key="versions"):
        one = named[choice.pick("Version", list(named), "version", width=340)]
        _files(one)
    show.note(
        f"Frozen by {one.who} on {words.moment(one.at)}; figures as at {words.day(one.as_at)}, {_known(one)}."
    )
    _since(one, document)
    _as_known_then(edition, one)


def _known(one: Frozen) -> str:
    return f"from lists up to {words.day(one.known_at)}" if one.known_at else "from no list at all"


def _files(one: Frozen) -> None:
    now = frame.this()
    names = file_names(now.store, one.entry)
    if not names:
        show.note(GONE)
    for name in names:
        title, mime = download.FORMATS["." + name.rpartition(".")[2]]
        download.button(
            f"{title} as frozen", _again(one, name), name, access.FIGURES, mime=mime, icon=":material/history:",
            key=f"frozen-{one.entry}-{title}",
        )  # fmt: skip


def _again(one: Frozen, name: str) -> Callable[[], bytes]:
    now = frame.this()  # of this run: the click is answered outside it

    def kept() -> bytes:
        now.store.audit(now.person.name or "Not named", "downloaded a report again", name, frame.clock())
        return frozen_bytes(now.store, one.entry, name)

    return kept


def _since(one: Frozen, document: Document) -> None:
    found, further = revised(one, document), others(one, document)
    told = f"{_figures(len(found))} of this report {_have(len(found))} been revised since."
    if further:
        told += (
            f" {_figures(further)} of other boroughs or periods, made with it, {_have(further)} changed too."
        )
    show.section("Revised since", told, level=3)
    happened = ask_reports.since(one)
    if not found:
        if happened:
            number = sum(map(len, happened.values()))
            show.note(f"{words.some(number, 'list')} {_have(number)} been sent, withdrawn or decided since.")
        return
    _happened({name for each in found for name in concerning(each.register, happened)}, happened)
    by_section: dict[str, list[Revised]] = {}
    for each in found:
        by_section.setdefault(each.section, []).append(each)
    for section, those in by_section.items():
        _table(section, those, happened)


def _table(section: str, found: list[Revised], happened: Mapping[str, list[str]]) -> None:
    rows = [
        {"figure": each.figure, "then": each.then, "now": each.now, "why": _why(each, happened)}
        for each in found
    ]
    tables.folded(
        f"{section}: what the frozen version said, and what holds now",
        (
            Column("figure", "Figure", prose=True),
            Column("then", "As frozen", True),
            Column("now", "Now", True),
            Column("why", "Because of"),
        ),
        rows,
        f"{section}: {_figures(len(found))} revised",
    )


def _figures(number: int) -> str:
    return words.some(number, "figure") if number else "No figure"


def _have(number: int) -> str:
    return "have" if number > 1 else "has"


def _why(each: Revised, happened: Mapping[str, list[str]]) -> str:
    names = concerning(each.register, happened)
    if not names:
        return "No list since: the reckoning or a setting changed"
    titles = words.listed(REGISTERS[name].title for name in names)
    return "Lists of several registers" if each.register == ALL and len(names) > 1 else titles


def _happened(registers: set[str], happened: Mapping[str, list[str]]) -> None:
    rows = [
        {"register": REGISTERS[name].title, "told": told, "again": place > 0}
        for name in happened
        if name in registers
        for place, told in enumerate(happened[name])
    ]
    if rows:
        tables.show(
            "What was sent, withdrawn or decided since",
            (Column("register", "Register"), Column("told", "What happened", prose=True)),
            rows,
            dense=len(rows) > 12,
        )


def _as_known_then(edition: Edition, one: Frozen) -> None:
    if one.known_at is None or not st.button(
        "Make it again from what was known then",
        icon=":material/replay:",
        type="tertiary",
        key=f"then-{one.entry}",
    ):
        return
    again = ask_reports.document(edition, one.known_at, accepted=True)
    names = {*one.figures, *again.figures}
    differ = sum(one.figures.get(name) != again.figures.get(name) for name in names)
    lists = f"the lists that speak for {words.day(one.known_at)} or earlier"
    if differ:
        st.info(
            f"Made again from {lists}, {words.some(differ, 'figure')} of {words.number(len(names))} "
            f"{'differs' if differ == 1 else 'differ'}: a list for an earlier day came late, was sent again or was withdrawn.",
            icon=":material/difference:",
        )
    else:
        st.success(
            f"Made again from {lists}, all {words.number(len(names))} figures are the same.",
            icon=":material/check_circle:",
        )
