"""The queries that every figure of data quality stands on."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cme_data.sql import ctes, sql
from cme_data.store import World

Row = dict[str, Any]

_HERE = Path(__file__).parent
_NAMED = {name: sql(_HERE / f"{name}.sql") for name in ("standing", "current")}


def found(world: World, query: str, params: Mapping[str, Any]) -> list[Row]:
    """The rows of a query over `standing`, and `current` where `today` is given, beside the world's own tables."""
    named = {name: text for name, text in _NAMED.items() if name != "current" or "today" in params}
    return world.rows(f"{ctes(named)}\n{query}", params)


def beside(name: str) -> str:
    """A query of this room by its name."""
    return sql(_HERE / f"{name}.sql")
