"""The one query behind a measure: its set, narrowed, as one row a unit.

Names of columns come from declared dimensions only, values go in as parameters only.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path

from cme_data.dimensions import DIMENSIONS, NOT_RECORDED, STAGES

SHARED = Path(__file__).parent.parent / "sql"
"""What several measures stand on."""

_KEPT = frozenset({"facts"})
"""Queries that a dozen others read, so that they are worked out once; the rest are narrowed by who reads them."""


@cache
def sql(path: Path) -> str:
    """The statement of a .sql file without its comments."""
    return re.sub(r"\s*--[^\n]*", "", path.read_text(encoding="utf-8")).strip()


def beside(module: str) -> Path:
    """The .sql file of the same name beside a module (give it `__file__`)."""
    return Path(module).with_suffix(".sql")


def ctes(parts: Mapping[str, str]) -> str:
    """A WITH clause of named queries, one after the other."""
    how = {name: "MATERIALIZED" if name in _KEPT else "NOT MATERIALIZED" for name in parts}
    return "WITH " + ",\n".join(f"{name} AS {how[name]} (\n{query}\n)" for name, query in parts.items())


def in_force(day: str) -> str:
    """Every spell with the version in force on the day of a parameter, named without its dollar."""
    return sql(SHARED / "spells.sql").replace("$on", f"${day}")


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
