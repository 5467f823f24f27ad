"""The list of children behind a figure of a report: the same measure asked the same question."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from cme_data.calendar import parse_period
from cme_data.measures import MEASURES, Question
from cme_data.measures.question import Filters
from cme_data.settings import Settings
from cme_data.statistics import ALL, TOTAL, Key

_MEASURES = ("caseload", "flows", "hours", "actions")
"""The measures whose figures stand in reports under their own labels."""

_OTHERWISE: Mapping[str, tuple[str, str]] = {
    "At the end": ("duration", "spells"),
    "Children whose hours are asked": ("hours", "children"),
    "Unknown then, identified since": ("unknown", "all"),
    "Unknown then, identified since: missing": ("unknown", "missing"),
    "Unknown then, identified since: at risk": ("unknown", "at_risk"),
    "Unknown then, identified since: not receiving suitable education": ("unknown", "not_suitable"),
    "Open actions": ("actions", "open"),
    "Overdue actions": ("actions", "overdue"),
    "Children whom nobody holds": ("gaps", "count"),
}
"""The figures that stand there under another label, or that a second measure splits."""

_OF_PERIODS = ("flows", "unknown")


class Behind(NamedTuple):
    """What to ask for the list."""

    measure: str
    figure: str
    question: Question


def behind(key: Key, as_at: date, settings: Settings) -> Behind | None:
    """The list behind a count as a report of that day gives it; None where no measure says it."""
    for measure, figure in _said(key.statistic):
        group = _group(measure, key)
        if group is not None:
            return Behind(measure, figure, _question(key, group, measure, as_at, settings))
    return None


def _said(statistic: str) -> Iterator[tuple[str, str]]:
    """The measures and figures that may give it."""
    for measure in _MEASURES:
        for figure in MEASURES[measure].figures:
            if figure.label == statistic and figure.where is not None:
                yield measure, figure.name
    if statistic in _OTHERWISE:
        yield _OTHERWISE[statistic]


def _group(measure: str, key: Key) -> Filters | None:
    """The filter of the figure's group; None where the measure does not know it."""
    if key.topic == TOTAL:
        return {}
    for name, dimension in MEASURES[measure].filters.items():
        if dimension.label == key.topic and (value := dimension.read(key.group)) is not None:
            return {name: (value,)}
    return None


def _question(key: Key, group: Filters, measure: str, as_at: date, settings: Settings) -> Question:
    filters = {**group}
    filters |= {} if key.register == ALL else {"register": (key.register,)}
    filters |= {} if key.borough == ALL else {"borough": (key.borough,)}
    period = parse_period(key.period)
    end = min(period.end, as_at)
    start, last = (period.start, end) if measure in _OF_PERIODS else (None, None)
    return Question(
        end, filters=filters, start=start, end=last, full_hours=settings.hours_full, population=settings.population,
        duration_edges=settings.duration_edges, settings=settings,
    )  # fmt: skip
