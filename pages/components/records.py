"""How long records are kept, on a page: due, held, approved, gone; and everything held of one child."""

from typing import Any

import streamlit as st

from cme_data import access, quality, retention
from cme_data.retention.holds import approved_by
from cme_data.settings.entries import TWO_PEOPLE
from cme_data.workbook.outgoing import MARKING
from pages.components import ask_panel, backups, download, frame, looked, show, tables, words
from pages.components.tables import Column

Row = dict[str, Any]
_SAID, _NEXT, _MOST = "record_done", "records_round", 200


def report() -> None:
    """What was done last."""
    access.check(frame.this().person, access.KEEP)
    if said := st.session_state.pop(_SAID, None):
        st.success(said, icon=":material/check_circle:")


def due() -> list[Row]:
    """The records whose time is over, and what may be done with each."""
    here = frame.this()
    rows = ask_panel.kept_until()
    today = here.now.date()
    over = [row for row in rows if row["keep_until"] and row["keep_until"] <= today]
    unknown = sum(row["keep_until"] is None for row in rows)
    told = f"{words.some(len(over), 'record')} of {words.number(len(rows))} may be disposed of."
    if unknown:
        told += f" Of {words.number(unknown)} nobody can say until when: no birth date is recorded."
    show.section("Due for disposal", told)
    rule = here.settings.retention
    show.note(
        f"A record is kept {rule.years} years from birth, {rule.years_with_ehc_plan} where there ever was an EHC plan,"
        f" {rule.years_looked_after} where the child was ever looked after (Settings, Retention)."
    )
    approved, held = approved_by(here.store), {one.child: one for one in retention.holds(here.store)}
    cells = [
        row
        | {
            "name": _name(row),
            "state": "On a register still" if row["is_open"]
            else f"Held: {held[row['child']].why}" if row["child"] in held
            else f"Approved by {words.listed(dict.fromkeys(approved[row['child']]))}" if row["child"] in approved
            else "Not approved yet",
        }
        for row in over
    ]  # fmt: skip
    if rule.disposed_by == TWO_PEOPLE:
        show.note("A disposal takes two people: whoever approved it may not carry it out.")
    else:
        show.note(
            "One person may approve a disposal and carry it out, as the settings say; the audit log tells where it was so."
        )
    if cells:
        looked.at("records due for disposal", over)
        columns = (
            Column("name", "Child"), Column("keep_until", "Was kept until"), Column("because", "Because"),
            Column("last_listed", "Last listed"), Column("state", "How it stands"),
        )  # fmt: skip
        tables.show("Due for disposal", columns, cells[:_MOST], dense=True)
        _deciding(over)
    return rows


def holding() -> None:
    """The holds that stand, and the way to place and to lift one."""
    here = frame.this()
    standing = retention.holds(here.store)
    show.section("Held", f"{words.some(len(standing), 'record')} held whatever their time.")
    if not standing:
        return
    rows = quality.named(here.world, [{"child": one.child, "hold": one} for one in standing])
    cells = [
        {"name": _name(row), "why": row["hold"].why, "who": row["hold"].who, "at": row["hold"].placed_at}
        for row in rows
    ]
    looked.at("records that are held", rows)
    columns = (Column("name", "Child"), Column("why", "Why"), Column("who", "Held by"), Column("at", "Since"))
    tables.show("Held", columns, cells)
    names = {f"{_name(row)} · {row['hold'].why}": row["hold"].entry for row in rows}
    with st.form(f"lift-{_turn()}"):
        which = st.selectbox("Hold", list(names), index=None, placeholder="Choose …")
        why = st.text_input("Why it is lifted", max_chars=300)
        if st.form_submit_button("Lift this hold", icon=":material/lock_open:") and which:
            access.check(here.person, access.KEEP)
            retention.lift(here.store, names[which], why, _who(), frame.clock())
            _done("The hold is lifted.")


def gone() -> None:
    """What was disposed of: counted, never named."""
    past = retention.disposals(frame.this().store)
    if not past:
        return
    show.section("Disposed of", f"{words.some(len(past), 'record')} gone.")
    columns = (
        Column("at", "On"), Column("why", "Why"), Column("approved", "Approved by"), Column("who", "Disposed of by"),
        Column("rows", "Rows", True), Column("files", "Files rewritten", True), Column("backups", "Copies that held it then", True),
        Column("stays", "Left as it was"),
    )  # fmt: skip
    rows = [
        {"at": one.disposed_at, "why": one.why, "approved": one.approved_by, "who": one.who, "rows": one.rows,
         "files": one.files, "backups": len(one.backups), "stays": " ".join(one.stays)}
        for one in past
    ]  # fmt: skip
    tables.show("Disposed of", columns, rows)
    if frame.this().store.meta("compact") == "due":
        show.note(
            "The file still has the room that those records took. Stop the dashboard and run python -m cme_data compact:"
            " only then are their bytes overwritten."
        )


