"""The meetings that the panel held, and which services came."""

from collections import Counter

from cme_data.events import held_in
from cme_data.reports.periodic import names
from cme_data.reports.periodic.gathering.asking import Asking
from cme_data.reports.periodic.gathering.counted import figure, shared
from cme_data.reports.periodic.gathering.figures import Gathered
from cme_data.statistics import ALL, Key

SERVICE = "Service"


def meetings(into: Gathered, asking: Asking) -> None:
    """Meetings in each period; a service's attendance is of those whose list says who came."""
    held = {span.label: held_in(asking.world, span.start, span.end) for span in asking.spans}
    services = sorted({service for each in held.values() for meeting in each for service in meeting.services})
    for span in asking.spans:
        is_known = asking.known("meetings", span)
        recorded = [meeting for meeting in held[span.label] if meeting.services]
        key = Key(names.MEETINGS, span.label, "meetings", ALL)
        into.figures[key] = figure(len(held[span.label]), is_known=is_known)
        into.figures[key._replace(statistic=names.ATTENDANCE_RECORDED)] = figure(
            len(recorded), is_known=is_known
        )
        came = Counter(service for meeting in recorded for service in meeting.services)
        for service in services:
            of = key._replace(topic=SERVICE, group=service)
            into.figures[of._replace(statistic=names.ATTENDED)] = figure(came[service], is_known=is_known)
            into.figures[of._replace(statistic=names.ATTENDANCE_RECORDED)] = figure(
                len(recorded), is_known=is_known
            )
    shared(into, names.ATTENDANCE_SHARE, names.ATTENDED, names.ATTENDANCE_RECORDED)
