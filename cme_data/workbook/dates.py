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
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? ?)?"
_TIME = r"(?:,?[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m|z)?)?"
_GAP = r"[ \-./,]*"
_NUMBERS = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}}) ?([/.\- ]) ?(\d{{1,2}}) ?\2 ?(\d{{4}}|\d{{2}}){_TIME}", re.ASCII
)
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.ASCII)
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_WORDS = re.compile(
    rf"{_WEEKDAY}(?:the )?{_DAY}{_GAP}(?:of )?([a-z]+){_GAP}(\d{{4}}|\d{{2}}){_TIME}", re.ASCII
)
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}([a-z]+)\.? {_DAY},? (\d{{4}}){_TIME}", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 60_000  # 1954 to 2064
_FIRST_YEAR, _LAST_YEAR = 1920, 2100  # a number shown as a date by mistake falls in 1900
_TWO_DIGITS = 68  # 68 is 2068, 69 is 1969, as spreadsheets and POSIX have it
_EPOCH = dt.date(1899, 12, 30)

EXPECTED = "a date such as 31/08/2011"


def read_date(cell: object) -> dt.date | None:
    """The day a cell means, or None where that is not certain."""
    if isinstance(cell, dt.datetime):
        cell = cell.date()
    if isinstance(cell, dt.date):
        return cell if _FIRST_YEAR <= cell.year <= _LAST_YEAR else None
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _serial(float(cell))
    if isinstance(cell, str):
        return _text(" ".join(cell.casefold().split()))
    return None


def _serial(number: float) -> dt.date | None:
    if not _FIRST_SERIAL <= number < _LAST_SERIAL:
        return None
    return _EPOCH + dt.timedelta(days=int(number))


def _text(text: str) -> dt.date | None:
    if match := _NUMBERS.fullmatch(text):
        return _day(match[4], int(match[3]), match[1])
    if match := _ISO.fullmatch(text):
        return _day(match[1], int(match[3]), match[4])
    if match := _WORDS.fullmatch(text):
        return _day(match[3], _MONTHS.get(match[2]), match[1])
    if match := _MONTH_FIRST.fullmatch(text):
        return _day(match[3], _MONTHS.get(match[1]), match[2])
    if _SERIAL.fullmatch(text):
        return _serial(float(text))
    return None


def _day(year: str, month: int | None, day: str) -> dt.date | None:
    number = int(year)
    if len(year) == 2:
        number += 2000 if number <= _TWO_DIGITS else 1900
    if month is None or not _FIRST_YEAR <= number <= _LAST_YEAR:
        return None
    try:
        return dt.date(number, month, int(day))
    except ValueError:  # 31/02/2026
        return None
