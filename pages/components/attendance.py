"""Which services came to the meeting."""

from datetime import date

import streamlit as st

from cme_data import panel
from pages.components import deciding, frame, recording, show, words


def draw(held_on: date) -> None:
    """The services attending, as they stand; another choice is kept with the button."""
    row = panel.meeting_on(frame.this().world, held_on)
    came = [name.strip() for name in (row["attended"] or "").split(";") if name.strip()] if row else []
    told = f"{words.some(len(came), 'service')} recorded." if came else "Not recorded yet."
    show.section("Services attending", told)
    if row is None or not deciding.open_(held_on):
        return
    draft = f"attended-{held_on}"
    shown = recording.shown(draft, row["content"])
    services = list(dict.fromkeys((*panel.SERVICES, *came)))
    chosen = st.multiselect(
        "Services", services, came, key=recording.draft(draft, "services"), persist_state="session"
    )
    if st.button("Keep who came", icon=":material/how_to_reg:", disabled=sorted(chosen) == sorted(came)):
        recording.keep(
            "Services attending",
            lambda by: panel.attended(frame.this().store, held_on, chosen, by, shown=shown),
            draft,
        )
