"""What the sections of Data quality share: the rows of a scope, and the lists behind their figures."""

from collections.abc import Iterable, Sequence
from typing import Any

from cme_data import quality
from pages.components import ask, lists, stale
from pages.components.lists import Rows
from pages.components.scope import Scope

Row = dict[str, Any]

MOST = 100  # rows of a table in sight; the list and its download have all
_UNSAID = {"columns", "number", "level", "rule", "fix", "provider"}  # what a list does not show


def of(rows: Iterable[Row], view: Scope) -> list[Row]:
    """The rows of the scope."""
    return [row for row in rows if view.register in (None, row["register"])]


def unexplained(rows: Iterable[Row], view: Scope) -> list[Row]:
    """The rows of the scope that nobody has explained."""
    known = ask.explained()
    return [row for row in of(rows, view) if quality.explained_by(row, known) is None]


def source(row: Row) -> str:
    """Whose row it is, as people say it."""
    return stale.Source(row["register"], row["provider"]).title


def behind(title: str, rows: Sequence[Row]) -> Rows:
    """The list of rows behind a figure that counts them."""

    def shown() -> list[Row]:
        return [{name: value for name, value in row.items() if name not in _UNSAID} for row in rows]

    return Rows(lists.name_of("quality", title), title, shown, len(rows))
