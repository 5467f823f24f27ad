"""The panel's meeting on the wall: one child after the other, and what is decided, recorded as it is said."""

from pages.components import attendance, deciding, disagreeing, recording, room, room_child, stale, unlisted

held_on, rows = room.choose()
if held_on:
    stale.note("cme")
    recording.report()
    chosen = room.turn(rows)
    if chosen:
        room_child.draw(chosen)
        deciding.draw(chosen, held_on)
    else:
        disagreeing.draw(("cme", "meetings"))
        unlisted.approved()
        room.everybody(rows)
        attendance.draw(held_on)
