"""The tables of the store, made from the registers' declarations."""

from collections.abc import Iterable
from functools import cache
from importlib import resources

from schemas import REGISTERS

VERSION = 8

UPGRADES = {
    2: "settled.sql",
    3: "frozen.sql",
    4: "reports.sql",
    5: "published.sql",
    6: "chained.sql",
    7: "disposed.sql",
    8: "signed_out.sql",
}
"""What each version of the store added to the one before."""

_TYPES = {"date": "DATE", "hours": "DOUBLE", "number": "DOUBLE", "whole": "INTEGER"}

# What the core works out of a row once, when it is committed, to tell children apart.
KEYS = {"upn_key": "VARCHAR", "surname_key": "VARCHAR", "forename_key": "VARCHAR"}


@cache
def content_columns() -> dict[str, str]:
    """Every canonical column of every register with its DuckDB type."""
    found: dict[str, str] = {}
    for register in REGISTERS.values():
        for column in register.columns:
            found.setdefault(column.name, _TYPES.get(column.kind, "VARCHAR"))
    return found


def quoted(names: Iterable[str]) -> str:
    """Column names for a SELECT; `check` and others are words of SQL."""
    return ", ".join(f'"{name}"' for name in names)


def create(until: int = VERSION) -> list[str]:
    """The statements that make an empty store of a version, in the attached database `store`."""
    columns = ",\n    ".join(f'"{name}" {kind}' for name, kind in {**KEYS, **content_columns()}.items())
    text = resources.files(__package__).joinpath("tables.sql").read_text().replace("/* columns */", columns)
    return [*_statements(text), *upgrade(1, until)]


def upgrade(since: int, until: int = VERSION) -> list[str]:
    """The statements that bring a store of an earlier version up to this one, or to one before."""
    names = [name for version, name in UPGRADES.items() if since < version <= until]
    texts = [resources.files(__package__).joinpath(name).read_text() for name in names]
    return [statement for text in texts for statement in _statements(text)]


def _statements(text: str) -> list[str]:
    return [part for part in text.split(";\n") if part.strip()]