def subject_access() -> None:
    """One child's whole record as a workbook, for a subject access request."""
    here = frame.this()
    show.section(
        "All that is held of one child",
        "Every row of every list, with its file, sheet, row and who sent it; what was said of it; who looked.",
    )
    child = _one(here.world, "subject", "Name, UPN or record number")
    if child is None:
        return
    purpose = st.text_input(
        "For which request", max_chars=200, key="subject_purpose", help="Kept in the audit log."
    )
    if purpose.strip():
        download.button(
            "Download all that is held", lambda: _bundle(here, child, purpose),
            f"subject_access_{here.now.date()}_{MARKING}.xlsx", access.KEEP, icon=":material/folder_zip:",
            mime=download.FORMATS[".xlsx"][1],
        )  # fmt: skip
    with st.expander("Hold this record"), st.form(f"hold-{_turn()}", border=False):
        why = st.text_input("Why it must be kept", max_chars=300)
        if st.form_submit_button("Hold this record", icon=":material/lock:"):
            access.check(here.person, access.KEEP)
            retention.hold(here.store, child, why, _who(), frame.clock())
            _done("The record is held.")


def _bundle(here: frame.Frame, child: str, purpose: str) -> bytes:
    return retention.bundle(here.store, child, who=_who_of(here), purpose=purpose, now=frame.clock())


def _deciding(over: list[Row]) -> None:
    """Approve a disposal, or carry it out."""
    here = frame.this()
    names = {
        f"{_name(row)} · until {words.day(row['keep_until'])}": row["child"]
        for row in over
        if not row["is_open"]
    }
    with st.form(f"dispose-{_turn()}"):
        which = st.selectbox("Record", list(names), index=None, placeholder="Choose …")
        why = st.text_input("Ground of the approval", max_chars=300)
        sure = st.checkbox("This cannot be undone: the child leaves every list, file and version")
        looks = st.form_submit_button("See what goes and what stays", icon=":material/travel_explore:")
        first, second = st.columns(2)
        approves = first.form_submit_button("Approve its disposal", icon=":material/approval:")
        disposes = second.form_submit_button("Dispose of it", icon=":material/delete_forever:")
    if not which or not (looks or approves or disposes):
        return
    access.check(here.person, access.KEEP)
    if looks:
        _reaches(retention.reach(here.store, names[which], backups.schedule().folder))
        return
    if approves:
        retention.approve(here.store, names[which], why, _who(), frame.clock())
        _done("The disposal is approved.")
    if not sure:
        st.warning("Tick that this is meant: a disposal cannot be undone.", icon=":material/warning:")
        return
    made = retention.dispose(
        here.store,
        here.settings,
        names[which],
        backups_in=backups.schedule().folder,
        who=_who(),
        now=frame.clock(),
    )
    _done(
        f"The record is gone: {words.some(made.rows, 'row')}, {words.some(len(made.files), 'file')} rewritten,"
        f" {words.some(made.texts, 'text')}, {words.some(made.papers, 'kept report')}. {' '.join(made.stays)}"
    )


def _reaches(found: retention.Reach) -> None:
    """What the disposal of a record takes, and what it cannot reach."""
    texts = words.listed([f"{what.lower()} ({words.number(many)})" for what, many in found.texts])
    told = [
        f"What goes: {words.some(found.rows, 'row')} of {words.some(found.lists, 'list')}.",
        f"The name goes from texts that people wrote: {texts}." if texts else "No text that anybody wrote names the child.",
        f"Kept reports keep their figures and lose their files: {words.listed(found.papers)}."
        if found.papers else "No kept report names the child.",
        *found.stays,
    ]  # fmt: skip
    st.info("\n".join(f"- {words.plain(line)}" for line in told), icon=":material/travel_explore:")


def _one(world: Any, key: str, label: str) -> str | None:
    from cme_data import story

    typed = st.text_input(label, key=f"{key}_search", max_chars=80)
    if not typed.strip():
        return None
    found = {
        f"{_name(row)} · born {words.day(row['date_of_birth'])}": row["child"]
        for row in story.search(world, typed)[:20]
    }
    if not found:
        show.note("Nobody on the registers is named so, now or earlier.")
        return None
    looked.at("children found by a search", [{"child": child} for child in found.values()])
    which = st.selectbox(
        "Child", list(found), index=0 if len(found) == 1 else None, placeholder="Choose …", key=f"{key}_which"
    )
    return found.get(which or "")


def _name(row: Row) -> str:
    return ", ".join(filter(None, (row.get("surname"), row.get("forename")))) or "Not named"


def _who() -> str:
    return _who_of(frame.this())


def _who_of(here: frame.Frame) -> str:
    return here.person.name or "Not named"


def _turn() -> int:
    return int(st.session_state.setdefault(_NEXT, 0))


def _done(said: str) -> None:
    st.session_state[_SAID] = said
    st.session_state[_NEXT] = _turn() + 1
    st.rerun()
