"""How long a child has been missing, in the DfE's bands."""

from bisect import bisect_right

from cme_data.settings import Settings, shipped

DURATION_BANDS = (
    "Less than 2 weeks",
    "2 to 4 weeks",
    "4 to 8 weeks",
    "8 to 12 weeks",
    "12 to 26 weeks",
    "26 to 52 weeks",
    "Over 52 weeks",
    "Unknown",
)


def duration_band(days: int | None, settings: Settings | None = None) -> str:
    """The DfE's band of a number of days missing, None being Unknown (R5); edges as set, else as shipped."""
    if days is None:
        return DURATION_BANDS[-1]
    return DURATION_BANDS[bisect_right((settings or shipped()).duration_edges, days)]
