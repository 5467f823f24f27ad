"""Workbooks in: what was read, what is wrong, what would change, and only then the commit."""

import streamlit as st

from pages.components import committing, file_card, frame, received

MODES = {"The whole list": "snapshot", "Additions only": "additions"}

committing.report()
today = frame.this().now.date()
st.markdown("Every problem and every change is shown first; **nothing is kept until you commit**.")
with st.container(horizontal=True, vertical_alignment="bottom"):
    as_at = st.date_input(
        "The list speaks for (as-at date)",
        today,
        max_value=today,
        format="DD/MM/YYYY",
        width=240,
        key="list_as_at",
        persist_state="session",
    )
    said = st.segmented_control(
        "The file has",
        list(MODES),
        default="The whole list",
        required=True,
        key="list_mode",
        persist_state="session",
        help="The whole list replaces the one before it. Additions only: new or changed rows, nobody else is touched.",
    )
mode = MODES[said or "The whole list"]
sent = st.file_uploader(
    "Workbooks",
    type=["xlsx", "xlsm", "xls", "ods", "csv"],
    accept_multiple_files=True,
    key=received.uploader_key(),
)

files = received.files(sent, as_at)
ready = [each for file in files for each in file_card.draw(file, mode)]
committing.button(ready, mode, waiting=len(files))
