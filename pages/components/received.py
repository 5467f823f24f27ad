"""The files on the upload page: read once for each way they are asked to be read, kept for the visit only."""

import hashlib
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import streamlit as st

from cme_data import ingest
from cme_data.errors import CmeError
from cme_data.ingest import Examined, Outcome
from pages.components import frame
from schemas import REGISTERS

_KEPT, _ROUND, _DONE = "files_examined", "upload_round", "uploads_done"
_MOST_KEPT = 24  # answers a visit keeps: eight files, each read, previewed and previewed again
BY_HEADINGS, EVERY_SHEET, AS_ROWS_SAY = "By its headings", "Every sheet", "As the rows say"


@dataclass(frozen=True, slots=True)
class Received:
    """One file as sent, and what the person chose for it by hand."""

    name: str
    data: bytes
    as_at: date
    register: str | None = None
    sheet: str | None = None
    provider: str | None = None

    @property
    def short(self) -> str:
        """A short name for keys, that no two different files share."""
        return hashlib.sha256(self.name.encode() + self.data).hexdigest()[:12]


def uploader_key() -> str:
    """The key of the drop zone; a new one after each commit, so that it is empty again."""
    return f"files-{st.session_state.get(_ROUND, 0)}"


def examined(file: Received) -> Examined | CmeError:
    """The file read and validated, or the sentence that says why it cannot be."""
    key = ("examined", file.short, file.as_at, file.register, file.sheet, file.provider)

    def read() -> Examined | CmeError:
        today = frame.this().now.date()
        try:
            return ingest.examine(
                file.data,
                file.name,
                as_at=file.as_at,
                today=today,
                register=file.register,
                sheet=file.sheet,
                provider=file.provider,
            )
        except CmeError as error:
            return error

    return cast("Examined | CmeError", _once(key, read))


def preview(file: Received, found: Examined, mode: str, accept: bool) -> list[Outcome]:
    """What committing the file would change, as the store stands now."""
    store = frame.this().store
    key = ("preview", file, mode, accept, store.fingerprint)
    return cast(
        list[Outcome], _once(key, lambda: ingest.preview(store, found, mode=mode, accept_passed=accept))
    )


def by_hand(name: str, data: bytes, as_at: date) -> Received:
    """The file with what a person chose for it by hand: register, sheet and data provider."""
    plain = Received(name, data, as_at)
    found = examined(plain)
    sheets = [] if isinstance(found, CmeError) else [*(s.sheet for s in found.sheets), *found.not_used]
    titles = {register.title: register for register in REGISTERS.values()}
    with st.popover("Choose register, sheet or provider by hand", icon=":material/tune:"):
        said = st.selectbox("Register", [BY_HEADINGS, *titles], key=f"register-{plain.short}")
        sheet = st.selectbox("Sheet", [EVERY_SHEET, *dict.fromkeys(sheets)], key=f"sheet-{plain.short}")
        holders = titles[said].holders if said in titles else _all_holders()
        provider = st.selectbox(
            "Data provider",
            [AS_ROWS_SAY, *holders],
            key=f"provider-{plain.short}",
            help="Needed where the rows do not say whose list it is, and for an empty list.",
        )
    return Received(
        name,
        data,
        as_at,
        titles[said].name if said in titles else None,
        None if sheet == EVERY_SHEET else sheet,
        None if provider == AS_ROWS_SAY else provider,
    )


def done(outcomes: list[Outcome]) -> None:
    """Remember what was committed, empty the drop zone, and forget the files."""
    st.session_state[_DONE] = outcomes
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state.pop(_KEPT, None)


def just_done() -> list[Outcome]:
    """What the last click committed, once."""
    return cast(list[Outcome], st.session_state.pop(_DONE, []))


def _all_holders() -> list[str]:
    return list(dict.fromkeys(holder for register in REGISTERS.values() for holder in register.holders))


def _once(key: Hashable, make: Any) -> Any:
    kept = st.session_state.setdefault(_KEPT, {})
    if key not in kept:
        if len(kept) >= _MOST_KEPT:
            kept.pop(next(iter(kept)))
        kept[key] = make()
    return kept[key]
