"""School days of a borough and working days: what the clocks are counted in."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, lru_cache

from cme_data.settings import Settings, Term

_DAY = timedelta(days=1)
_SATURDAY = 5

# A longer gap between two terms is no holiday but a term that nobody entered: its days may not count as
# closed, or a duty would never fall due. Only the summer holiday, over the first of August, is longer.
_LONGEST_HOLIDAY = timedelta(days=28)
_LONGEST_SUMMER = timedelta(days=63)


class SchoolDays:
    """The school days of a borough: the weekdays of its terms less closures and bank holidays.

    Where its terms in the settings do not reach, and out of borough, weekdays less bank holidays. Keep one to
    count many.
    """

    def __init__(self, settings: Settings, borough: str | None) -> None:
        self._terms = sorted((term for term in settings.terms if term.borough == borough), key=_first)
        self._closures = frozenset(closure.day for closure in settings.closures if closure.borough == borough)
        self._years: dict[int, tuple[date, ...]] = {}

    def is_school_day(self, day: date) -> bool:
        """Whether schools are open to pupils on the day."""
        return _is_working_day(day) and day not in self._closures and self._in_term(day) is not False

    def known(self, day: date) -> bool:
        """Whether the borough's terms say what day it is; where not, pages say that weekdays were counted."""
        return self._in_term(day) is not None

    def add(self, day: date, number: int) -> date:
        """The school day so many after a day, the day itself not counted (R17); 0 is the day itself."""
        return day if number == 0 else self.nth(day + _DAY, number)

    def nth(self, day: date, number: int) -> date:
        """The school day of that number, day 1 the first on or after a day (R14-R17); ValueError below 1."""
        if number < 1:
            raise ValueError(f"school days are counted from 1, not {number}")
        year = day.year
        left = number - 1 + bisect_left(self._of(year), day)
        while left >= len(self._of(year)):
            left -= len(self._of(year))
            year += 1
        return self._of(year)[left]

    def count(self, first: date, last: date) -> int:
        """The number of school days from the first to the last day, both included; 0 if they are reversed."""
        years = map(self._of, range(first.year, last.year + 1)) if first <= last else ()
        return sum(bisect_right(days, last) - bisect_left(days, first) for days in years)

    def _of(self, year: int) -> tuple[date, ...]:
        if year not in self._years:
            self._years[year] = tuple(day for day in _days_of(year) if self.is_school_day(day))
        return self._years[year]

    def _in_term(self, day: date) -> bool | None:
        """Whether the day is of a term or of a holiday; None where the terms entered do not say."""
        place = bisect_right(self._terms, day, key=_first)
        if place and day <= self._terms[place - 1].last:
            return True
        if place in (0, len(self._terms)):
            return None
        return False if _is_holiday(self._terms[place - 1].last, self._terms[place].first) else None


@lru_cache(maxsize=64)
def school_days_of(settings: Settings, borough: str | None) -> SchoolDays:
    """The school days of a borough, kept for whoever asks again."""
    return SchoolDays(settings, borough)


def working_days_before(day: date, number: int) -> date:
    """The working day so many before a day, bank holidays left out (R22); 0 is the day itself."""
    while number > 0:
        day -= _DAY
        number -= _is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """The working days after the first day up to the last; below 0 where the last lies before the first."""
    if last < first:
        return -working_days_between(last, first)
    return sum(_is_working_day(first + _DAY * number) for number in range(1, (last - first).days + 1))


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """England's bank holidays of a calendar year, those moved from a weekend included."""
    import holidays  # 0.4 s, which no page without a clock should wait for

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def _is_working_day(day: date) -> bool:
    return day.weekday() < _SATURDAY and day not in bank_holidays(day.year)


def _is_holiday(last: date, first: date) -> bool:
    summer = last < date(first.year, 8, 1) < first
    return first - last <= (_LONGEST_SUMMER if summer else _LONGEST_HOLIDAY)


def _days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += _DAY


def _first(term: Term) -> date:
    return term.first
