"""One of several sets that a measure puts together, with its rule in words."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from cme_data.settings import Settings


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one kind, such as those of one duty; the .sql file of its name finds them."""

    folder: ClassVar[Path]

    name: str
    label: str
    rule: str
    """In words; {triggers.day_20} and the like are the authority's own settings."""

    @property
    def file(self) -> Path:
        """Where its rows are found."""
        return self.folder / f"{self.name}.sql"

    def says(self, settings: Settings) -> str:
        """The rule with an authority's own numbers of days."""
        return self.rule.format(triggers=settings.triggers, panel=settings.panel)
