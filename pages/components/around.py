"""What stands around every page: the product's name, who is asking, the banner, the title, and the first steps."""

import os
from copy import copy
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from cme_data import access
from cme_data.panel.services import SERVICES
from pages.components import choice, contents, identity, style, words
from pages.components.contents import Entry
from pages.components.frame import Frame
from pages.components.scope import Scope

NAME = "who"
_SAID = "who_was_said_on_the_page"
_ROLE = "role_of_the_navigation"
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
    """The product's name and, where nobody signs in, the person's own; gives that name."""
    st.html(f"<style>{style.sheet()}</style>")
    st.logo(_WORDMARK, size="large")
    if identity.client_id() is not None:
        return ""
    if said := st.session_state.pop(_SAID, ""):
        st.session_state[NAME] = said
    with st.sidebar:
        return st.text_input(
            "Your name",
            os.environ.get("CME_WHO", ""),
            key=NAME,
            persist_state="session",
            max_chars=80,
            help="Written beside your uploads, withdrawals and downloads of lists.",
        )


def page(entry: Entry) -> st.Page:
    """A page of the navigation, which offers it by the role of the run before, as it is drawn before anybody is known."""
    # A run ordains the one that it draws, so each has copies; finding every file anew took a fifth of a busy run.
    return copy(_page(entry, access.may(st.session_state.get(_ROLE, "administrator"), entry.needs)))


@cache
def _page(entry: Entry, offered: bool) -> st.Page:
    return st.Page(
        entry.path,
        title=entry.title,
        icon=entry.icon,
        url_path=entry.url,
        default=entry is contents.PAGES[0],
        visibility="visible" if offered else "hidden",
    )


def welcome(role: str) -> None:
    """Draw the navigation anew where it was drawn for another role; what is hidden is refused all the same."""
    if st.session_state.get(_ROLE, "administrator") != role:
        st.session_state[_ROLE] = role
        st.rerun()


def who(frame: Frame) -> None:
    """Who is signed in, with the way out; or, over made-up data, as whom to look around."""
    with st.sidebar:
        if identity.client_id() is not None:
            role = access.TITLES[frame.person.role]
            of = f", {frame.person.service}" if frame.person.service else ""
            st.html(
                f'<p class="signed-in"><strong>{escape(frame.person.name)}</strong><br>{escape(role + of)}</p>'
            )
            if st.button("Sign out", icon=":material/logout:", type="tertiary"):
                identity.leave(frame.store, frame.now)
        elif frame.store.is_sample:
            roles = list(access.TITLES)
            st.selectbox(
                "View as", roles, roles.index("administrator"), format_func=access.TITLES.__getitem__, key=identity.VIEW_AS,
                persist_state="session", help="What each role sees. Only over made-up data can it be chosen.",
            )  # fmt: skip
            if frame.person.role == "panel_member":
                st.selectbox("Service", SERVICES, key=identity.OF_SERVICE, persist_state="session")


def sign_in(why: str) -> None:
    """What somebody sees who is not signed in, or no longer."""
    welcome("")
    st.title("Children missing education", anchor=False)
    st.info(words.plain(why), icon=":material/lock:")
    if st.button("Sign in with your council account", type="primary", icon=":material/login:"):
        st.login()


def top(here: Entry, frame: Frame) -> None:
    """The banner of a made-up authority, and the page's title."""
    if frame.store.is_sample:
        st.html(
            '<div class="sample" role="note"><strong>Sample data: no real child.</strong> '
            "Everything here is made up, to look around in.</div>"
        )
    st.title(here.title, anchor=False)


def ready(here: Entry, frame: Frame) -> bool:
    """Whether the page may be drawn: the person may see it, has a name, and there is something to see; else what to do first."""
    access.check(frame.person, here.needs)
    if not frame.person.name and not frame.store.is_sample:
        _asks_who()
        return False
    if here.scope and frame.world.newest is None:
        _first_steps(frame)
        return False
    return True


def told(here: Entry, scope: Scope, frame: Frame) -> None:
    """The scope in words, that something newer is being counted, and a note of what the address asked for in vain."""
    choice.unknown_names((choice.OPEN, *here.scope, *here.own))
    if here.scope:
        st.html(f'<p class="scope">{escape(scope.words(here.scope))}</p>')
    if not frame.is_newest:
        st.info(
            "A list was committed a moment ago and is being counted: what stands here was known before it."
            " Open the page again in a few seconds.",
            icon=":material/hourglass:",
        )


def _asks_who() -> None:
    st.info(
        "**Say who you are first.** This store holds records of real children, and the audit log keeps who opened them:"
        " nothing is shown to somebody without a name.",
        icon=":material/person:",
    )
    said = st.text_input("Your full name", max_chars=80, width=400).strip()
    if said:
        st.session_state[_SAID] = said
        st.rerun()


def _first_steps(frame: Frame) -> None:
    if not access.may(frame.person.role, access.UPLOAD):
        st.markdown(
            "**No register has been uploaded yet, so there is nothing to count:** business support uploads them."
        )
        return
    st.markdown(
        "**No register has been uploaded yet, so there is nothing to count.** Two steps bring the first figures:\n\n"
        "1. Use the workbooks the services keep now, or download a blank **template** of each register.\n"
        "2. **Upload** them: every problem is shown cell by cell before anything is kept."
    )
    with st.container(horizontal=True):
        contents.link("pages/registers/upload.py", "Upload workbooks")
        contents.link("pages/registers/templates.py", "Download templates")
