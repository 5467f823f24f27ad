"""The figures of a statistical report: each with its full address, and what ties them together."""

from cme_data.statistics.family import Equation, Family, Figure, Kind
from cme_data.statistics.key import ALL, TOTAL, Key

__all__ = ["ALL", "TOTAL", "Equation", "Family", "Figure", "Key", "Kind"]
