"""A file of the DfE's published figures: what was read of it, and only then the button that keeps it."""

import streamlit as st

from cme_data import access, published
from cme_data.errors import CmeError
from cme_data.published import Release
from pages.components import frame, show, signing, words

_SAID, _ROUND = "published_done", "published_round"


def draw() -> None:
    """The drop zone, for those who may upload."""
    if done := st.session_state.pop(_SAID, None):
        st.success(words.plain(done), icon=":material/check_circle:")
    if not access.may(frame.this().person.role, access.UPLOAD):
        return
    show.section("Load a file")
    st.markdown(
        "The CSV file of a data set of *Elective home education* or *Children missing education* from Explore Education "
        "Statistics, as it is downloaded there. **Nothing is kept until you load it.**"
    )
    sent = st.file_uploader("CSV file", type=["csv"], key=f"published-{st.session_state.get(_ROUND, 0)}")
    if sent is None:
        return
    try:
        release = published.read(sent.getvalue(), sent.name)
    except CmeError as error:
        st.error(words.plain(str(error)), icon=":material/block:")
        return
    _told(release)
    if st.button("Load these figures", type="primary", disabled=not signing.named(), icon=":material/save:"):
        _load(release)


def _told(release: Release) -> None:
    """What was read, before it is kept."""
    first, last = words.period(release.periods[0]), words.period(release.periods[-1])
    areas = ", ".join(f"{level or 'without a level'} {number:,}" for level, number in release.areas.items())
    lines = [
        f"**{words.plain(release.publication.title)}**, in {release.layout}",
        f"{words.some(len(release.rows), 'row')}, {first if first == last else f'{first} to {last}'}",
        f"Areas: {words.plain(areas)}",
    ]
    if release.symbols:
        counted = ", ".join(f"{symbol} {number:,} times" for symbol, number in release.symbols.items())
        lines.append(f"In the place of a number: {words.plain(counted)}")
    if release.not_read:
        lines.append(f"Columns that are not read: {words.plain(', '.join(release.not_read))}")
    st.markdown("\n".join(f"- {line}" for line in lines))


def _load(release: Release) -> None:
    done = published.load(frame.this().store, release, signing.signature(), frame.clock())
    st.session_state[_SAID] = done.says
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()
