"""The full address of one figure, in the manner of the DfE's data files."""

from typing import NamedTuple

TOTAL = "Total"
"""The group of what is not split, and the topic of it."""
ALL = "All"
"""Every borough, or every register, taken together: children are counted once."""


class Key(NamedTuple):
    """One figure: what was counted, when, on which register, in which borough, and in which group of a topic."""

    statistic: str
    period: str
    """As `calendar.periods` writes it: 2025/26, 2025/26-H1, 2025/26-autumn, 2025-10."""
    register: str
    borough: str
    topic: str = TOTAL
    """What the figure is split by, as people read it: Sex, Year group."""
    group: str = TOTAL
