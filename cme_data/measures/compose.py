"""The one query behind a measure: its set, narrowed, as one row a unit.

Names of columns come from declared dimensions only, values go in as parameters only.
"""

from collections.abc import Collection, Iterable

from cme_data.dimensions import DIMENSIONS, NOT_RECORDED, STAGES
from cme_data.sql import SHARED, beside, ctes, in_force, sql

__all__ = [
    "SHARED", "beside", "columns", "ctes", "either", "in_force", "narrowed", "sql", "staged", "swept", "told_of_child",
]  # fmt: skip


def staged(needed: Collection[str]) -> str:
    """The rows of `cases`, with year group, phase and key stage where they are needed."""
    return sql(SHARED / "stages.sql") if STAGES & {*needed} else "SELECT *\nFROM cases"


def told_of_child(needed: Collection[str], actions: str = "open_actions") -> str:
    """The rows of a query of actions, with what other registers say of the child where it is needed."""
    of_child = any(DIMENSIONS[name].of_child for name in needed if name in DIMENSIONS)
    told = sql(SHARED / "children.sql") if of_child else "SELECT *\nFROM open_actions"
    return told.replace("open_actions", actions)


def either(parts: Iterable[str], kind: str) -> str:
    """The rows of several queries, each under the name of its own in the column `kind`."""
    return "\nUNION ALL BY NAME\n".join(f"SELECT '{part}' AS {kind}, *\nFROM {part}" for part in parts)


def swept(by: Iterable[str]) -> str:
    """The changes from period to period of the rows of `narrowed`, within each group."""
    return sql(SHARED / "sweep.sql").replace("/* by */", " ".join(f'"{name}",' for name in by))


def narrowed(filters: Iterable[str], registers: str | None = "register") -> str:
    """The condition that the values of the filters, and the registers left in, put on a row."""
    wanted = [f"list_contains($registers, {registers})"] if registers else []
    wanted += [f"list_contains($f_{name}, coalesce({name}, '{NOT_RECORDED}'))" for name in filters]
    return " AND ".join(wanted) or "TRUE"


def columns(*parts: Iterable[str]) -> str:
    """A column list with a trailing comma."""
    return "".join(f"\n    {part}," for group in parts for part in group)
