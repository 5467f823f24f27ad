"""How the figures moved: by fortnight, month, term, half-year or year, split by category or borough."""

import streamlit as st

from pages.components import brief, course, scope, show, words

view = scope.this()
chosen = course.choose(view)
marked = f"The dotted line marks the newest panel, {words.day(chosen.panel)}. " if chosen.panel else ""
show.note(f"{marked}Gaps are periods without an upload; a hollow mark is a period that is not over.")
course.show_how_judged(chosen)

course.show_figure(chosen, "caseload")
left, right = st.columns(2, gap="large")
with left:
    course.show_figure(chosen, "below_25")
    course.show_figure(chosen, "joined")
with right:
    course.show_figure(chosen, "overdue")
    course.show_figure(chosen, "left")
brief.offer(view)
