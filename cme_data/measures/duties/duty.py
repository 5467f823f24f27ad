"""One duty of the clocks: its rule in words, and how its day is reckoned."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

from cme_data.calendar import SchoolDays
from cme_data.measures.part import Part
from cme_data.settings import Settings


@dataclass(frozen=True, slots=True)
class Duty(Part):
    """What somebody owes by a day.

    A row names who owes it (`owed_by`), the day it was done (`done_on`), and either the day it is due
    (`stated_on`) or the day from which that is reckoned (`starts_on`).
    """

    folder: ClassVar[Path] = Path(__file__).parent

    due: Callable[[Settings, SchoolDays, date], date] | None = None
    """The due day, from the settings, the school days of the child's borough and the day it is reckoned from."""
