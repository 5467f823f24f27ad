"""The two sheets of an update workbook: what is locked on each, and what a service fills in."""

from dataclasses import dataclass

from schemas.actions import ACTIONS
from schemas.cme import CME
from schemas.codes import YES_NO
from schemas.register import Column, Register

KEY = "Key"
"""The hidden column by which a row is known again."""

TOLD = "About this workbook"
"""The hidden sheet that says for which meeting and service it is, and which rows it held."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A column to fill in: its heading, and the register's column that it changes."""

    heading: str
    changes: str
    width: int = 20


@dataclass(frozen=True, slots=True)
class UpdateSheet:
    """One sheet: the register it changes, the columns that say which row it is, and those to fill in."""

    name: str
    register: Register
    locked: tuple[str, ...]
    filled: tuple[Filled, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading, as they stand from left to right."""
        shown = (self.column(name).label for name in self.locked)
        return (KEY, *shown, *(fill.heading for fill in self.filled))

    def column(self, name: str) -> Column:
        """A column of the register."""
        return self.register.column(name)

    def choices(self, fill: Filled) -> tuple[str, ...]:
        """What a column to fill in may hold; empty where that is not a choice."""
        codes = self.column(fill.changes).codes if fill.changes else YES_NO
        return codes.values if codes else ()


PROPOSE = "Propose removal"

SHEETS = (
    UpdateSheet(
        "Open actions",
        ACTIONS,
        ("action_id", "surname", "forename", "date_of_birth", "action", "owner", "agreed_on", "due_on"),
        (
            Filled("Update", "outcome", 44),
            Filled("Status now", "status", 14),
            Filled("Completed on", "completed_on", 14),
            Filled("New due date", "due_on", 14),
        ),
    ),
    UpdateSheet(
        "Children",
        CME,
        ("record_number", "surname", "forename", "date_of_birth", "category", "added_on"),
        (
            Filled("Working well now", "working_well", 32),
            Filled("Concerns now", "concerns", 32),
            Filled("View of child and parent now", "child_view", 32),
            Filled("What needs to happen now", "what_next", 32),
            Filled("Hours per week now", "hours_per_week", 12),
            Filled(PROPOSE, "", 12),
            Filled("Removal date", "removed_on", 14),
            Filled("Removal outcome", "outcome", 26),
        ),
    ),
)
"""In the order in which a service works through them."""
