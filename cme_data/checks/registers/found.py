"""What the lists in the store say against each other."""

from datetime import date
from pathlib import Path
from typing import Any

from cme_data.checks.check import RegisterCheck
from cme_data.sql import Answering, ctes, in_force, sql

COLUMNS = (
    "child", "register", "provider", "opened_on", "says", "other_register", "other_provider", "other_opened_on",
    "other_says",
)  # fmt: skip
"""What every row of a check between registers holds: the child (as the store names it) and both spells."""


def found(check: RegisterCheck, world: Answering, as_at: date) -> list[dict[str, Any]]:
    """The pairs of spells that a check finds as at the end of a day, one row each."""
    parts = {
        "in_force": in_force("on"),
        "known": sql(Path(__file__).with_name("known.sql")),
        "found": sql(check.file),
    }
    shown = ", ".join(COLUMNS)
    return world.rows(f"{ctes(parts)}\nSELECT {shown}\nFROM found\nORDER BY ALL", {"on": as_at})
