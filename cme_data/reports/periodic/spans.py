"""The periods that stand side by side in a report, and how people read them."""

from datetime import date

from cme_data.calendar import Period, academic_year, before, parse_period, periods, year_ago


def compared(period: Period) -> list[Period]:
    """The period before and the same a year ago; of a year, the two years before."""
    earlier = before(period)
    again = year_ago(period)
    return [earlier, before(earlier) if again == earlier else again]


MONTHS = 36
"""How far back a trend goes."""


def months(end: date) -> list[Period]:
    """The months of a trend up to a day, the last one cut there."""
    return periods("month", date(end.year - MONTHS // 12, end.month, 1), end)[-MONTHS:]


def cut(period: Period, as_at: date) -> Period:
    """The period up to the day that the figures speak for."""
    return Period(period.label, period.start, min(period.end, as_at))


def spoken(period: Period) -> str:
    """A period in a sentence: 2025/26, or September 2025 to February 2026."""
    whole = parse_period(period.label)
    if whole.end > period.end:
        return f"{period.start:%B %Y} to {period.end.day} {period.end:%B %Y}"
    if whole == academic_year(period.start):
        return period.label
    return f"{period.start:%B %Y} to {period.end:%B %Y}"


def heading(period: Period, as_at: date) -> str:
    """A period over a column, up to the day that the figures speak for: Sep 2025 to Feb 2026."""
    end = min(period.end, as_at)
    last = f"{end:%b %Y}" if end == period.end else f"{end.day} {end:%b %Y}"
    return f"{period.start:%b %Y} to {last}"
