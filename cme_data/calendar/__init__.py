"""Periods, school days and ages: the dates that figures and duties are reckoned by."""

from cme_data.calendar.absence import illness, pupil_return_due, unexplained_absence
from cme_data.calendar.ages import compulsory_school_age, year_group
from cme_data.calendar.deletion import GROUNDS, deletion_code, deletion_grounds, deletion_problem
from cme_data.calendar.durations import DURATION_BANDS, duration_band
from cme_data.calendar.periods import (
    EVERY,
    Period,
    academic_year,
    before,
    half_year,
    month,
    parse_period,
    periods,
    term,
    year_ago,
)
from cme_data.calendar.school_days import (
    SchoolDays,
    bank_holidays,
    school_days_of,
    working_days_before,
    working_days_between,
)

__all__ = [
    "DURATION_BANDS",
    "EVERY",
    "GROUNDS",
    "Period",
    "SchoolDays",
    "academic_year",
    "bank_holidays",
    "before",
    "compulsory_school_age",
    "deletion_code",
    "deletion_grounds",
    "deletion_problem",
    "duration_band",
    "half_year",
    "illness",
    "month",
    "parse_period",
    "periods",
    "pupil_return_due",
    "school_days_of",
    "term",
    "unexplained_absence",
    "working_days_before",
    "working_days_between",
    "year_ago",
    "year_group",
]
