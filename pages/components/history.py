"""The history of uploads, and taking one back."""

from collections.abc import Sequence

import streamlit as st

from cme_data import access, store
from cme_data.errors import CmeError
from cme_data.store import Upload
from pages.components import choice, frame, scope, seen, show, words
from schemas import REGISTERS

EVERY = "Every register"
STATES = {"stands": "Stands", "superseded": "Replaced by a later one", "withdrawn": "Withdrawn"}
_SAID, _ROUND = "withdrawal_done", "withdrawal_round"


def narrowed(uploads: Sequence[Upload]) -> list[Upload]:
    """The uploads of the register chosen, newest first; of a member of the panel, the panel's and the own service's."""
    titles = {register.title: name for name, register in REGISTERS.items()}
    chosen = choice.pick("Register of the uploads", (EVERY, *titles), "list")
    wanted = [upload for upload in uploads if chosen == EVERY or upload.register == titles[chosen]]
    if not access.may(frame.this().person.role, access.CHILDREN):
        return wanted
    mine = [upload for upload in wanted if seen.sees_list(upload.register, upload.provider)]
    if len(mine) < len(wanted):
        left = words.some(len(wanted) - len(mine), "upload")
        show.note(f"The lists of other services are left out: {left}.")
    return mine


def table(uploads: Sequence[Upload]) -> None:
    """Uploads, one row each."""
    import pyarrow

    if said := st.session_state.pop(_SAID, None):
        st.success(said, icon=":material/check_circle:")
    if not uploads:
        show.section("Uploads", "No upload yet.")
        return
    standing = sum(upload.status == "stands" for upload in uploads)
    show.section(
        "Uploads",
        f"{words.some(len(uploads), 'upload')}; {words.number(standing)} of them count in the figures.",
    )
    cells = {
        "Upload": [u.id for u in uploads],
        "State": [_state(u) for u in uploads],
        "Register": [REGISTERS[u.register].title for u in uploads],
        "List as at": [u.as_at for u in uploads],
        "File": [seen.file_of(u.register, u.provider, u.file_name) or "Not shown" for u in uploads],
        "The file has": [_holds(u) for u in uploads],
        "Uploaded by": [u.who for u in uploads],
        "Uploaded on": [u.at for u in uploads],
        "Data provider": [u.provider for u in uploads],
        "Sheet": [seen.file_of(u.register, u.provider, u.sheet) for u in uploads],
        "Rows": [u.rows for u in uploads],
        "Passed": [u.passed for u in uploads],
        "Errors": [u.errors for u in uploads],
        "Warnings": [u.warnings for u in uploads],
        "New": [u.new for u in uploads],
        "Changed": [u.changed for u in uploads],
        "Closed": [u.closed for u in uploads],
        "No longer listed": [u.dropped for u in uploads],
        "Unchanged": [u.unchanged for u in uploads],
    }
    st.dataframe(
        pyarrow.table(cells),
        hide_index=True,
        height=min(560, 38 + 35 * len(uploads)),
        alt="Uploads, newest first",
        placeholder="",
        column_config={
            "State": st.column_config.TextColumn(width=110),
            "List as at": st.column_config.DateColumn(format="D MMMM YYYY"),
            "Uploaded on": st.column_config.DatetimeColumn(format="D MMMM YYYY, HH:mm"),
        },
    )


def withdraw(uploads: Sequence[Upload]) -> None:
    """Take an upload out of the figures, with a reason; nothing of it is lost."""
    standing = {_name(upload): upload for upload in uploads if upload.status != "withdrawn"}
    if not standing or not access.may(frame.this().person.role, access.WITHDRAW):
        return
    show.section(
        "Withdraw an upload", "It then counts for nothing, and stays in this history with your reason."
    )
    turn = st.session_state.setdefault(_ROUND, 0)
    with st.form("withdraw", border=True):
        chosen = st.selectbox(
            "Upload", list(standing), index=None, placeholder="Choose …", key=f"withdraw_which-{turn}"
        )
        why = st.text_input(
            "Why", key=f"withdraw_why-{turn}", max_chars=300, help="Without any child's name, please."
        )
        if st.form_submit_button("Withdraw this upload", icon=":material/undo:"):
            _withdraw(standing.get(chosen or ""), why)


def _withdraw(upload: Upload | None, why: str) -> None:
    here = frame.this()
    access.check(here.person, access.WITHDRAW)
    if upload is None:
        raise CmeError("Choose the upload to withdraw.")
    now = frame.clock()
    store.withdraw(here.store, upload.id, why, here.person.name or "Not named", now)
    st.session_state[_SAID] = f"Upload {upload.id} is withdrawn: it counts for nothing any more."
    st.session_state[_ROUND] += 1  # the next one is chosen anew
    newest = here.store.world().newest
    if newest:
        scope.move_to(newest)
    st.rerun()


def _holds(upload: Upload) -> str:
    if upload.decided:
        return "A decision of the panel"
    return "The whole list" if upload.mode == "snapshot" else "Additions only"


def _state(upload: Upload) -> str:
    if upload.status == "withdrawn":
        return f"Withdrawn by {upload.withdrawn_by}: {upload.withdrawn_why}"
    return STATES.get(upload.status, upload.status)


def _name(upload: Upload) -> str:
    return f"{upload.id} · {REGISTERS[upload.register].title} · {upload.provider} · as at {words.day(upload.as_at)}"
