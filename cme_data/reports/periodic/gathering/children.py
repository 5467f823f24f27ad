"""Children on the registers at the end of the periods and of the months before it, and their weekly hours."""

from collections.abc import Sequence
from dataclasses import replace

from cme_data.calendar import Period, month
from cme_data.dimensions import NOT_RECORDED
from cme_data.measures import MEASURES
from cme_data.measures.hours import HOURS_REGISTERS
from cme_data.measures.trend import TREND
from cme_data.reports.periodic import names
from cme_data.reports.periodic.gathering.asking import Asking
from cme_data.reports.periodic.gathering.counted import Said, counted, figure, shared
from cme_data.reports.periodic.gathering.figures import Gathered
from cme_data.reports.periodic.spans import months
from cme_data.statistics import ALL, TOTAL, Key
from schemas import CHILD_REGISTERS

_FULL = 25
_BELOW = ("0", "0.1–4.9", "5–9.9", "10–14.9", "15–19.9", "20–24.9")
_HOURS = (
    Said("children", names.HOURS_ASKED),
    Said("below_25", names.BELOW_25),
    Said("below_25_no_transition", names.BELOW_25_NO_TRANSITION),
    Said("mean", names.MEAN_HOURS, "hours", (names.HOURS_RECORDED,)),
    Said("median", names.MEDIAN_HOURS, "hours", (names.HOURS_RECORDED,)),
    Said("shortfall", names.SHORTFALL, "hours", (names.BELOW_25,)),
)


def on_registers(into: Gathered, asking: Asking, topics: Sequence[str]) -> None:
    """Children at the end of each period: on each register, and on any, where each counts once."""
    said = [Said("children", names.CHILDREN)]
    counted(into, asking, MEASURES["caseload"], said)
    counted(into, asking, MEASURES["caseload"], said, registers=CHILD_REGISTERS)
    for topic in topics:
        counted(into, asking, MEASURES["caseload"], said, topic=topic)


def hours(into: Gathered, asking: Asking) -> None:
    """Weekly hours on the registers that record them, each and together."""
    for registers in ((), HOURS_REGISTERS):
        counted(into, asking, MEASURES["hours"], _HOURS, registers=registers)
        counted(
            into, asking, MEASURES["hours"], [_HOURS[0]], registers=registers, topic="band", every_group=True
        )
    for key in [key for key in into.figures if key.statistic == names.HOURS_ASKED and key.topic == TOTAL]:
        _recorded(into, asking, key)
        children = key._replace(statistic=names.CHILDREN)
        if not into.adds_up(children, (key,)):
            into.never_more(key, children)
    into.summed((names.HOURS_ASKED, names.HOURS_RECORDED, names.BELOW_25, names.BELOW_25_NO_TRANSITION))
    into.rising(names.BELOW_25_NO_TRANSITION, names.BELOW_25, names.HOURS_RECORDED)
    shared(into, names.BELOW_25_SHARE, names.BELOW_25, names.HOURS_RECORDED)


def _recorded(into: Gathered, asking: Asking, key: Key) -> None:
    """Put beside the children asked about those whose hours are recorded, and say how their bands add up."""
    band = key._replace(topic=MEASURES["hours"].splits["band"].label)
    blank = band._replace(group=NOT_RECORDED)
    recorded = key._replace(statistic=names.HOURS_RECORDED)
    every, none = into.figures[key].value, into.figures[blank].value
    into.figures[recorded] = figure((every or 0) - (none or 0), is_known=every is not None)
    into.adds_up(key, [recorded, blank])
    if asking.asked.settings.hours_full == _FULL:
        into.adds_up(key._replace(statistic=names.BELOW_25), [band._replace(group=name) for name in _BELOW])


def by_month(into: Gathered, asking: Asking) -> None:
    """Children at the end of each of the months up to the day the report speaks for."""
    end = asking.spans[0].end
    spans = months(end)
    span = Period("", spans[0].start, end)
    for register in (ALL, *CHILD_REGISTERS):
        filters = {} if register == ALL else {"register": (register,)}
        question = asking.question(span, (), filters, every="month")
        known = dict(zip(spans, TREND.known(asking.world, question, spans), strict=True))
        for by in ((), ("borough",)):
            rows = TREND.count(asking.world, replace(question, by=by)).rows
            found = {
                (row["period"], row.get("borough", ALL) or NOT_RECORDED): row["caseload"] for row in rows
            }
            for place in dict.fromkeys((*(asking.places if by else (ALL,)), *(place for _, place in found))):
                for each, is_known in known.items():
                    key = Key(names.CHILDREN, each.label, register, place)
                    into.figures[key] = figure(found.get((each.label, place)), is_known=is_known)


def tied(into: Gathered, asking: Asking) -> None:
    """Say how children hang together with spells, and one with the other, once all of them are there."""
    into.summed((names.CHILDREN,))
    span = asking.spans[0]
    for key in [key for key in into.figures if key.statistic == names.CHILDREN]:
        if key.register != ALL:
            into.never_more(key, key._replace(register=ALL))
            spells = key._replace(statistic=names.END)
            if not into.adds_up(spells, (key,)):
                into.never_more(key, spells)
        if key.period == span.label:
            into.adds_up(key, (key._replace(period=month(span.end).label),))
