"""What the sections of Data quality share: the rows of a scope, and the lists behind their figures."""

from collections.abc import Iterable, Sequence
from typing import Any

from cme_data import quality
from pages.components import ask_quality, lists, seen, stale
from pages.components.lists import Rows
from pages.components.scope import Scope
from schemas import REGISTERS

Row = dict[str, Any]

MOST = 100  # rows of a table in sight; the list and its download have all
_FIRST = ("surname", "forename", "date_of_birth", "register", "column", "value", "message", "why_kept_out")
_UNSAID = {"columns", "number", "level", "rule", "fix", "provider", "sheet"}  # what a list does not show


def of(rows: Iterable[Row], view: Scope) -> list[Row]:
    """The rows of the scope."""
    return [row for row in rows if view.register in (None, row["register"])]


def unexplained(rows: Iterable[Row], view: Scope) -> list[Row]:
    """The rows of the scope that nobody has explained."""
    known = ask_quality.explained()
    return [row for row in of(rows, view) if quality.explained_by(row, known) is None]


def source(row: Row) -> str:
    """Whose row it is, as people say it."""
    return stale.Source(row["register"], row["provider"]).title


def behind(title: str, rows: Sequence[Row], *name: str) -> Rows:
    """The list of rows behind a figure that counts them; its name in the address is the title's, unless it is said."""

    def shown() -> list[Row]:
        return [_shown(row) for row in seen.whole(rows)]

    return Rows(lists.name_of("quality", *(name or (title,))), title, shown, len(rows))


def label(row: Row) -> str | None:
    """The heading of the column that a warning is of; None where it is of the whole row or sheet."""
    column = row.get("column")
    return REGISTERS[row["register"]].column(column).label if column else None


def _shown(row: Row) -> Row:
    names = [*(name for name in _FIRST if name in row), *(name for name in row if name not in _FIRST)]
    told = row | ({"column": label(row)} if "column" in row else {})
    return {name: told[name] for name in names if name not in _UNSAID}
