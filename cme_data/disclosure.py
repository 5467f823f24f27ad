"""The one way out for figures: exact inside the service, suppressed where they leave it (R12, R13)."""

from dataclasses import dataclass

from cme_data.settings import Settings
from cme_data.statistics import Family, Figure, Key
from cme_data.workbook.outgoing import MARKING


@dataclass(frozen=True, slots=True)
class Shown:
    """The figures that a report may show, and how it is marked."""

    family: Family
    released: bool
    marking: str

    def figure(self, key: Key) -> Figure:
        """The figure at an address; without a number where nothing was counted there."""
        return self.family.figures.get(key, Figure(None, why="x"))


def internal(family: Family, settings: Settings) -> Shown:
    """Exact figures for inside the service, OFFICIAL-SENSITIVE."""
    return Shown(family, False, MARKING)


def dfe_exact(family: Family, settings: Settings, purpose: str, who: str) -> Shown:
    """The one export of exact figures: the DfE's termly return, OFFICIAL-SENSITIVE, with who makes it and what for."""
    return Shown(family, False, MARKING)


def released(family: Family, settings: Settings) -> Shown:
    """Figures for outside: small counts hidden, and with them whatever would give one away; OFFICIAL."""
    raise NotImplementedError(settings.disclosure.suppress_up_to)
