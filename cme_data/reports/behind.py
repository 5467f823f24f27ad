"""The list of children behind a figure of a report: the same measure asked the same question."""

from datetime import date
from typing import NamedTuple

from cme_data.calendar import parse_period
from cme_data.dimensions import Dimension
from cme_data.measures import MEASURES, Question
from cme_data.settings import Settings
from cme_data.statistics import ALL, TOTAL, Key

_MEASURES = ("caseload", "flows", "hours", "unknown")
"""The measures whose figures reports give under their own names."""

_OF_PERIODS = ("flows", "unknown")

_BEHIND: dict[str, tuple[str, str]] = {
    name: (measure, figure.name)
    for measure in _MEASURES
    for figure in MEASURES[measure].figures
    if figure.where is not None
    for name in ((measure,) if figure.name == "children" else (figure.name, f"{measure}.{figure.name}"))
}


class Behind(NamedTuple):
    """What to ask for the list."""

    measure: str
    figure: str
    question: Question


def behind(key: Key, as_at: date, settings: Settings) -> Behind | None:
    """The list behind a count as a report of that day gives it; None where no measure says it."""
    if key.statistic not in _BEHIND:
        return None
    measure, figure = _BEHIND[key.statistic]
    filters = {} if key.register == ALL else {"register": (key.register,)}
    filters |= {} if key.borough == ALL else {"borough": (key.borough,)}
    if key.topic != TOTAL:
        dimension = _dimension(measure, key.topic)
        value = dimension.read(key.group) if dimension else None
        if dimension is None or value is None:
            return None
        filters[dimension.name] = (value,)
    period = parse_period(key.period)
    end = min(period.end, as_at)
    start, last = (period.start, end) if measure in _OF_PERIODS else (None, None)
    asked = Question(
        end, filters=filters, start=start, end=last, full_hours=settings.hours_full, population=settings.population,
        duration_edges=settings.duration_edges, settings=settings,
    )  # fmt: skip
    return Behind(measure, figure, asked)


def _dimension(measure: str, topic: str) -> Dimension | None:
    return next((one for one in MEASURES[measure].filters.values() if one.label == topic), None)
