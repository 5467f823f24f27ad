"""Every report with what is due of it, what was frozen last, by whom and from which data."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from cme_data import access, reports
from cme_data.reports.due import Due, due
from cme_data.store.edition import Edition
from cme_data.store.frozen import Last, last_frozen
from pages.components import ask, ask_reports, frame, prepare, report_choice, show, tables, words
from pages.components.tables import Column

_COLUMNS = (
    Column("period", "Period"),
    Column("due", "Due"),
    Column("scope", "Scope", blank="–"),
    Column("frozen", "Frozen last", blank="Not yet"),
    Column("data", "From which data", blank="–"),
    Column("since", "Since then", blank="–", prose=True),
)


def draw() -> None:
    """A table a report, each row of which opens it, and the pack of the panel."""
    here = frame.this()
    kept = ask_reports.last_frozen()
    listed = due(reports.STATISTICAL.values(), here.settings, here.now.date())
    for report in reports.STATISTICAL.values():
        _report(report, [one for one in listed if one.report is report], kept)
    _pack()


def _report(report: reports.Statistical, listed: Sequence[Due], kept: Sequence[Last]) -> None:
    today = frame.this().now.date()
    show.section(report.title, report.says)
    rows: list[dict[str, Any]] = []
    opens: list[tuple[str, dict[str, str]]] = []
    for one in listed:
        last = [each for each in kept if each.edition[:2] == (report.name, one.period.label)]
        named = report_choice.period(one, today)
        row = {"period": named, "due": one.told(today), "marked": one.is_due(today) and not last}
        rows += [row | _frozen(each) | {"again": place > 0} for place, each in enumerate(last)] or [row]
        edition = last[0].edition if last else Edition(report.name, one.period.label, (), report.outward)
        opens.append((named, report_choice.address(edition, one, today)))
    tables.show(f"{report.title}: what is due and what was frozen", _COLUMNS, rows)
    with st.container(horizontal=True, key=f"open-{report.name}"):
        for named, address in opens:
            if st.button(
                f"Open {named}", type="tertiary", icon=":material/article:", key=f"{report.name}-{named}"
            ):
                report_choice.open_(address)


def _frozen(last: Last) -> dict[str, Any]:
    scope = f"{words.listed(last.edition.boroughs) or report_choice.EVERY}, {'released' if last.edition.released else 'internal'}"
    newest = f"newest list {words.day(last.known_at)}" if last.known_at else "no list"
    happened = sum(map(len, ask_reports.since(last).values()))
    told = (
        f"{words.some(happened, 'list')} sent, withdrawn or decided: open it to see what was revised"
        if happened
        else "Nothing was sent: its figures stand"
    )
    return {
        "scope": scope,
        "frozen": f"{last.who}, {words.moment(last.at)}",
        "data": f"As at {words.day(last.as_at)}, {newest}",
        "since": told,
    }


def _pack() -> None:
    pack, here = reports.REPORTS[prepare.REPORT], frame.this()
    show.section(pack.title, pack.says)
    rows = []
    for meeting in ask.meetings()[:2]:
        row = {
            "period": f"Meeting on {words.day(meeting.held_on)}",
            "due": f"{words.day(meeting.register.due_on)}: {meeting.register.told(here.now.date()).lower()}",
        }
        if kept := last_frozen(here.store, prepare.REPORT, meeting.held_on, ()):
            row |= {
                "scope": report_choice.EVERY,
                "frozen": f"{kept.who}, {words.moment(kept.at)}",
                "data": f"As at {words.day(kept.as_at)}",
            }
        rows.append(row)
    tables.show(f"{pack.title}: what is due and what was handed out", _COLUMNS, rows)
    if access.may(here.person.role, access.CHILDREN):
        st.page_link("pages/panel/prepare.py", label="Open Prepare", icon=":material/assignment:")
