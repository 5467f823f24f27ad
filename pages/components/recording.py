"""A decision kept from a page: by whom, what came of it, and the way back."""

from collections.abc import Callable
from typing import cast

import streamlit as st

from cme_data import access, panel
from cme_data.errors import CmeError
from cme_data.panel import By, Recorded
from pages.components import frame, scope, signing, words

_DONE, _ROUND, _SHOWN = "recorded_last", "recorded_rounds", "recorded_shown"


def may() -> bool:
    """Whether the person may record, and has a name to record by; else why not stands here."""
    if not access.may(frame.this().person.role, access.RECORD):
        st.info("You may look, and business support records what is decided.", icon=":material/visibility:")
        return False
    return signing.named()


def keep(said: str, do: Callable[[By], Recorded], draft_of: str = "") -> None:
    """Record something and forget its draft; where it is refused, the sentence stands here and the draft stays."""
    try:
        by = By(signing.signature(access.RECORD), frame.clock())
        done = do(by)
    except CmeError as refused:
        st.error(words.plain(str(refused)), icon=":material/error:")
        return
    if draft_of:
        _rounds()[draft_of] = _rounds().get(draft_of, 0) + 1
    st.session_state[_DONE] = said, done
    _follow()


def report() -> None:
    """What was recorded last, with the button that undoes it; it stays until the next."""
    said, done = st.session_state.get(_DONE, ("", None))
    if done is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="recorded"):
        if done.uploads:
            number = f" as {done.number}" if done.number else ""
            st.success(words.plain(f"{said}: kept{number}."), icon=":material/check_circle:")
            if st.button("Undo", icon=":material/undo:", key="undo-recorded"):
                _undo(said, done)
        else:
            st.info(words.plain(done.notice or f"{said}: this stands already."), icon=":material/info:")


def draft(of: str, name: str) -> str:
    """The key of a field of a draft, which stays, whatever is looked at meanwhile, until the draft is recorded."""
    return f"draft-{of}-{_rounds().get(of, 0)}-{name}"


def shown(what: str, content: int) -> int:
    """The content that the page showed when the person last looked; it may have changed by the time of a click."""
    seen = st.session_state.setdefault(_SHOWN, {})
    before, seen[what] = seen.get(what, content), content
    return cast(int, before)


def _undo(said: str, done: Recorded) -> None:
    here = frame.this()
    try:
        panel.undo(here.store, done.uploads, here.person, frame.clock())
    except CmeError as refused:
        st.error(words.plain(str(refused)), icon=":material/error:")
        return
    st.session_state[_DONE] = said, Recorded((), notice=f"{said}: undone.")
    _follow()


def _follow() -> None:
    newest = frame.this().store.world().newest
    if newest and newest != frame.this().world.newest:
        scope.move_to(newest)
    st.rerun()


def _rounds() -> dict[str, int]:
    return cast("dict[str, int]", st.session_state.setdefault(_ROUND, {}))
