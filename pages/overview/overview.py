"""The Associate Director's page, read in a minute: who is known, what is late, who gets too little, what moved."""

import streamlit as st

from cme_data import panels
from pages.components import ask, brief, scope
from pages.components import overview as sections

view = scope.this()
panel = panels.last_before(ask.panel_days(), view.as_at)

sections.children(view, panel)
sections.held(view)
sections.hours(view, panel)
sections.since_panel(view, panel)
with st.container(key="tables"):
    left, right = st.columns([5, 6], gap="large")
with left:
    sections.overdue(view)
with right:
    sections.uploads()
brief.offer(view)
