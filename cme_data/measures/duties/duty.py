"""One duty of the clocks: its rule in words, and how its day is reckoned."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cme_data.calendar import SchoolDays
from cme_data.settings import Settings


@dataclass(frozen=True, slots=True)
class Duty:
    """What somebody owes by a day; the .sql file of its name finds the rows that owe it.

    A row names who owes it (`owed_by`), the day it was done (`done_on`), and either the day it is due
    (`stated_on`) or the day from which that is reckoned (`starts_on`).
    """

    name: str
    label: str
    rule: str
    """In words; {triggers.day_20} and the like are the authority's own settings."""
    due: Callable[[Settings, SchoolDays, date], date] | None = None
    """The due day, from the settings, the school days of the child's borough and the day it is reckoned from."""

    @property
    def file(self) -> Path:
        """Where its rows are found."""
        return Path(__file__).with_name(f"{self.name}.sql")

    def says(self, settings: Settings) -> str:
        """The rule with an authority's own numbers of days."""
        return self.rule.format(triggers=settings.triggers, panel=settings.panel)
