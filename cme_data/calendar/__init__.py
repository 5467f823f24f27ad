"""Periods, school days and ages: the dates that figures and duties are reckoned by."""

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
from cme_data.calendar.school_days import SchoolDays, bank_holidays, working_days_before

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
    "month",
    "parse_period",
    "periods",
    "term",
    "working_days_before",
    "year_ago",
    "year_group",
]
