"""The meetings that the panel held in a period, and which services came."""

from dataclasses import dataclass
from datetime import date

from cme_data.sql import Answering, beside, sql


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting held, and the services that attended; none where no list says who did."""

    held_on: date
    services: frozenset[str]


def held_in(world: Answering, start: date, end: date) -> list[Held]:
    """The meetings from the first to the last day, both included, the earliest first."""
    rows = world.rows(sql(beside(__file__)), {"start": start, "end": end})
    return [Held(row["held_on"], _services(row["attended"])) for row in rows]


def _services(attended: str | None) -> frozenset[str]:
    return frozenset(part.strip() for part in (attended or "").split(";") if part.strip())
