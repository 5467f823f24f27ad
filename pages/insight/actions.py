"""What the panel agreed: open, overdue and due this week, by service, owner and age."""

from pages.components import ask, brief, scope, show, stale, tables, tiles, words
from pages.components.tables import Column

ACTIONS = ("action", "actions")

view = scope.this()
asked = view.question()
stale.note("actions")
row = ask.one("actions", asked)

show.section(
    "Actions agreed at the panel",
    f"{words.some(row['open'], *ACTIONS)} open; {words.number(row['overdue'])} overdue and "
    f"{words.number(row['due_soon'])} due within a week.",
)
tiles.row(
    "actions",
    (
        tiles.counted("Open", "actions", asked, "open", tone="quiet", title="Open actions"),
        tiles.counted("Overdue", "actions", asked, "overdue", title="Overdue actions"),
        tiles.counted(
            "Due this week", "actions", asked, "due_soon", note="on this day or in the 7 days after it"
        ),
        tiles.counted(
            "Escalated", "actions", asked, "escalated", note="to the Associate Director, still open"
        ),
    ),
)
ages = ("overdue_1_7", "overdue_8_14", "overdue_15_28", "overdue_29")
show.figures("How long overdue", "actions", asked, ages, unit=ACTIONS)
show.splits(
    "actions",
    asked,
    ("service", "owner"),
    figure="overdue",
    unit=ACTIONS,
    others=("open", "due_soon", "escalated"),
)

oldest = ask.oldest_overdue(asked, "service", "owner")
rows = [
    each | {"oldest": oldest.get((each["service"], each["owner"]))}
    for each in ask.rows("actions", view.question("service", "owner"))
]
show.section(
    "Open actions by service and owner", "The oldest overdue action of each owner stands at the right."
)
tables.show(
    "Open actions by service and owner",
    (
        Column("service", "Service"),
        Column("owner", "Owner"),
        Column("open", "Open", True),
        Column("overdue", "Overdue", True),
        Column("due_soon", "Due this week", True),
        Column("oldest", "Oldest was due on", blank="–"),
    ),
    rows,
)
brief.offer(view)
