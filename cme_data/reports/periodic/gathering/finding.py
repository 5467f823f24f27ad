"""Children missing before anyone knew, how long until they were added, and until they were located."""

from cme_data.events import EVENTS
from cme_data.measures import MEASURES
from cme_data.reports.periodic import names
from cme_data.reports.periodic.gathering.asking import Asking
from cme_data.reports.periodic.gathering.counted import Said, counted, figure, shared
from cme_data.reports.periodic.gathering.figures import Gathered

_UNKNOWN = (names.UNKNOWN_MISSING, names.UNKNOWN_AT_RISK, names.UNKNOWN_UNSUITABLE)


def finding(into: Gathered, asking: Asking) -> None:
    """All of it is of the CME register."""
    for measure, said in (
        (MEASURES["unknown"], (
            Said("missing", names.UNKNOWN_MISSING), Said("at_risk", names.UNKNOWN_AT_RISK),
            Said("not_suitable", names.UNKNOWN_UNSUITABLE),
            Said("median_days_unknown", names.UNKNOWN_DAYS, "days", (names.UNKNOWN,)),
        )),
        (EVENTS["added"], (
            Said("known", names.ADDED_KNOWN),
            Said("median_days", names.ADDED_DAYS, "days", (names.ADDED_KNOWN,)),
            Said("p75_days", names.ADDED_P75, "days", (names.ADDED_KNOWN,)),
        )),
        (EVENTS["located"], (
            Said("located", names.LOCATED), Said("known", names.LOCATED_KNOWN),
            Said("within_4_weeks", names.LOCATED_4),
            Said("median_days", names.LOCATED_DAYS, "days", (names.LOCATED_KNOWN,)),
        )),
    ):  # fmt: skip
        counted(into, asking, measure, said, registers=("cme",))
    for key in [key for key in into.figures if key.statistic == names.UNKNOWN_MISSING]:
        parts = [key._replace(statistic=name) for name in _UNKNOWN]
        values = [into.figures[part].value for part in parts]
        every = key._replace(statistic=names.UNKNOWN)
        into.figures[every] = figure(sum(filter(None, values)), is_known=None not in values)
        into.adds_up(every, parts)
    shared(into, names.LOCATED_4_SHARE, names.LOCATED_4, names.LOCATED_KNOWN)
    into.summed(
        (*_UNKNOWN, names.UNKNOWN, names.ADDED_KNOWN, names.LOCATED, names.LOCATED_KNOWN, names.LOCATED_4)
    )
    into.rising(names.LOCATED_4, names.LOCATED_KNOWN, names.LOCATED)
    into.rising(names.ADDED_KNOWN, names.JOINED)
