"""Which lists a report stands on, and which of them are not there."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from cme_data.reports.said import said
from cme_data.sql import beside, sql
from cme_data.store import World
from schemas import REGISTERS


def newest(world: World, registers: Sequence[str], start: date, on: date) -> list[dict[str, Any]]:
    """The newest list of each source up to a day, and how many lists of it speak for a day from `start` on."""
    return world.rows(sql(beside(__file__)), {"registers": list(registers), "start": start, "on": on})


class Sources(NamedTuple):
    """The lists that speak for a day or an earlier one: a sentence each, and the registers that have none."""

    told: tuple[str, ...]
    missing: tuple[str, ...]
    """The names of registers."""


def sources(world: World, registers: Sequence[str], on: date) -> Sources:
    """What the figures of these registers stand on, as at a day."""
    rows = newest(world, registers, on, on)
    told = tuple(
        f"{REGISTERS[row['register']].title}: the list of {row['provider']} as at {said(row['as_at'])}, "
        f"uploaded on {said(row['committed_at'].date())} by {row['who']}."
        for row in sorted(rows, key=lambda row: registers.index(row["register"]))
    )
    there = {row["register"] for row in rows}
    return Sources(told, tuple(name for name in registers if name not in there))
