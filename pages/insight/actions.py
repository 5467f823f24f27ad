"""What the panel agreed: open, overdue and due this week, by service, owner and age."""

from pages.components import actions, ask, brief, scope, show, stale

view = scope.this()
asked = view.question()
stale.note("actions")
if ask.uploaded("actions"):
    actions.headline(asked)
    actions.splits(asked)
    actions.by_owner(view)
else:
    show.section("Actions agreed at the panel", "No upload of the panel's actions yet.")
brief.offer(view)
