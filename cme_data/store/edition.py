"""Which report of figures is meant: what its commentary and its frozen versions are kept by."""

from typing import NamedTuple


class Edition(NamedTuple):
    """One report of one period, of some boroughs (none is all), exact or released."""

    report: str
    period: str
    """As `calendar.periods` writes it: 2025/26, 2025/26-H1."""
    boroughs: tuple[str, ...]
    released: bool

    @property
    def cells(self) -> list[str | bool]:
        """The same as the store's tables hold it."""
        return [self.report, self.period, "; ".join(self.boroughs), self.released]
