"""The list of children behind a figure of a report: the same measure asked the same question."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from cme_data.calendar import parse_period
from cme_data.dimensions import NOT_RECORDED
from cme_data.events import EVENTS, LISTED
from cme_data.measures import MEASURES, Question
from cme_data.measures.hours import BAND
from cme_data.measures.question import Filters
from cme_data.reports.periodic import names
from cme_data.reports.periodic.gathering.duties import HOW, KEPT
from cme_data.settings import Settings
from cme_data.statistics import ALL, TOTAL, Key


class Source(NamedTuple):
    """A figure of a measure, and what it is narrowed to wherever it stands under this label."""

    measure: str
    figure: str
    filters: Filters = MappingProxyType({})


class Behind(NamedTuple):
    """What to ask for the list."""

    measure: str
    figure: str
    question: Question


_LABELLED = ("caseload", "flows", "hours", "actions")
"""The measures whose figures stand in reports under their own labels."""

_OTHERWISE: Mapping[str, Source] = {
    names.END: Source("duration", "spells"),
    names.LEFT: Source("leavers", "left"),
    names.LEFT_4: Source("leavers", "within_4_weeks"),
    names.LEFT_12: Source("leavers", "within_12_weeks"),
    names.LEFT_26: Source("leavers", "within_26_weeks"),
    names.RESTORED: Source("leavers", "restored"),
    names.RESTORED_4: Source("leavers", "restored_4"),
    names.RESTORED_12: Source("leavers", "restored_12"),
    names.RESTORED_26: Source("leavers", "restored_26"),
    names.DESTINATION: Source("leavers", "destination"),
    names.HOURS_ASKED: Source("hours", "children"),
    names.HOURS_RECORDED: Source(
        "hours", "children", {"band": tuple(band for band in BAND.dimension.order if band != NOT_RECORDED)}
    ),
    names.BELOW_25: Source("hours", "below_25"),
    names.BELOW_25_NO_TRANSITION: Source("hours", "below_25_no_transition"),
    names.UNKNOWN: Source("unknown", "all"),
    names.UNKNOWN_MISSING: Source("unknown", "missing"),
    names.UNKNOWN_AT_RISK: Source("unknown", "at_risk"),
    names.UNKNOWN_UNSUITABLE: Source("unknown", "not_suitable"),
    names.LOCATED: Source("located", "located"),
    names.LOCATED_KNOWN: Source("located", "known"),
    names.LOCATED_4: Source("located", "within_4_weeks"),
    names.ADDED_KNOWN: Source("added", "known"),
    names.NOTICES: Source("home_education", "notice"),
    names.ORDERS: Source("home_education", "order_issued"),
    names.REVOKED: Source("home_education", "order_revoked"),
    names.NOTIFIED: Source("home_educated", "notice"),
    names.ORDERED: Source("home_educated", "order_issued"),
    names.FREED: Source("home_educated", "order_revoked"),
    names.ASSESSED: Source("home_education", "assessed"),
    names.BEGUN_UNASSESSED: Source("home_education", "begun_unassessed"),
    names.REVIEWS: Source("clocks", "count", {"duty": ("ehe_review",)}),
    **{
        names.kept(duty.label, how): Source("kept", figure, {"duty": (duty.duty,)})
        for duty in KEPT
        for figure, how in HOW.items()
    },
    names.OPEN: Source("actions", "open"),
    names.OVERDUE: Source("actions", "overdue"),
    **{label: Source("actions", figure) for figure, label in names.OVERDUE_BY.items()},
    names.ESCALATED: Source("actions", "escalated"),
    names.GAPS: Source("gaps", "count"),
    names.NO_UPN: Source("unrecorded", "no_upn"),
    names.ODD_UPN: Source("unrecorded", "odd_upn"),
    names.NO_HOURS: Source("unrecorded", "no_hours"),
    names.REASON_UNKNOWN: Source("unrecorded", "reason_unknown"),
    names.NO_REASON: Source("unrecorded", "no_reason"),
    names.AGED_5_TO_16: Source("rates", "children"),
    "ehe_annual": Source("ehe_annual", "child_count"),
}
"""The figures that stand there under another label, or that a second measure splits."""

_OF_PERIODS = ("flows", "unknown", "ehe_annual", *EVENTS)


def behind(key: Key, as_at: date, settings: Settings) -> Behind | None:
    """The list behind a count as a report of that day gives it; None where no measure says it."""
    for source in _sources(key.statistic):
        group = _group(source.measure, key)
        if group is not None:
            question = _question(key, {**source.filters, **group}, source.measure, as_at, settings)
            return Behind(source.measure, source.figure, question)
    return None


def _sources(statistic: str) -> Iterator[Source]:
    """The figures that may give it."""
    for measure in _LABELLED:
        for figure in MEASURES[measure].figures:
            if figure.label == statistic and figure.where is not None:
                yield Source(measure, figure.name)
    if statistic in _OTHERWISE:
        yield _OTHERWISE[statistic]


def _group(measure: str, key: Key) -> Filters | None:
    """The filter of the figure's group; None where the measure does not know it."""
    if key.topic == TOTAL:
        return {}
    for name, dimension in LISTED[measure].filters.items():
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
