"""What an authority may change without touching the software: read once, passed to whoever needs it."""

from cme_data.settings.entries import (
    SCHOOL_DAYS,
    Borough,
    Census,
    Closure,
    Moved,
    Panel,
    Population,
    Retention,
    Term,
    Triggers,
    Wrong,
)
from cme_data.settings.model import Settings
from cme_data.settings.reading import current, load, shipped, shown

__all__ = [
    "SCHOOL_DAYS",
    "Borough",
    "Census",
    "Closure",
    "Moved",
    "Panel",
    "Population",
    "Retention",
    "Settings",
    "Term",
    "Triggers",
    "Wrong",
    "current",
    "load",
    "shipped",
    "shown",
]
