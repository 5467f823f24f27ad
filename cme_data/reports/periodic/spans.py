"""The periods that stand side by side in a report, and how people read them."""

from datetime import date

from cme_data.calendar import Period, before, year_ago


def compared(period: Period) -> list[Period]:
    """The period before and the same a year ago; of a year, the two years before."""
    earlier = before(period)
    again = year_ago(period)
    return [earlier, before(earlier) if again == earlier else again]


def cut(period: Period, as_at: date) -> Period:
    """The period up to the day that the figures speak for."""
    return Period(period.label, period.start, min(period.end, as_at))


def heading(period: Period, as_at: date) -> str:
    """A period over a column, up to the day that the figures speak for: Sep 2025 to Feb 2026."""
    end = min(period.end, as_at)
    last = f"{end:%b %Y}" if end == period.end else f"{end.day} {end:%b %Y}"
    return f"{period.start:%b %Y} to {last}"
