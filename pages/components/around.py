"""What stands around every page: the product's name, who is asking, the banner, the title, and the first steps."""

import os
from html import escape
from pathlib import Path

import streamlit as st

from cme_data import access
from pages.components import choice, contents, style
from pages.components.contents import Entry
from pages.components.frame import Frame
from pages.components.scope import Scope

NAME = "who"
ICON = Path(__file__).with_name(
    "icon.svg"
)  # of our own: Streamlit would fetch its symbols from another company
_WORDMARK = """<svg xmlns="http://www.w3.org/2000/svg" width="260" height="44" viewBox="0 0 260 44">
<rect x="0" y="4" width="6" height="36" fill="#12436D"/>
<text x="16" y="20" font-family="Source Sans, Arial, sans-serif" font-size="17" font-weight="700" fill="#12436D"
>Children missing</text>
<text x="16" y="39" font-family="Source Sans, Arial, sans-serif" font-size="17" font-weight="700" fill="#12436D"
>education</text></svg>"""


def settle(deep_link: bool) -> None:
    """Load the page again where it is a deep link and the first page that this server was asked for.

    Streamlit does not know the pages until then, and would lay "Page not found" over the right page.
    """
    first = _first_run()
    if first and deep_link:
        st.html("<script>window.location.reload()</script>", unsafe_allow_javascript=True)
    first.clear()


@st.cache_resource(show_spinner=False)
def _first_run() -> list[bool]:
    return [True]


def sidebar() -> str:
    """The product's name and the person's own; gives the name."""
    st.html(f"<style>{style.sheet()}</style>")
    st.logo(_WORDMARK, size="large")
    with st.sidebar:
        return st.text_input(
            "Your name",
            os.environ.get("CME_WHO", ""),
            key=NAME,
            persist_state="session",
            max_chars=80,
            help="Written beside your uploads, withdrawals and downloads of lists.",
        )


def top(here: Entry, frame: Frame) -> None:
    """The banner of a made-up authority, and the page's title."""
    if frame.store.is_sample:
        st.html(
            '<div class="sample" role="note"><strong>Sample data: no real child.</strong> '
            "Everything here is made up, to look around in.</div>"
        )
    st.title(here.title, anchor=False)


def ready(here: Entry, frame: Frame) -> bool:
    """Whether the page may be drawn: the person may see it, and there is something to see; else what to do first."""
    access.check(frame.person, here.needs)
    if here.scope and frame.world.newest is None:
        _first_steps()
        return False
    return True


def told(here: Entry, scope: Scope) -> None:
    """The scope in words, and a note of what the address asked for in vain."""
    choice.unknown_names((choice.OPEN, *here.scope, *here.own))
    if here.scope:
        st.html(f'<p class="scope">{escape(scope.words(here.scope))}</p>')


def _first_steps() -> None:
    st.markdown(
        "**No register has been uploaded yet, so there is nothing to count.** Two steps bring the first figures:\n\n"
        "1. Use the workbooks the services keep now, or download a blank **template** of each register.\n"
        "2. **Upload** them: every problem is shown cell by cell before anything is kept."
    )
    with st.container(horizontal=True):
        contents.link("pages/registers/upload.py", "Upload workbooks")
        contents.link("pages/registers/templates.py", "Download templates")
