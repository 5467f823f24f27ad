"""A cell that should be hours a week: 12.5, 12h30, 3 x 1hr, FT, nil."""

import datetime as dt
import math
import re

FULL_TIME = 25.0  # the policy's full-time week (section 1)
EXPECTED = "hours a week as a number, such as 12.5"

_HOURS = r"(?:(?:h|hr|hrs|hour|hours)\.?)"
_MINS = r"(?:(?:m|min|mins|minute|minutes)\.?)"
_WEEK = r"(?: ?(?:(?:a|per|each|/|p|p/|p\.) ?(?:week|wk|w)\.?|weekly))?"
_NUMBER = r"(\d+(?:\.\d+)?)"
_PLAIN = re.compile(rf"{_NUMBER} ?{_HOURS}?{_WEEK}", re.ASCII)
# 12h3 may be 12h03 or 12h30: minutes of one figure need their unit.
_PARTS = re.compile(
    rf"(\d+)(?: ?{_HOURS} ?(?:and )?|:)(?:(\d\d)(?: ?{_MINS})?|(\d) ?{_MINS}){_WEEK}", re.ASCII
)
_MINUTES = re.compile(rf"(\d+) ?{_MINS}{_WEEK}", re.ASCII)
_TIMES = re.compile(rf"(\d+) ?[x×*@] ?{_NUMBER} ?({_HOURS}|{_MINS}){_WEEK}", re.ASCII)
_NONE = frozenset({"nil", "none", "zero", "no hours", "nil hours", "zero hours"})
_FULL = frozenset(
    {"ft", "f/t", "full time", "full-time", "fulltime", "full timetable", "full time timetable"}
)


def read_hours(cell: object) -> float | None:
    """Hours a week as a number, or None where a cell does not say: never guessed."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        return float(cell) if math.isfinite(cell) else None
    if isinstance(cell, dt.timedelta):
        return _in_minutes(cell.total_seconds())
    if isinstance(cell, dt.time):  # typed 12:30
        return _in_minutes(cell.hour * 3600 + cell.minute * 60 + cell.second + cell.microsecond / 1e6)
    if isinstance(cell, str):
        return _text(_plain(cell))
    return None


def _in_minutes(seconds: float) -> float:
    """Hours to the minute: a calculated 12:30 may come back a hundredth of a second short."""
    return round(seconds / 60) / 60


def says_full_time(cell: object) -> bool:
    """Whether no number stands in the cell but the words for full time."""
    return isinstance(cell, str) and _plain(cell) in _FULL


def _plain(text: str) -> str:
    plain = " ".join(text.casefold().split())
    return re.sub(r"(?<=\d) ?½", ".5", plain) if "½" in plain else plain


def _text(text: str) -> float | None:
    if text in _NONE:
        return 0.0
    if text in _FULL:
        return FULL_TIME
    if match := _PLAIN.fullmatch(text):
        return float(match[1])
    if (match := _PARTS.fullmatch(text)) and int(match[2] or match[3]) < 60:
        return int(match[1]) + int(match[2] or match[3]) / 60
    if match := _MINUTES.fullmatch(text):
        return int(match[1]) / 60
    if match := _TIMES.fullmatch(text):
        length = float(match[2]) / (60 if match[3].startswith("m") else 1)
        return int(match[1]) * length
    return None
