"""The audit log on a page: narrowed, its chain, and as a file."""

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from cme_data import access
from cme_data.store import audit
from cme_data.store.audit import Entry
from pages.components import download, frame, show, words

_MOST = 500
_BACK = timedelta(days=31)


def chosen() -> list[Entry]:
    """The lines of the days, the person and the deed that were asked for, newest first."""
    here = frame.this()
    access.check(here.person, access.AUDIT)
    today = here.now.date()
    with st.container(horizontal=True, key="narrow-audit"):
        since = st.date_input("From", today - _BACK, max_value=today, format="DD/MM/YYYY", key="audit_from")
        until = st.date_input("To", today, max_value=today, format="DD/MM/YYYY", key="audit_to")
        who = st.text_input("Who", key="audit_who", max_chars=80)
        what = st.text_input(
            "What", key="audit_what", max_chars=80, help="For example: opened, downloaded, upload"
        )
        detail = st.text_input(
            "Detail", key="audit_detail", max_chars=80, help="A record's own id, an upload, a file"
        )
    return audit.entries(here.store, who=who, what=what, detail=detail, since=_day(since), until=_day(until))


def chain() -> None:
    """Whether any line was changed or taken out since it was written."""
    store = frame.this().store
    broken = list(audit.faults(store))
    line, chained = audit.head(store)
    if broken:
        st.error(
            "The log was changed after it was written. " + " ".join(broken[:5]), icon=":material/link_off:"
        )
    else:
        show.note(
            f"All {words.some(line, 'line')} stand as they were written. The newest has the mark {chained[:16]}: noted"
            " elsewhere, it proves that nothing before it was changed."
        )


def table(entries: Sequence[Entry]) -> None:
    """The lines, newest first."""
    import pyarrow

    show.section("Who did what", f"{words.some(len(entries), 'line')} in these days.")
    if not entries:
        return
    some = entries[:_MOST]
    cells = {
        "When": [line.happened_at for line in some],
        "Who": [line.who for line in some],
        "What": [line.what for line in some],
        "Detail": [line.detail for line in some],
        "Line": [line.entry for line in some],
    }
    st.dataframe(
        pyarrow.table(cells), hide_index=True, height=min(560, 38 + 35 * len(some)), alt="Who did what, newest first",
        placeholder="", column_config={"When": st.column_config.DatetimeColumn(format="D MMMM YYYY, HH:mm:ss")},
    )  # fmt: skip
    if len(entries) > _MOST:
        show.note(f"The {_MOST} newest are shown; the file has all of them.")


def file(entries: Sequence[Entry]) -> None:
    """The lines as a file; handing it out is a line itself."""
    here = frame.this()

    def made() -> bytes:
        here.store.audit(
            here.person.name or "Not named",
            "downloaded the audit log",
            f"{len(entries)} lines",
            frame.clock(),
        )
        rows = [
            [line.entry, line.happened_at, line.who, line.what, line.detail, line.hash] for line in entries
        ]
        return download.sensitive_csv(("Line", "When", "Who", "What", "Detail", "Mark"), rows)

    download.button(
        f"Download these lines ({words.number(len(entries))})", made,
        f"audit_log_{here.now.date()}_{download.MARKING}.csv", access.AUDIT, mime="text/csv",
    )  # fmt: skip


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
