"""What a meeting of the panel needs: its two duties counted down, and the pack to hand out."""

from typing import Any

import streamlit as st

from cme_data import access, panels, reports
from cme_data.reports.changed import Changed, changed
from cme_data.reports.handing_out import hand_out
from cme_data.store import audit
from cme_data.store.frozen import GONE, Frozen, file_names, frozen_bytes, last_frozen
from pages.components import ask, ask_panel, columns, download, frame, looked, show, tables, words
from pages.components.tables import Column

REPORT = "panel-pack"
_FILES = (".docx", ".pdf", ".html")
_WHAT = {"on_register": "On the register", "kind": "In the pack as", "name": "Name"}


def papers(meeting: panels.Meeting) -> None:
    """When the papers of the meeting go out, counted in working days (R22)."""
    today = frame.this().now.date()
    listed = (
        ""
        if meeting.listed
        else f" It follows from the panel's calendar (every {frame.this().settings.panel.every_days} days in term time) and "
        "is on no list of meetings yet."
    )
    show.section(
        f"Meeting on {meeting.held_on:%A}, {words.day(meeting.held_on)}", _told(meeting, today) + listed
    )
    tables.show(
        "Papers of the meeting",
        (
            Column("paper", "Paper"),
            Column("due", "Due"),
            Column("sent", "Sent", blank="Not yet"),
            Column("told", "How it stands"),
        ),
        [
            {"paper": duty.paper, "due": duty.due_on, "sent": duty.sent_on, "told": duty.told(today)}
            for duty in meeting.duties
        ],
    )


def _told(meeting: panels.Meeting, today: Any) -> str:
    told = {duty.paper.lower(): duty.told(today).lower() for duty in meeting.duties}
    if len(set(told.values())) == 1:
        return f"{words.listed(told).capitalize()}: both {next(iter(told.values()))}."
    return f"{'; '.join(f'{paper}: {how}' for paper, how in told.items()).capitalize()}."


def pack(meeting: panels.Meeting, boroughs: tuple[str, ...]) -> None:
    """The pack in each form, what was handed out last, and what changed since."""
    made = ask.pack(meeting.held_on, boroughs)
    show.section("Pack", f"{_counted(made.figures['counts'])}; as at {words.day(made.as_at)}.")
    if not access.may(frame.this().person.role, access.REPORT):
        show.note("Business support hands the pack out: it names children and actions of every service.")
        return
    what_for = f"The panel of {words.day(meeting.held_on)}"  # a pack is for nothing else, so nobody is asked
    with st.container(horizontal=True):
        for suffix in _FILES:
            title, mime = download.FORMATS[suffix]
            download.button(
                f"Pack ({title})", _making(made, boroughs, suffix, what_for), made.file_name(suffix), access.REPORT,
                purpose=what_for, mime=mime, key=f"pack{suffix}", told=True,
            )  # fmt: skip
    st.html(
        '<p class="note">OFFICIAL-SENSITIVE on every page. Each pack that leaves is kept as it was, with your name and '
        "the time.</p>"
    )
    kept = last_frozen(frame.this().store, REPORT, meeting.held_on, boroughs)
    if kept is not None:
        _since(kept, made, what_for)


def _counted(counts: dict[str, int]) -> str:
    """What is in the pack; a register that was never uploaded counts nobody, which is not 0."""
    referred = (
        f"{words.children(counts['Children on the CME register'])} on the CME register, "
        f"{words.some(counts['New referrals'], 'new referral')}"
    )
    agreed = (
        f"{words.some(counts['Open actions'], 'open action')}, "
        f"{words.number(counts['Overdue actions'])} of them overdue"
    )
    return ", ".join(
        (
            referred if ask.uploaded("cme") else "No upload of the CME register yet",
            agreed if ask.uploaded("actions") else "no upload of the panel's actions yet",
        )
    )


def _making(made: reports.Document, boroughs: tuple[str, ...], suffix: str, what_for: str) -> Any:
    now = frame.this()  # of this run: the click is answered outside it

    def bytes_of() -> bytes:
        who = now.person.name or "Not named"
        return hand_out(now.store, REPORT, made, boroughs, suffix, who, frame.clock(), purpose=what_for)

    return bytes_of


def _since(kept: Frozen, made: reports.Document, what_for: str) -> None:
    now = frame.this()  # of this run: the click is answered outside it
    found = changed(kept.figures, made.figures)
    told = f"{words.some(len(found), 'thing')} changed since." if found else "Nothing has changed since."
    show.section(
        "Changed since the pack",
        f"Handed out by {kept.who} on {words.moment(kept.at)}, as at {words.day(kept.as_at)}: {told}",
    )
    looked.at(f"what changed since the pack of {kept.as_at}", [{"child": one.child} for one in found])
    if found:
        tables.folded(
            "What the pack said, what holds now, and what lies behind it",
            _CHANGED,
            _rows(kept, made, found),
            "What changed",
        )
    if not file_names(now.store, kept.entry):
        show.note(GONE)
        return
    download.button(
        "The pack as it was handed out", lambda: _again(now, kept, what_for), kept.file_name, access.REPORT,
        purpose=what_for, icon=":material/history:",
    )  # fmt: skip


_CHANGED = (
    Column("what", "Child or figure"),
    Column("fact", "What"),
    Column("then", "In the pack"),
    Column("now", "Now"),
    Column("cause", "Behind it", prose=True),
)


def _rows(kept: Frozen, made: reports.Document, found: list[Changed]) -> list[dict[str, Any]]:
    """A row for each thing that lies behind each change."""
    rows: list[dict[str, Any]] = []
    for change, causes in zip(found, ask_panel.causes(kept, found, made.as_at), strict=True):
        said = {
            "what": change.name or change.what,
            "fact": _WHAT.get(change.what, columns.heading(change.what)) if change.child else "Count",
            "then": change.then,
            "now": change.now,
        }
        lies_behind = [str(cause) for cause in causes]
        if not causes or (kept.as_at != made.as_at and not change.is_said):
            lies_behind.append(_the_day(kept, made))
        rows += [said | {"cause": cause, "again": place > 0} for place, cause in enumerate(lies_behind)]
    return rows


def _the_day(kept: Frozen, made: reports.Document) -> str:
    """What else lies behind a change than what was uploaded, taken back or decided."""
    if kept.as_at != made.as_at:
        return f"The figures speak for {words.day(made.as_at)} now, and spoke for {words.day(kept.as_at)}."
    return "No upload, withdrawal or decision since then: a setting was changed."


def _again(now: frame.Frame, kept: Frozen, what_for: str) -> bytes:
    detail = audit.taken(kept.file_name, what_for)
    now.store.audit(now.person.name or "Not named", "downloaded a report again", detail, frame.clock())
    return frozen_bytes(now.store, kept.entry)
