"""Clocks that attendance codes set going (R14, R15), and the return that a new pupil does (R19).

No column carries attendance codes or a pupil's entry yet, so no page shows these.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from cme_data.calendar.periods import academic_year
from cme_data.calendar.school_days import SchoolDays
from cme_data.settings import SCHOOL_DAYS, Triggers

Codes = Mapping[date, tuple[str, ...]]
"""The attendance codes of each day, one a session."""

_UNEXPLAINED = frozenset("GNO")
_ILLNESS = "I"


def unexplained_absence(codes: Codes, school_days: SchoolDays, number: int) -> date | None:
    """The school day on which absence coded only G, N or O reached so many in a row (R14); None if it did not.

    A session of any other code, or a school day without a code, begins the count again.
    """
    run = 0
    for day, sessions in _days(codes, school_days):
        run = run + 1 if sessions and _UNEXPLAINED.issuperset(sessions) else 0
        if run == number:
            return day
    return None


def illness(codes: Codes, school_days: SchoolDays, number: int) -> date | None:
    """The school day on which absence coded I came to so many days of one school year (R15); None if it did not.

    Days in a row and days added up count alike; one session of two is half a day.
    """
    year, ill = None, 0.0
    for day, sessions in _days(codes, school_days):
        if academic_year(day) != year:
            year, ill = academic_year(day), 0.0
        ill += sessions.count(_ILLNESS) / len(sessions) if sessions else 0
        if ill >= number:
            return day
    return None


def pupil_return_due(entered_on: date, triggers: Triggers, school_days: SchoolDays) -> date:
    """The end of so many days after a pupil's name is entered (R19): calendar or school days, as set."""
    if triggers.pupil_return_counts == SCHOOL_DAYS:
        return school_days.add(entered_on, triggers.pupil_return_days)
    return entered_on + timedelta(days=triggers.pupil_return_days)


def _days(codes: Codes, school_days: SchoolDays) -> Iterator[tuple[date, tuple[str, ...]]]:
    """Every school day from the first to the last coded one, with its codes."""
    day, last = min(codes, default=date.max), max(codes, default=date.min)
    while day <= last:
        if school_days.is_school_day(day):
            yield day, codes.get(day, ())
        day += timedelta(days=1)
