"""Compulsory school age and year groups, from a date of birth."""

from datetime import date, timedelta

_PRESCRIBED_DAYS = ((3, 31), (8, 31), (12, 31))
_FRIDAY = 4
_LAST_YEAR_GROUP = 14


def compulsory_school_age(date_of_birth: date) -> tuple[date, date]:
    """The first and last day of compulsory school age, both included (R1, R2; Education Act 1996, s. 8)."""
    return _first_day(date_of_birth), _last_day(date_of_birth)


def year_group(date_of_birth: date, on: date) -> str | None:
    """The year group expected by age on the 31 August before (R4), Nursery … Year 14; None above."""
    number = _school_year(on) - _school_year(date_of_birth) - 5
    if number < 0:
        return "Nursery"
    if number == 0:
        return "Reception"
    return f"Year {number}" if number <= _LAST_YEAR_GROUP else None


def _first_day(date_of_birth: date) -> date:
    fifth = date_of_birth.year + 5
    # One born on 29 February is five on 1 March, which leads to the same day.
    birthday = (date_of_birth.month, date_of_birth.day)
    return next(date(fifth, *day) for day in _PRESCRIBED_DAYS if birthday <= day)


def _last_day(date_of_birth: date) -> date:
    # The Act's school year begins with the term after July; the DfE's examples imply 1 September.
    end_of_june = date(_school_year(date_of_birth) + 17, 6, 30)
    return end_of_june - timedelta(days=(end_of_june.weekday() - _FRIDAY) % 7)


def _school_year(day: date) -> int:
    """The year in which the school year of a day, 1 September to 31 August, begins."""
    return day.year if day.month >= 9 else day.year - 1
