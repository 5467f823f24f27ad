"""Which periods a report can speak of, and from which day each is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cme_data import calendar
from cme_data.calendar import Period
from cme_data.reports.said import said
from cme_data.reports.statistical import Statistical
from cme_data.settings import Settings

BY_CENSUS = "dfe-return"
"""The report that is due after the DfE's day of its term, which the settings give."""

_AROUND = {"half-year": calendar.half_year, "year": calendar.academic_year, "term": calendar.term}
_OFFERED = 6


@dataclass(frozen=True, slots=True)
class Due:
    """A report of one period, and the first day on which it can be made in full."""

    report: Statistical
    period: Period
    due_from: date | None
    """None where the settings do not say the DfE's day."""

    def is_due(self, today: date) -> bool:
        """Whether that day has come."""
        return self.due_from is not None and self.due_from <= today

    def told(self, today: date) -> str:
        """How it stands on a day."""
        if self.due_from is None:
            return "The settings do not say its census day"
        return f"Due {'since' if self.is_due(today) else 'from'} {said(self.due_from)}"


def offered(report: Statistical, settings: Settings, today: date) -> list[Due]:
    """The report of the period that lasts and of those before it, newest first."""
    period = _AROUND[report.every](today)
    found: list[Due] = []
    while len(found) < _OFFERED:
        found.append(Due(report, period, _due_from(report, period, settings)))
        period = calendar.before(period)
    return found


def due(reports: Iterable[Statistical], settings: Settings, today: date) -> list[Due]:
    """Of each report the period that lasts and the one just ended, newest first."""
    return [one for report in reports for one in offered(report, settings, today)[:2]]


def _due_from(report: Statistical, period: Period, settings: Settings) -> date | None:
    if report.name != BY_CENSUS:
        return period.end + timedelta(days=1)
    days = [census.day for census in settings.census if census.term == period.label]
    return days[0] + timedelta(days=1) if days else None
