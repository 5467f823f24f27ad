"""Which report, of which period, for whom, and which of its sections is read."""

from datetime import date

import streamlit as st

from cme_data import reports
from cme_data.reports.due import Due, offered
from cme_data.reports.report import Document, Section
from cme_data.store.edition import Edition
from pages.components import choice, frame, words

PAGE = "pages/reports/report.py"
INTERNAL, RELEASED = "Internal: exact", "Released: small numbers hidden"
EVERY = "Every borough"


def choose() -> Edition | None:
    """The report that the person wants to see; None where no report of figures is listed."""
    listed = {report.title: report for report in reports.STATISTICAL.values()}
    if not listed:
        return None
    local, today = frame.this().settings, frame.this().now.date()
    with st.container(horizontal=True, vertical_alignment="bottom", key="choose-report"):
        report = listed[choice.pick("Report", list(listed), "report", width=300)]
        periods = {period(one, today): one for one in offered(report, local, today)}
        first = next((place for place, one in enumerate(periods.values()) if one.is_due(today)), 0)
        due = periods[choice.pick("Period", list(periods), "period", index=first, width=340)]
        names = [borough.name for borough in local.boroughs]
        borough = choice.pick("Borough", (EVERY, *names), "borough", width=240)
        usual = RELEASED if report.outward else INTERNAL
        released = not report.exact and RELEASED == choice.segments(
            "Small numbers", [INTERNAL, RELEASED], "released", default=usual
        )
    boroughs = () if borough == EVERY else (borough,)
    return Edition(report.name, due.period.label, boroughs, released)


def period(due: Due, today: date) -> str:
    """A period as it is chosen; one that lasts says so, unless its report speaks of a day in it that is over."""
    lasts = due.period.end >= today and not due.is_due(today)
    return words.period(due.period.label) + (" (so far)" if lasts else "")


def section(document: Document) -> Section:
    """The section to read, from the list of contents."""
    titles = {one.title: one for one in document.sections}
    return titles[choice.contents("Contents", list(titles), "section")]


def address(edition: Edition, due: Due, today: date) -> dict[str, str]:
    """The words of the address that open this edition."""
    return {
        "report": due.report.title,
        "period": period(due, today),
        "borough": edition.boroughs[0] if len(edition.boroughs) == 1 else EVERY,
        "released": RELEASED if edition.released else INTERNAL,
    }


def open_(address: dict[str, str]) -> None:
    """Go to an edition, whatever was chosen there before."""
    for key, value in address.items():
        st.session_state[key] = value
    st.switch_page(PAGE, query_params=address)
