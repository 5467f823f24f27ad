"""A cell that should be a date: real dates, Excel's serial numbers, and texts read day first."""

import datetime as dt
import re

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
         "august aug", "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
_DAYS = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+)?"
_TIME = r"(?:[t ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:am|pm)?)?"
_NUMBERS = re.compile(rf"{_DAYS}(\d{{1,2}})\s*([/.\-])\s*(\d{{1,2}})\s*\2\s*(\d{{2}}|\d{{4}}){_TIME}")
_WORDS = re.compile(rf"{_DAYS}(\d{{1,2}})(?:st|nd|rd|th)?[\s\-./]*(?:of\s+)?([a-z]+)\.?,?[\s\-./]*(\d{{4}}|\d{{2}}){_TIME}")
_ISO = re.compile(rf"(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}}){_TIME}")
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 60_000  # 1954 to 2064
_EPOCH = dt.date(1899, 12, 30)

EXPECTED = "a date such as 31/08/2011"


def read_date(cell: object) -> dt.date | None:
    """The day a cell means, or None where that is not certain."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _serial(float(cell))
    if isinstance(cell, str):
        return _text(" ".join(cell.casefold().split()))
    return None


def _serial(number: float) -> dt.date | None:
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return None
    return _EPOCH + dt.timedelta(days=int(number))


def _text(text: str) -> dt.date | None:
    if match := _NUMBERS.fullmatch(text):
        return _day(match[4], int(match[3]), match[1])
    if match := _ISO.fullmatch(text):
        return _day(match[1], int(match[2]), match[3])
    if match := _WORDS.fullmatch(text):
        month = _MONTHS.get(match[2])
        return _day(match[3], month, match[1]) if month else None
    if _SERIAL.fullmatch(text):
        return _serial(float(text))
    return None


def _day(year: str, month: int, day: str) -> dt.date | None:
    number = int(year)
    if len(year) == 2:
        number += 2000 if number <= 68 else 1900
    try:
        found = dt.date(number, month, int(day))
    except ValueError:  # 31/02/2026
        return None
    return found if 1900 <= found.year <= 2100 else None
