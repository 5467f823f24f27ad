"""Every child register over the periods: who was there, joined and left, by what, to what, and after how long."""

from collections.abc import Sequence

from cme_data.events import EVENTS
from cme_data.events.leavers import REGISTERS as WITH_OUTCOME
from cme_data.measures import MEASURES
from cme_data.reports.periodic import names
from cme_data.reports.periodic.gathering.asking import Asking, follows
from cme_data.reports.periodic.gathering.counted import Said, counted, shared
from cme_data.reports.periodic.gathering.figures import Gathered
from cme_data.statistics import ALL, Key
from schemas import CHILD_REGISTERS

_FLOWS = {
    "opening": names.START, "joined": names.JOINED, "left": names.LEFT, "closing": names.END, "rejoined": names.REJOINED,
}  # fmt: skip
_MEDIANS = (
    Said("median_days", names.MEDIAN_OPEN, "days", (names.END,)),
    Said("closed_median_days", names.MEDIAN_CLOSED, "days", (names.LEFT,)),
)
_WITHIN = (
    Said("within_4_weeks", names.LEFT_4),
    Said("within_12_weeks", names.LEFT_12),
    Said("within_26_weeks", names.LEFT_26),
)
_SHARES = (
    Said("within_4_weeks", names.LEFT_4_SHARE, "share", (names.LEFT_4, names.LEFT)),
    Said("within_12_weeks", names.LEFT_12_SHARE, "share", (names.LEFT_12, names.LEFT)),
    Said("within_26_weeks", names.LEFT_26_SHARE, "share", (names.LEFT_26, names.LEFT)),
)


def flows(into: Gathered, asking: Asking, topics: Sequence[str]) -> None:
    """Spells at the start, joined, left, at the end and rejoined, whole and by every topic."""
    measure = MEASURES["flows"]
    whole = [Said(name, statistic) for name, statistic in _FLOWS.items()]
    split = [Said(name, statistic, earlier=name == "closing") for name, statistic in _FLOWS.items()]
    counted(into, asking, measure, whole, registers=CHILD_REGISTERS)
    for topic in topics:
        carriers = [name for name in measure.splits[topic].registers if name in CHILD_REGISTERS]
        counted(into, asking, measure, split, registers=carriers, topic=topic)


def endings(into: Gathered, asking: Asking) -> None:
    """How long spells last, and how those that left ended."""
    duration, leavers = MEASURES["duration"], EVENTS["leavers"]
    counted(
        into,
        asking,
        duration,
        [Said("spells", names.END)],
        registers=CHILD_REGISTERS,
        topic="band",
        every_group=True,
    )
    counted(into, asking, duration, (*_MEDIANS, *_SHARES), registers=CHILD_REGISTERS)
    counted(into, asking, leavers, _WITHIN, registers=CHILD_REGISTERS)
    counted(into, asking, leavers, [Said("left", names.LEFT)], registers=WITH_OUTCOME, topic="outcome")
    into.rising(names.LEFT_4, names.LEFT_12, names.LEFT_26, names.LEFT)


def restored(into: Gathered, asking: Asking) -> None:
    """Those who left to education, and after how long; and of how many a destination is recorded."""
    said = [
        Said("restored", names.RESTORED), Said("restored_4", names.RESTORED_4), Said("restored_12", names.RESTORED_12),
        Said("restored_26", names.RESTORED_26),
    ]  # fmt: skip
    counted(into, asking, EVENTS["leavers"], said, registers=WITH_OUTCOME)
    counted(into, asking, EVENTS["leavers"], [Said("destination", names.DESTINATION)], registers=("cme",))
    into.rising(names.RESTORED_4, names.RESTORED_12, names.RESTORED_26, names.RESTORED, names.LEFT)
    for within, left in (
        (names.RESTORED_4, names.LEFT_4),
        (names.RESTORED_12, names.LEFT_12),
        (names.RESTORED_26, names.LEFT_26),
        (names.DESTINATION, names.LEFT),
    ):
        into.rising(within, left)
    for statistic, part in names.RESTORED_SHARES.items():
        shared(into, statistic, part, names.LEFT)
    into.summed((names.RESTORED, names.RESTORED_4, names.RESTORED_12, names.RESTORED_26, names.DESTINATION))


def tied(into: Gathered, asking: Asking) -> None:
    """Say how the figures of `flows` and `endings` hang together, once all of them are there."""
    into.summed((*_FLOWS.values(), names.LEFT_4, names.LEFT_12, names.LEFT_26))
    into.rising(names.REJOINED, names.JOINED)
    for key in [key for key in into.figures if key.statistic == names.START]:
        end, joined, left = (key._replace(statistic=name) for name in (names.END, names.JOINED, names.LEFT))
        into.adds_up(end, (key, joined), (left,))
    for later, earlier in zip(asking.spans, asking.spans[1:], strict=False):
        if follows(later, earlier):
            for register in CHILD_REGISTERS:
                for place in (ALL, *asking.places):
                    opening = Key(names.START, later.label, register, place)
                    into.adds_up(opening, (opening._replace(statistic=names.END, period=earlier.label),))
