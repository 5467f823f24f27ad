"""The panel's actions between two meetings: who owes what by when, what became of it, and who keeps the dates."""

from pages.components import ask, chasing, disagreeing, ending, recording, show, stale

recording.report()
stale.note("actions")
if ask.uploaded("actions"):
    rows = chasing.chosen()
    chasing.sheet(rows)
    ending.draw(rows)
    disagreeing.draw(("actions",))
    chasing.unmet()
    chasing.kept_dates()
else:
    show.section("Actions agreed at the panel", "No upload of the panel's actions yet.")
