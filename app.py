"""The frame of the dashboard: navigation, who is asking, the shared scope, and where errors become sentences."""

import os
from pathlib import Path

import streamlit as st

from cme_data.errors import CmeError
from cme_data.sign_in import SignedOut
from pages.components import around, choice, download, faults, frame, lists, scope, words
from pages.components.contents import PAGES

SAMPLE = Path(__file__).parent / ".data" / "sample"

st.set_page_config(page_title="Children missing education", page_icon=str(around.ICON), layout="wide")

# Before anything can stop the run: until navigation has been drawn once, a deep link would get its page without a frame.
sections: dict[str, list[st.Page]] = {}
for entry in PAGES:
    sections.setdefault(entry.section, []).append(around.page(entry))
page = st.navigation(sections, expanded=True)  # every page in sight, however many there are
here = next((entry for entry in PAGES if entry.url == page.url_path), PAGES[0])
around.settle(deep_link=here is not PAGES[0])

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
        around.told(here, chosen, opened)
        page.run()
        lists.show()
        with noted:
            download.refused_elsewhere()
            choice.notices((here.url, chosen))
except SignedOut as error:
    around.sign_in(str(error))
except CmeError as error:
    st.error(words.plain(str(error)), icon=":material/error:")
except Exception as fault:  # noqa: BLE001  where a fault of ours becomes a sentence
    st.error(faults.sentence(fault, f"page {here.url}"), icon=":material/error:")
