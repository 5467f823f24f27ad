"""What an authority may change without touching the software: read once, passed to whoever needs it."""

from cme_data.settings.model import (
    Borough,
    Census,
    Closure,
    Panel,
    Population,
    Retention,
    Settings,
    Term,
    Triggers,
)
from cme_data.settings.reading import load, shipped

__all__ = [
    "Borough",
    "Census",
    "Closure",
    "Panel",
    "Population",
    "Retention",
    "Settings",
    "Term",
    "Triggers",
    "load",
    "shipped",
]
