"""The rows behind the counts of the two reports that no measure gives: meetings, and rows kept out."""

from cme_data.calendar import parse_period
from cme_data.events import held_in
from cme_data.quality import kept_out, uploads
from cme_data.reports.periodic import names
from cme_data.reports.periodic.gathering.asking import Asking
from cme_data.reports.periodic.spans import cut
from cme_data.reports.statistical import Asked, Rows
from cme_data.statistics import Key
from cme_data.store import World


def meetings(world: World, asked: Asked, key: Key) -> Rows:
    """The meetings held; those whose list says who came; or those that a service came to."""
    span = cut(parse_period(key.period), Asking(world, asked).as_at)
    return [
        {
            "register": key.register,
            "held_on": meeting.held_on,
            "attended": "; ".join(sorted(meeting.services)),
        }
        for meeting in held_in(world, span.start, span.end)
        if key.statistic == names.MEETINGS
        or (key.group in meeting.services if key.statistic == names.ATTENDED else meeting.services)
    ]


def waiting(world: World, asked: Asked, key: Key) -> Rows:
    """The rows of a register that were kept out by the day of the report and that no later list has carried."""
    day = Asking(world, asked).as_at
    return [
        row
        for row in kept_out(world, day, uploads(world))
        if row["register"] == key.register and row["kept_out_since"] <= day
    ]


LISTS = dict.fromkeys((names.MEETINGS, names.ATTENDANCE_RECORDED, names.ATTENDED), meetings) | {
    names.KEPT_OUT: waiting
}
"""By the statistic of the count."""
