"""The statements that several rooms stand on, and how a .sql file becomes one."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Protocol

SHARED = Path(__file__).parent
"""What several measures and checks stand on."""

_KEPT = frozenset({"facts"})
"""Queries that a dozen others read, so that they are worked out once; the rest are narrowed by who reads them."""


class Answering(Protocol):
    """What is known at a day, ready to be asked (the store's `World` is one)."""

    def rows(self, sql: str, params: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The rows of a query; parameters that it does not name are left out."""


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
