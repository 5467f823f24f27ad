"""A cell that should be hours a week: 12.5, 12h30, 3 x 1hr, FT, nil."""

import datetime as dt
import re

FULL_TIME = 25.0  # the policy's full-time week (section 1)
EXPECTED = "hours a week as a number, such as 12.5"

_UNIT = r"(?:h|hr|hrs|hour|hours)"
_TAIL = r"(?:\s*(?:a|per|/|p)?\s*(?:week|wk|w|pw))?\.?"
_PLAIN = re.compile(rf"(\d+(?:\.\d+)?)\s*{_UNIT}?{_TAIL}")
_PARTS = re.compile(rf"(\d+)\s*(?:{_UNIT}\s*|:)(\d{{1,2}})\s*(?:m|min|mins|minutes)?{_TAIL}")
_MINUTES = re.compile(rf"(\d+)\s*(?:m|min|mins|minutes){_TAIL}")
_TIMES = re.compile(rf"(\d+)\s*[x×*@]\s*(\d+(?:\.\d+)?)\s*({_UNIT}|min|mins|minutes){_TAIL}")
_NONE = frozenset({"nil", "none", "zero", "no hours", "0 hours", "no provision"})
_FULL = frozenset({"ft", "f/t", "full time", "full-time", "fulltime", "full timetable"})


def read_hours(cell: object) -> float | None:
    """Hours a week as a number, or None where a cell does not say; NaN-free and never guessed."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        return float(cell)
    if isinstance(cell, dt.timedelta):
        return cell.total_seconds() / 3600
    if isinstance(cell, dt.time):  # typed 12:30
        return cell.hour + cell.minute / 60
    if not isinstance(cell, str):
        return None
    text = " ".join(cell.casefold().split())
    if text in _NONE:
        return 0.0
    if text in _FULL:
        return FULL_TIME
    if match := _PLAIN.fullmatch(text):
        return float(match[1])
    if (match := _PARTS.fullmatch(text)) and int(match[2]) < 60:
        return int(match[1]) + int(match[2]) / 60
    if match := _MINUTES.fullmatch(text):
        return int(match[1]) / 60
    if match := _TIMES.fullmatch(text):
        length = float(match[2]) / (60 if match[3].startswith("m") else 1)
        return int(match[1]) * length
    return None


def says_full_time(cell: object) -> bool:
    """Whether no number stands in the cell but the words for full time."""
    return isinstance(cell, str) and " ".join(cell.casefold().split()) in _FULL
