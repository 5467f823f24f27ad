"""What is amiss in the lists as they stand, so that whoever keeps them can mend it at the next one."""

import streamlit as st

from pages.components import ask_quality, explaining, kept_out, lacking, quality, scope, sent_lists

view = scope.this()

quality.at_a_glance(view)
kept_out.section(view)
explaining.warnings(view)
explaining.explained(view)
quality.contradictions(view, ask_quality.contradictions())
sent_lists.course(view)
with st.container(key="tables"):
    left, right = st.columns(2, gap="large")
with left:
    lacking.identifiers(view)
    lacking.blanks(view)
with right:
    lacking.reasons(view)
    lacking.unchanged(view)
    sent_lists.silent(view)
    sent_lists.repeated(view)
