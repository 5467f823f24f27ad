"""A term of a brief, up to the newest list, and the same days a year ago."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cme_data.calendar import Period, year_ago
from cme_data.errors import CmeError, NoUploads
from cme_data.measures import Question
from cme_data.reports.said import named, said
from cme_data.reports.statistical import Asked
from cme_data.settings import Settings
from cme_data.store import World
from schemas import CHILD_REGISTERS

_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Term:
    """A term up to its last day, or to the newest list's."""

    world: World
    settings: Settings
    period: Period
    on: date

    @property
    def params(self) -> dict[str, Any]:
        """The parameters of every query here."""
        return {"start": self.period.start, "on": self.on, "child_registers": list(CHILD_REGISTERS)}

    def question(self, *by: str, **filters: tuple[str, ...]) -> Question:
        """A question of the whole term."""
        return Question(
            self.on, ("borough", *by), filters, start=self.period.start, end=self.on, settings=self.settings
        )


def term(world: World, asked: Asked) -> tuple[Term, Term]:
    """The term asked for and the one a year before (R11), both as far as the newest list goes."""
    if world.newest is None:
        raise NoUploads("Nothing has been uploaded yet, so there is nothing to tell of.")
    if asked.period.start > world.newest:
        raise CmeError(
            f"{named(asked.period.label)} begins on {said(asked.period.start)}, and the newest list speaks for "
            f"{said(world.newest)}: choose an earlier term, or upload newer lists."
        )
    on, then = min(asked.period.end, world.newest), year_ago(asked.period)
    return (
        Term(world, asked.settings, asked.period, on),
        Term(world, asked.settings, then, then.end if on == asked.period.end else on - _YEAR),
    )
