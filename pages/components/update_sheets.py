"""Update sheets: a workbook a service to send out, and the place where they come back."""

import hashlib
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import streamlit as st

from cme_data import access, ingest, update_sheets
from cme_data.errors import CmeError
from cme_data.ingest import Examined
from cme_data.panels import Meeting
from cme_data.update_sheets import Held, Updates
from pages.components import (
    ask,
    checked,
    choice,
    committing,
    download,
    frame,
    received,
    scope,
    show,
    signing,
    tables,
    visit,
    words,
)
from pages.components.tables import Column

_EVERY = "Every service"


@dataclass(frozen=True, slots=True)
class Back:
    """A sheet of this meeting that came back, ready to be taken in."""

    data: bytes = field(repr=False)
    updates: Updates
    examined: Sequence[Examined]


def hand_out(meeting: Meeting) -> None:
    """One workbook a service, or all of them in one file, for those who send them out."""
    if not access.may(frame.this().person.role, access.UPLOAD):
        return
    held = ask.update_rows()
    rows, actions = (sum(len(one[name]) for one in held.values()) for name in ("Children", "Open actions"))
    show.section(
        "Update sheets",
        f"{words.some(len(held), 'service')}: {words.children(rows)} and {words.some(actions, 'open action')} to update."
        if held
        else "No service has a child or an open action to update.",
    )
    if not held:
        return
    now = frame.this()  # of this run: the click is answered outside it
    service = choice.pick("Service", (_EVERY, *held), "service", width=420)
    every = f"Update_sheets_{meeting.held_on}_OFFICIAL-SENSITIVE.zip"
    download.button(
        "Download the update sheets" if service == _EVERY else "Download the update sheet",
        lambda: _file(now, meeting.held_on, service, held),
        every if service == _EVERY else _name(service, meeting.held_on),
        access.UPLOAD,
        told=True,
    )


def _file(now: frame.Frame, held_on: date, service: str, held: dict[str, Held]) -> bytes:
    if service != _EVERY:
        return _noted(now, held_on, service, held[service])
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for number, one in enumerate(held, 1):
            package.writestr(f"{number:02}_{_name(one, held_on)}", _noted(now, held_on, one, held[one]))
    return made.getvalue()


def _noted(now: frame.Frame, held_on: date, service: str, held: Held) -> bytes:
    """One service's workbook, written down as it leaves."""
    data = update_sheets.update_sheet(held_on, service, held)
    who, name = now.person.name or "Not named", _name(service, held_on)
    update_sheets.note_sent(now.store, held_on, service, held, who, frame.clock(), name, data)
    return data


def _name(service: str, held_on: date) -> str:
    safe = "".join(sign if sign.isalnum() or sign in "- " else " " for sign in service)
    return f"Update sheet {safe} {held_on} OFFICIAL-SENSITIVE.xlsx".replace(" ", "_")


def take_in(meeting: Meeting) -> None:
    """Sheets coming back: what each changes, what is wrong in it, what was left blank, and the button that keeps it."""
    if not access.may(frame.this().person.role, access.UPLOAD):
        return
    show.section(
        "Update sheets coming back",
        "Only what was filled in changes; each row is matched to the one that was sent.",
    )
    committing.report()
    sent = st.file_uploader(
        "Filled-in update sheets: the workbooks that were sent out (.xlsx; saved as .xlsm, .xls or .ods they can be read too)",
        accept_multiple_files=True,  # of any kind, so that a wrong one is told in a sentence of ours
        key=f"updates-{received.uploader_key()}",
    )
    ready = [back for file in sent if (back := _one(file.name, file.getvalue(), meeting))]
    if not sent:
        return
    if st.button(
        "Take these updates in",
        type="primary",
        disabled=not (ready and signing.named()),
        icon=":material/save:",
    ):
        _keep(ready)


def _one(name: str, data: bytes, meeting: Meeting) -> Back | None:
    now = frame.this()
    today = now.now.date()
    key = (hashlib.sha256(data).hexdigest(), now.store.fingerprint, meeting.held_on, today)
    try:
        updates = visit.once(
            "updates", key[0], key,
            lambda: update_sheets.updates_in(data, name, now.world, today=today, held_on=meeting.held_on),
        )  # fmt: skip
        examined = visit.once("additions", key[0], key, lambda: update_sheets.additions(updates, today))
    except CmeError as error:
        st.error(words.plain(str(error)), icon=":material/error:")
        return None
    rows = sum(len(rows) for rows in updates.rows.values())
    with st.container(border=True):
        st.markdown(
            f"**{words.plain(updates.service)}**: {words.some(rows, 'row')} changed, "
            f"{words.number(len(updates.not_filled))} not filled in, {words.some(len(updates.problems), 'problem')}."
        )
        _said(updates)
        for number, one in enumerate(examined):
            kept = (*key, number)
            checked.outcomes(
                visit.once("update preview", f"{key[0]}{number}", kept, lambda one=one: _preview(one)), name
            )
    if updates.held_on != meeting.held_on:
        return None
    return Back(data, updates, [one for one in examined if not one.errors])


def _preview(examined: Examined) -> list[ingest.Outcome]:
    return ingest.preview(frame.this().store, examined, mode=update_sheets.MODE, accept_passed=True)


def _said(updates: Updates) -> None:
    if updates.problems:
        columns = (Column("told", "Problem"), Column("fix", "How to mend it"))
        tables.show("Problems", columns, [{"told": one.message, "fix": one.fix} for one in updates.problems])
    if updates.not_filled:
        columns = (Column("name", "Row"),)
        tables.folded(
            "Not filled in", columns, [{"name": name} for name in updates.not_filled], "Not filled in"
        )


def _keep(ready: Sequence[Back]) -> None:
    here, who, before, outcomes = (
        frame.this(),
        signing.signature(),
        frame.this().world.newest,
        list[ingest.Outcome](),
    )
    access.check(here.person, access.UPLOAD)
    try:
        for back in ready:
            first = len(outcomes)
            for examined in back.examined:
                outcomes += ingest.commit(
                    here.store, examined, mode=update_sheets.MODE, who=who, now=frame.clock()
                )
            uploads = [outcome.upload for outcome in outcomes[first:] if outcome.upload]
            # Under our own name: what a service called its file may name a child.
            name = _name(back.updates.service, back.updates.held_on)
            update_sheets.note_back(here.store, back.updates, uploads, who, frame.clock(), name, back.data)
    finally:
        received.done(outcomes)
    newest = here.store.world().newest
    if newest and newest != before:
        scope.move_to(newest)
    st.rerun()
