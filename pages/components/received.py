"""The files on the upload page: told apart, read once for each way they are asked to be read."""

import hashlib
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

import streamlit as st

from cme_data import ingest
from cme_data.errors import CmeError, Protected, WrongPassword
from cme_data.ingest import Examined, Outcome
from cme_data.store.settled import Settled, remembered, settled
from pages.components import frame, visit, words
from schemas import REGISTERS

_ROUND, _DONE = "upload_round", "uploads_done"
_LAST, _STILL = "files_of_last_run", "files_still_here"
BY_HEADINGS, EVERY_SHEET, AS_ROWS_SAY = "By its headings", "Every sheet", "As the rows say"


@dataclass(frozen=True, slots=True)
class Received:
    """One file as sent, and what the person chose for it by hand."""

    name: str
    data: bytes = field(repr=False)
    as_at: date
    register: str | None = None
    sheet: str | None = None
    provider: str | None = None

    @property
    def short(self) -> str:
        """A short name for keys, that no two different files share."""
        return hashlib.sha256(self.name.encode() + self.data).hexdigest()[:12]


def files(sent: Iterable[Any], as_at: date) -> list[Received]:
    """Every file in the drop zone or still here from before, once; of files that are gone everything is forgotten."""
    found: dict[str, Received] = {}
    here = [Received(name, data, as_at) for name, data in st.session_state.get(_STILL, [])]
    for file in [*_still(here), *(Received(each.name, each.getvalue(), as_at) for each in sent)]:
        if file.short in found:
            st.info(f"{words.plain(file.name)} was dropped twice; it is shown once.")
        found[file.short] = file
    visit.keep_only(found)
    st.session_state[_LAST] = [(file.name, file.data) for file in found.values()]
    return list(found.values())


def _still(here: Sequence[Received]) -> list[Received]:
    """The files that lay in the drop zone when it was emptied, but for those taken out since."""
    if not here:
        return []
    st.markdown("Still here, and not committed:")
    with st.container(horizontal=True):
        out = {
            file.short
            for file in here
            if st.button(
                f"Take out {words.plain(file.name)}", key=f"out-{file.short}", icon=":material/close:"
            )
        }
    left = [file for file in here if file.short not in out]
    if out:
        st.session_state[_STILL] = [(file.name, file.data) for file in left]
        st.rerun()
    return left


def uploader_key() -> str:
    """The key of the drop zone; a new one after each commit, so that it is empty again.

    Streamlit forgets a drop zone when another page is drawn, too: what lay in it is still here on coming back.
    """
    key = f"files-{st.session_state.get(_ROUND, 0)}"
    if key not in st.session_state:
        st.session_state[_STILL] = st.session_state.get(_LAST, [])
    return key


def examined(file: Received) -> Examined | CmeError:
    """The file read and validated with all that was settled, or the sentence that says why it cannot be."""
    store = frame.this().store

    def read() -> Examined | CmeError:
        try:
            return ingest.examine(
                file.data,
                file.name,
                as_at=file.as_at,
                today=frame.this().now.date(),
                register=file.register,
                sheet=file.sheet,
                provider=file.provider,
                choices=visit.choices(file.short),
                remembered=remembered(store),
                password=visit.password(file.short) or None,
            )
        except CmeError as error:
            return error

    return visit.once("examined", file.short, _asked(file), read)


def is_protected(found: Examined | CmeError) -> bool:
    """Whether a password is wanted before anything can be said of the file."""
    return isinstance(found, (Protected, WrongPassword))


def preview(file: Received, found: Examined, mode: str, accept: bool) -> list[Outcome]:
    """What committing the file would change, as the store stands now."""
    store = frame.this().store
    key = (_asked(file), mode, accept, store.fingerprint)
    return visit.once(
        "preview", file.short, key, lambda: ingest.preview(store, found, mode=mode, accept_passed=accept)
    )


def by_hand(plain: Received) -> Received:
    """The file with what a person chose for it by hand: register, sheet and data provider."""
    sheets = visit.once("sheets", plain.short, bool(visit.password(plain.short)), lambda: _sheets(plain))
    titles = {register.title: register for register in REGISTERS.values()}
    with st.popover("Choose register, sheet or provider by hand", icon=":material/tune:"):
        said = st.selectbox(
            "Register", [BY_HEADINGS, *titles], key=f"register-{plain.short}", persist_state="session"
        )
        sheet = st.selectbox(
            "Sheet", [EVERY_SHEET, *sheets], key=f"sheet-{plain.short}", persist_state="session"
        )
        holders = titles[said].holders if said in titles else _all_holders()
        provider = st.selectbox(
            "Data provider",
            [AS_ROWS_SAY, *holders],
            key=f"provider-{plain.short}",
            persist_state="session",
            help="Needed where the rows do not say whose list it is, and for an empty list.",
        )
    return Received(
        plain.name,
        plain.data,
        plain.as_at,
        titles[said].name if said in titles else None,
        None if sheet == EVERY_SHEET else sheet,
        None if provider == AS_ROWS_SAY else provider,
    )


def known(register: str, providers: Iterable[str]) -> list[Settled]:
    """What is remembered for a sheet's sources; for all of its register's where the rows do not say whose they are."""
    whose = set(providers) or {*REGISTERS[register].holders}
    every = settled(frame.this().store)
    return [one for one in every if one.register == register and one.provider in whose]


def done(outcomes: list[Outcome], committed: Iterable[Received] = ()) -> None:
    """Remember what was committed, empty the drop zone, and forget those files; the others are still here."""
    gone = {(file.name, file.data) for file in committed}
    st.session_state[_DONE] = outcomes
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state[_LAST] = [file for file in st.session_state.get(_LAST, ()) if file not in gone]


def just_done() -> list[Outcome]:
    """What the last click committed, once."""
    return cast(list[Outcome], st.session_state.pop(_DONE, []))


def _asked(file: Received) -> Hashable:
    """All that the reading of a file depends on: an equal one gives the same answer."""
    remembered_now = tuple(one.entry for one in settled(frame.this().store))
    texts = tuple((sheet, chosen.as_text()) for sheet, chosen in visit.choices(file.short).items())
    by_hand = file.as_at, file.register, file.sheet, file.provider
    return by_hand, texts, remembered_now, visit.password(file.short)


def _sheets(plain: Received) -> list[str]:
    found = examined(plain)
    if isinstance(found, CmeError):
        return []
    return list(dict.fromkeys([*(sheet.sheet for sheet in found.sheets), *found.not_used]))


def _all_holders() -> list[str]:
    return list(dict.fromkeys(holder for register in REGISTERS.values() for holder in register.holders))
