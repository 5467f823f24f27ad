"""The commentary of a report, written where it will be read: nobody's words are lost, and no child is named outside."""

from html import escape

import streamlit as st

from cme_data import access
from cme_data.errors import CmeError
from cme_data.reports.report import Commentary, Document
from cme_data.reports.woven import parts
from cme_data.store.commentary import Written, write
from cme_data.store.edition import Edition
from pages.components import ask_reports, frame, signing, tables, words
from pages.components.tables import Column

_BEGAN, _SHOWN, _MOST = "commentary_began", "commentary_shown", 6_000


def draw(edition: Edition, block: Commentary, section: str) -> None:
    """The words of one part: to read, and to write for those who may."""
    newest = ask_reports.written(edition).get(block.part)
    if not access.may(frame.this().person.role, access.REPORT):
        _read(newest, block)
        return
    st.html("<h3>Commentary</h3>")
    began, key = _began(edition, block, newest)
    typed = st.text_area(
        f"Commentary: {words.plain(section)}", _text(began, block), key=key, max_chars=_MOST, height=160,
        label_visibility="collapsed", persist_state="session",
        placeholder="What these figures mean, what was done about them, and what comes next.",
    ) or ""  # fmt: skip
    upon = began.entry if began else None
    if newest is not None and newest.entry != upon:
        upon = _both(edition, block, newest, upon)
    agreed = _agreed(edition, typed, key) if typed.strip() != _text(newest, block).strip() else True
    with st.container(horizontal=True, vertical_alignment="center"):
        clicked = st.button("Save commentary", key=f"save-{key}", icon=":material/save:")
        if newest is not None:
            st.html(f'<p class="note">Saved by {escape(newest.who)}, {words.moment(newest.at)}.</p>')
    if clicked:
        _save(edition, block, typed, upon, agreed)
    _earlier(edition, block)


def unsaved(edition: Edition, document: Document) -> list[str]:
    """The sections whose commentary the person has typed and not saved."""
    kept, found = st.session_state.get(_BEGAN, {}), []
    for title, block in parts(document):
        if (edition, block.part) in kept:
            began = kept[edition, block.part]
            typed = st.session_state.get(_key(edition, block, began))
            if typed is not None and typed.strip() != _text(began, block).strip():
                found.append(title)
    return found


def _read(newest: Written | None, block: Commentary) -> None:
    text = _text(newest, block)
    if text:
        by = f'<p class="note">{escape(newest.who)}, {words.moment(newest.at)}.</p>' if newest else ""
        st.html(f'<h3>Commentary</h3><p class="said">{escape(text)}</p>{by}')


def _text(written: Written | None, block: Commentary) -> str:
    return written.text if written is not None else block.text


def _began(edition: Edition, block: Commentary, newest: Written | None) -> tuple[Written | None, str]:
    """What the person had before them when they began, and the key of their field; untouched, it follows the newest."""
    kept = st.session_state.setdefault(_BEGAN, {})
    began = kept.setdefault((edition, block.part), newest)
    if began != newest and st.session_state.get(_key(edition, block, began)) in (None, _text(began, block)):
        began = kept[edition, block.part] = newest
    return began, _key(edition, block, began)


def _key(edition: Edition, block: Commentary, began: Written | None) -> str:
    parts = (*map(str, edition.cells), block.part, str(began.entry if began else 0))
    return "commentary-" + "-".join(parts)


def _both(edition: Edition, block: Commentary, newest: Written, upon: int | None) -> int | None:
    """Somebody else's newer words beside those being written; saving stands upon them once they were shown."""
    st.warning(
        f"{words.plain(newest.who)} saved this commentary on {words.moment(newest.at)}, while you were writing. Yours is "
        "in the field, theirs below: put together what should stand, and save. Both stay in the history.",
        icon=":material/group:",
    )
    st.html(f'<p class="said">{escape(newest.text) or "Nothing: the commentary was taken out."}</p>')
    shown = st.session_state.setdefault(_SHOWN, {})
    before, shown[edition, block.part] = shown.get((edition, block.part)), newest.entry
    return newest.entry if before == newest.entry else upon


def _agreed(edition: Edition, typed: str, key: str) -> bool:
    """Whether the words name nobody, or somebody looked at what may look as if they did."""
    found = ask_reports.recognisable(edition, typed)
    if not found:
        return True
    told = " ".join(found)
    reader = "This report leaves the service." if edition.released else "Senior leaders read this, and never a child."
    st.warning(
        words.plain(f"{reader} {told} Take out whatever tells which child is meant."),
        icon=":material/privacy_tip:",
    )
    return st.checkbox(
        "I have looked at each of these: no child can be recognised", key=f"looked-{key}-{hash(told)}"
    )


def _save(edition: Edition, block: Commentary, typed: str, upon: int | None, agreed: bool) -> None:
    if not agreed:
        st.error("Not saved: look at what is warned of above, and say so.", icon=":material/error:")
        return
    try:
        who = signing.signature(access.REPORT)
        saved = write(frame.this().store, edition, block.part, typed, upon, who, frame.clock())
    except CmeError as refused:
        st.error(words.plain(str(refused)), icon=":material/error:")
        return
    st.session_state[_BEGAN][edition, block.part] = saved
    st.rerun()


def _earlier(edition: Edition, block: Commentary) -> None:
    _, *earlier = ask_reports.ever(edition, block.part) or [None]
    if earlier:
        rows = [
            {"at": words.moment(one.at), "who": one.who, "text": one.text or "Taken out"}
            for one in earlier
            if one
        ]
        tables.folded(
            "Earlier commentary",
            (Column("at", "Saved"), Column("who", "By"), Column("text", "Commentary", prose=True)),
            rows,
            f"Earlier commentary ({len(rows)})",
        )
