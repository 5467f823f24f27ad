"""The audit log on a page: narrowed, its chain, and as a file."""

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from cme_data import access
from cme_data.store import audit, guesses
from cme_data.store.audit import Entry
from cme_data.store.schedule import Schedule
from pages.components import backups, download, frame, show, tables, words
from pages.components.tables import Column

_MOST = 500
_BACK = timedelta(days=31)


def chosen() -> list[Entry]:
    """The lines of the days, the person and the deed that were asked for, newest first."""
    here = frame.this()
    access.check(here.person, access.AUDIT)
    today = here.now.date()
    guessed(today - _BACK, today)
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


def guessed(since: date, until: date) -> None:
    """Who asked for children in vain of late, above all whom that stopped."""
    found = guesses.guessers(frame.this().store, since, until)
    if not found:
        return
    if stopped := [one.who for one in found if one.stopped]:
        st.warning(
            f"{words.plain(words.listed(stopped))} asked for so many children in vain that none was opened for an hour: ask why.",
            icon=":material/policy:",
        )
    columns = (
        Column("who", "Who"), Column("tried", "Asked for in vain", True), Column("stopped", "Times stopped for an hour", True),
        Column("last", "Last"),
    )  # fmt: skip
    rows = [{"who": one.who, "tried": one.tried, "stopped": one.stopped, "last": one.last} for one in found]
    told = f"Children asked for in vain in the last month, by {words.some(len(found), 'person', 'people')}"
    tables.folded(told, columns, rows, told)


def chain() -> None:
    """Whether any line was changed or taken out since it was written, and the mark that proves it to others."""
    here, clock = frame.this(), backups.schedule()
    broken = list(audit.faults(here.store))
    line, mark = audit.head(here.store)
    if broken:
        st.error(
            "The log was changed after it was written. " + " ".join(broken[:5]), icon=":material/link_off:"
        )
        return
    show.section(
        "Note this down",
        f"{words.some(line, 'line')}, each as it was written. The newest has this mark:",
    )
    st.code(mark, language=None, wrap_lines=True)
    show.note(
        "Whoever holds the server and the key could write the whole log anew. A mark that is kept elsewhere, on paper or in"
        " another system, tells of it: python -m cme_data verify --head MARK finds whether that line and all before it are"
        f" still the same. {_marks(clock)}"
    )
    if clock.unmarked:
        st.error(words.plain(clock.unmarked), icon=":material/error:")


def _marks(clock: Schedule) -> str:
    if frame.this().store.is_sample:
        return "Of made-up data none is noted by itself; each backup's manifest has one."
    return f"One is added each day to {clock.head_file}; each backup's manifest has one too."


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
        placeholder="", column_config={
            "When": st.column_config.DatetimeColumn(format="D MMMM YYYY, HH:mm:ss"),
            "Detail": st.column_config.TextColumn(width="large"),
        },
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
