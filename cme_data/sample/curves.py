"""How many children are on each register through the years: climbing in-year, falling back each September."""

from datetime import date

from cme_data.sample.people import school_year
from cme_data.sample.terms import NEWEST

# Open on the newest day.
AT_THE_END = {"cme": 180, "ehe": 650, "medical_tuition": 60, "pru": 70, "virtual_school": 300}

# The level at the beginning of each month from September to August, and at the end of August.
_SEASON = {
    "cme": (78, 84, 95, 104, 102, 108, 116, 118, 117, 113, 104, 88, 78),
    "ehe": (86, 92, 98, 102, 104, 107, 109, 111, 113, 114, 114, 113, 112),
    "medical_tuition": (60, 76, 95, 104, 108, 114, 118, 118, 116, 110, 90, 66, 60),
    "pru": (62, 76, 94, 104, 110, 122, 134, 138, 136, 130, 84, 64, 62),
    "virtual_school": (98, 99, 100, 100, 101, 102, 102, 102, 102, 102, 101, 100, 99),
}
_GROWTH = {"cme": 0.07, "ehe": 0.08, "medical_tuition": 0.09, "pru": 0.05, "virtual_school": 0.03}


def open_on(register: str, day: date, scale: float) -> int:
    """How many children the register should hold on that day, for an authority so many times as large."""
    share = _level(register, day) / _level(register, NEWEST)
    return round(AT_THE_END[register] * scale * share)


def _level(register: str, day: date) -> float:
    month = (day.month - 9) % 12
    season = _SEASON[register]
    into = (day.day - 1) / 31
    years_back = school_year(NEWEST) - school_year(day)
    return (season[month] + (season[month + 1] - season[month]) * into) * (
        1 - _GROWTH[register]
    ) ** years_back
