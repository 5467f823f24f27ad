"""The frame of the dashboard: navigation, who is asking, the shared scope, and where errors become sentences."""

import logging
import os
import secrets
import traceback
from pathlib import Path

import streamlit as st

from cme_data.errors import CmeError
from cme_data.sign_in import SignedOut
from pages.components import around, choice, frame, lists, scope, words
from pages.components.contents import PAGES

LOG = logging.getLogger("cme.pages")
SAMPLE = Path(__file__).parent / ".data" / "sample"

st.set_page_config(page_title="Children missing education", page_icon=str(around.ICON), layout="wide")

# Before anything can stop the run: until navigation has been drawn once, a deep link would get its page without a frame.
sections: dict[str, list[st.Page]] = {}
for entry in PAGES:
    link = st.Page(
        entry.path,
        title=entry.title,
        icon=entry.icon,
        url_path="" if entry is PAGES[0] else entry.url,
        default=entry is PAGES[0],
        visibility="visible" if around.offered(entry) else "hidden",
    )
    sections.setdefault(entry.section, []).append(link)
# The first page stands at the root, and Streamlit knows it by no other address: here is the one that is typed.
sections[PAGES[0].section].append(st.Page(PAGES[0].path, url_path=PAGES[0].url, visibility="hidden"))
page = st.navigation(sections, expanded=True)  # every page in sight, however many there are
here = next((entry for entry in PAGES if entry.url == page.url_path), PAGES[0])
around.settle(deep_link=bool(page.url_path))

try:
    name = around.sidebar()
    opened = frame.open_frame(Path(os.environ.get("CME_DATA_DIR") or SAMPLE), frame.clock(), name)
    around.welcome(opened.person.role)
    around.who(opened)
    lists.begin()
    around.top(here, opened)
    if around.ready(here, opened):
        noted = st.container()
        chosen = scope.draw(here.scope)
        around.told(here, chosen)
        page.run()
        around.meant(here)
        lists.show()
        with noted:
            choice.notices((here.url, chosen))
except SignedOut as error:
    around.sign_in(str(error))
except CmeError as error:
    st.error(words.plain(str(error)), icon=":material/error:")
except Exception as fault:  # noqa: BLE001  the one place where a fault of ours becomes a sentence
    # A fault of ours is a sentence on the page, and where it happened goes to the log; what it says itself may quote a
    # child's row, and goes nowhere.
    reference = secrets.token_hex(4)
    where = "".join(traceback.format_tb(fault.__traceback__))
    LOG.error("Reference %s on page %s: %s\n%s", reference, here.url, type(fault).__name__, where)
    st.error(
        "Something went wrong in the dashboard. "
        f"Tell whoever looks after it this reference: **{reference}**.",
        icon=":material/error:",
    )
