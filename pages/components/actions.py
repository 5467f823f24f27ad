"""The panel's actions as figures: open, overdue and due this week, by age, service and owner."""

from cme_data.measures.measure import Question
from pages.components import ask, show, tables, tiles, words
from pages.components.scope import Scope
from pages.components.tables import Column

ACTIONS = ("action", "actions")
_AGES = ("overdue_1_7", "overdue_8_14", "overdue_15_28", "overdue_29")


def headline(asked: Question) -> None:
    """How many are open, overdue, due within a week and escalated."""
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


def splits(asked: Question) -> None:
    """What is overdue: for how long, and by whom it is owed."""
    show.figures("How long overdue", "actions", asked, _AGES, unit=ACTIONS)
    show.splits(
        "actions",
        asked,
        ("service", "owner"),
        figure="overdue",
        unit=ACTIONS,
        others=("open", "due_soon", "escalated"),
    )


def by_owner(view: Scope) -> None:
    """Every service and owner with an open action, and the oldest that each lets stand."""
    title = "Open actions by service and owner"
    oldest = ask.oldest_overdue(view.question(), "service", "owner")
    rows = [
        each | {"oldest": oldest.get((each["service"], each["owner"]))}
        for each in ask.rows("actions", view.question("service", "owner"))
    ]
    if not rows:
        show.section(title, "No actions in this scope.")
        return
    show.section(title, "The oldest overdue action of each owner stands at the right.")
    tables.show(
        title,
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
