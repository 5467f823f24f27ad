"""One kind of gap: what leaves a child with nobody."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Gap:
    """A reason for which a child is listed; the .sql file of its name finds them, each with the day `since`."""

    name: str
    label: str
    rule: str
    """In words."""

    @property
    def file(self) -> Path:
        """Where its rows are found."""
        return Path(__file__).with_name(f"{self.name}.sql")
