"""What the lists lacked at the end of each period: UPNs, hours, the DfE's reasons; and rows kept out."""

from collections import Counter

from cme_data.dimensions import NOT_RECORDED
from cme_data.events import EVENTS
from cme_data.measures import MEASURES
from cme_data.measures.hours import HOURS_REGISTERS
from cme_data.quality import kept_out, uploads
from cme_data.reports.periodic import names
from cme_data.reports.periodic.gathering.asking import Asking
from cme_data.reports.periodic.gathering.counted import Said, counted, figure, shared
from cme_data.reports.periodic.gathering.figures import Gathered
from cme_data.statistics import ALL, Key
from schemas import CHILD_REGISTERS

_LACKS = (
    (CHILD_REGISTERS, (Said("no_upn", names.NO_UPN), Said("odd_upn", names.ODD_UPN))),
    (HOURS_REGISTERS, (Said("no_hours", names.NO_HOURS),)),
    (("cme",), (Said("reason_unknown", names.REASON_UNKNOWN), Said("no_reason", names.NO_REASON))),
)


def quality(into: Gathered, asking: Asking) -> None:
    """Of every child register: the spells at the end whose rows lack something, and the rows that were kept out."""
    for registers, said in _LACKS:
        counted(into, asking, EVENTS["unrecorded"], said, registers=registers)
        for each in said:
            into.summed((each.statistic,))
            into.rising(each.statistic, names.END)
    for share, lacking in names.LACKING_SHARES.items():
        shared(into, share, lacking, names.END)
    _tied(into)
    still = kept_out(asking.world, asking.as_at, uploads(asking.world))
    waiting = Counter(row["register"] for row in still if row["kept_out_since"] <= asking.as_at)
    for register in CHILD_REGISTERS:
        key = Key(names.KEPT_OUT, asking.spans[0].label, register, ALL)
        into.figures[key] = figure(waiting[register], is_known=asking.known(register, asking.spans[0]))


def _tied(into: Gathered) -> None:
    """Say that no more children than spells lack their hours: another spell of the child may have them."""
    band = MEASURES["hours"].splits["band"].label
    for key in [key for key in into.figures if key.statistic == names.NO_HOURS]:
        children = key._replace(statistic=names.HOURS_ASKED, topic=band, group=NOT_RECORDED)
        if not into.adds_up(key, (children,)):
            into.never_more(children, key)
