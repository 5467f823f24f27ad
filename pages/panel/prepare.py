"""Before a meeting of the panel: its papers and their days, the pack, and the services' update sheets."""

from pages.components import (
    ask,
    choice,
    moving,
    prepare,
    returning,
    scope,
    stale,
    update_sheets,
    words,
)

view = scope.this()
stale.note("cme", "actions", "meetings")
meetings = {words.day(meeting.held_on): meeting for meeting in ask.meetings()}
chosen = meetings[choice.pick("Meeting", tuple(meetings), "meeting", width=260)]
boroughs = (view.borough,) if view.borough else ()

moving.told(chosen)
prepare.papers(chosen)
moving.form(chosen)
prepare.pack(chosen, boroughs)
update_sheets.hand_out(chosen)
returning.draw(chosen)
update_sheets.take_in(chosen)
