"""The panel's actions between two meetings: who owes what by when, what became of it, and who keeps the dates."""

from pages.components import chasing, disagreeing, ending, recording, stale

recording.report()
stale.note("actions")
rows = chasing.chosen()
chasing.sheet(rows)
ending.draw(rows)
disagreeing.draw(("actions",))
chasing.unmet()
chasing.kept_dates()
