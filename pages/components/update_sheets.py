"""Update sheets: a workbook a service to send out, and the place where they come back."""

import hashlib
import io
import zipfile
from collections.abc import Sequence
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


def hand_out(meeting: Meeting) -> None:
    """One workbook a service, or all of them in one file."""
    held = ask.update_rows()
    rows, actions = (sum(len(one[name]) for one in held.values()) for name in ("Children", "Open actions"))
    show.section(
        "Update sheets",
        f"{words.some(len(held), 'service')}: {words.children(rows)} and {words.some(actions, 'open action')} to update.",
    )
    if not held:
        return
    now = frame.this()  # of this run: the click is answered outside it
    service = choice.pick("Service", (_EVERY, *held), "service", width=420)
    name = (
        f"Update {'sheets' if service == _EVERY else 'sheet ' + service} {meeting.held_on} OFFICIAL-SENSITIVE"
    )
    name = "".join(sign if sign.isalnum() or sign in "-_ " else " " for sign in name).replace(" ", "_")
    st.download_button(
        "Download the update sheets" if service == _EVERY else "Download the update sheet",
        lambda: _file(now, meeting.held_on, service, held),
        file_name=name + (".zip" if service == _EVERY else ".xlsx"),
        icon=":material/download:",
        on_click="ignore",
    )


def _file(now: frame.Frame, held_on: date, service: str, held: dict[str, Held]) -> bytes:
    access.check(now.person, access.CHILDREN)
    now.store.audit(
        now.person.name or "Not named", "downloaded update sheets", f"{service}, {held_on}", frame.clock()
    )
    if service != _EVERY:
        return update_sheets.update_sheet(held_on, service, held[service])
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for number, one in enumerate(held, 1):
            safe = "".join(sign if sign.isalnum() or sign in "- " else " " for sign in one)
            name = f"{number:02} {safe} {held_on} OFFICIAL-SENSITIVE.xlsx".replace(" ", "_")
            package.writestr(name, update_sheets.update_sheet(held_on, one, held[one]))
    return made.getvalue()


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
        "Filled-in update sheets",
        type=["xlsx"],
        accept_multiple_files=True,
        key=f"updates-{received.uploader_key()}",
    )
    ready = [examined for file in sent for examined in _one(file.name, file.getvalue(), meeting)]
    if not sent:
        return
    if st.button(
        "Take these updates in",
        type="primary",
        disabled=not (ready and signing.named()),
        icon=":material/save:",
    ):
        _keep(ready)


def _one(name: str, data: bytes, meeting: Meeting) -> list[Examined]:
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
        return []
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
    return [one for one in examined if not one.errors]


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


def _keep(ready: Sequence[Examined]) -> None:
    here, who, before, outcomes = (
        frame.this(),
        signing.signature(),
        frame.this().world.newest,
        list[ingest.Outcome](),
    )
    access.check(here.person, access.UPLOAD)
    try:
        for examined in ready:
            outcomes += ingest.commit(
                here.store, examined, mode=update_sheets.MODE, who=who, now=frame.clock()
            )
    finally:
        received.done(outcomes)
    newest = here.store.world().newest
    if newest and newest != before:
        scope.move_to(newest)
    st.rerun()
