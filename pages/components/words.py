"""How dates, numbers and blanks are written on every page."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from cme_data.measures import Measure
from cme_data.reports.said import named

_CALLED = {"clocks": "Duties"}
NOT_RECORDED = "Not recorded"
NO_UPLOAD = "No upload yet"
_SPECIAL = str.maketrans({c: "\\" + c for c in "\\`*_{}[]()#+-.!|~:$<>"})


def called(measure: Measure) -> str:
    """A measure as officers call it: what the command line knows as clocks are the duties."""
    return _CALLED.get(measure.name, measure.title)


def day(value: date | None, blank: str = NOT_RECORDED) -> str:
    """A date as 21 November 2026."""
    return f"{value.day} {value:%B %Y}" if value else blank


def moment(value: datetime | None) -> str:
    """A day and a time as 21 November 2026, 14:05."""
    return f"{day(value)}, {value:%H:%M}" if value else NOT_RECORDED


def number(value: Any, blank: str = NOT_RECORDED) -> str:
    """A number with commas and at most one decimal; a blank is never 0."""
    if value is None:
        return blank
    if isinstance(value, float) and not value.is_integer():
        return f"{value:,.1f}"
    return f"{int(value):,}"


def signed(value: float) -> str:
    """A change as +3, −3 or 0."""
    return "0" if not value else ("+" if value > 0 else "−") + number(abs(value))


def cell(value: Any, blank: str = NOT_RECORDED) -> str:
    """Anything a table can hold, as words."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return number(value, blank) if value is None or isinstance(value, (int, float)) else str(value)


def some(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: 1 child, 3 children."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def children(count: int) -> str:
    """A count of children."""
    return some(count, "child", "children")


def change(now: float | None, then: float | None, since: date | None) -> str:
    """The change since a day, in words: *3 more than on 6 November 2026*."""
    if since is None or now is None or then is None:
        return "no earlier panel to compare with"
    if now == then:
        return f"the same as on {day(since)}"
    return f"{number(abs(now - then))} {'more' if now > then else 'fewer'} than on {day(since)}"


def size(count: int) -> str:
    """How large a file is, in megabytes."""
    return f"{count / 1_000_000:,.1f} MB"


def listed(items: Iterable[str]) -> str:
    """Words joined as a, b and c."""
    words = list(items)
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def period(label: str) -> str:
    """A period as people say it, on the screen as in reports."""
    return named(label)


def tick(label: str) -> str:
    """A period under an axis, on two short lines."""
    if label.count("-") == 2:
        last = date.fromisoformat(label)
        return f"{last.day} {last:%b}<br>{last.year}"
    year, _, part = label.partition("-")
    if part.isdigit():
        return f"{date(int(year), int(part), 1):%b}<br>{year}"
    name = {"H1": "Sep–Feb", "H2": "Mar–Aug"}.get(part, part.capitalize())
    return f"{name}<br>{year}" if name else year


def plain(text: str) -> str:
    """Text of the data inside a Markdown label, shown as it stands."""
    return text.translate(_SPECIAL)


def either(items: Iterable[str]) -> str:
    """Words joined as a, b or c."""
    words = list(items)
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
