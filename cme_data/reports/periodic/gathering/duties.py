"""Duties that fell due, and whether they were kept; home education; actions; and children whom nobody holds."""

from dataclasses import dataclass

from cme_data.events import EVENTS
from cme_data.measures import MEASURES
from cme_data.measures.duties import DUTIES
from cme_data.reports.periodic import names
from cme_data.reports.periodic.gathering.asking import Asking
from cme_data.reports.periodic.gathering.counted import Said, counted, shared
from cme_data.reports.periodic.gathering.figures import Gathered


@dataclass(frozen=True, slots=True)
class Shown:
    """A duty in the report: the register that it is owed on, what it is split by, and whether it has a borough."""

    duty: str
    register: str
    topic: str = ""
    of_child: bool = True

    @property
    def label(self) -> str:
        """How the duty is called."""
        return DUTIES[self.duty].label


KEPT = (
    Shown("sixth_day", "cme", "exclusion"),
    Shown("medical_15", "medical_tuition", "owed_by"),
    Shown("spa_referral", "cme"),
    Shown("action", "actions", "service"),
    Shown("agenda", "meetings", of_child=False),
    Shown("register_out", "meetings", of_child=False),
)
"""The duties of which the lists tell whether they were kept in a period."""

HOW = {"due": names.DUE, "in_time": names.IN_TIME, "late": names.MET_LATE, "not_met": names.NOT_MET}
"""A duty's figures, and how the report calls them."""
_ORDERS = (("notice", names.NOTICES, names.NOTIFIED), ("order_issued", names.ORDERS, names.ORDERED),
           ("order_revoked", names.REVOKED, names.FREED))  # fmt: skip
_ACTIONS = {"open": names.OPEN, "overdue": names.OVERDUE, "escalated": names.ESCALATED} | names.OVERDUE_BY


def kept(into: Gathered, asking: Asking) -> None:
    """Duties due in the period: met in time, met late, or not met."""
    for shown in KEPT:
        said = [Said(figure, names.kept(shown.label, how)) for figure, how in HOW.items()]
        for topic in dict.fromkeys(("", shown.topic)):
            counted(
                into, asking, EVENTS["kept"], said, registers=(shown.register,), topic=topic, duty=(shown.duty,),
                by_borough=(False, True) if shown.of_child else (False,),
            )  # fmt: skip
        due, *parts = (each.statistic for each in said)
        into.summed((due, *parts))
        for key in [key for key in into.figures if key.statistic == due]:
            into.adds_up(key, [key._replace(statistic=part) for part in parts])
        shared(into, names.kept(shown.label, names.IN_TIME_SHARE), parts[0], due)


def home_education(into: Gathered, asking: Asking) -> None:
    """Assessments and reviews; notices and orders, each per order and per child."""
    orders = [Said(figure, orders) for figure, orders, _ in _ORDERS]
    children = [Said(figure, children) for figure, _, children in _ORDERS]
    assessed = [Said("assessed", names.ASSESSED), Said("begun_unassessed", names.BEGUN_UNASSESSED)]
    counted(into, asking, EVENTS["home_education"], [*orders, *assessed], registers=("ehe",))
    counted(into, asking, EVENTS["home_educated"], children, registers=("ehe",))
    for topic in ("", "status"):
        counted(into, asking, MEASURES["clocks"], [Said("count", names.REVIEWS)], registers=("ehe",), topic=topic,
                duty=("ehe_review",))  # fmt: skip
    into.summed([each.statistic for each in (*orders, *children, *assessed)] + [names.REVIEWS])
    for child, order in zip(children, orders, strict=True):
        into.rising(child.statistic, order.statistic)
    into.rising(names.BEGUN_UNASSESSED, names.JOINED)
    into.rising(names.REVIEWS, names.END)


def actions(into: Gathered, asking: Asking) -> None:
    """The panel's actions open at the end of each period, and how long they are overdue."""
    said = [Said(figure, statistic) for figure, statistic in _ACTIONS.items()]
    for topic in ("", "service"):
        counted(into, asking, MEASURES["actions"], said, registers=("actions",), topic=topic)
    into.summed(_ACTIONS.values())
    into.rising(names.OVERDUE, names.OPEN)
    into.rising(names.ESCALATED, names.OPEN)
    for key in [key for key in into.figures if key.statistic == names.OVERDUE]:
        into.adds_up(key, [key._replace(statistic=band) for band in names.OVERDUE_BY.values()])


def gaps(into: Gathered, asking: Asking) -> None:
    """Children whom nobody holds at the end of each period, by why."""
    counted(into, asking, MEASURES["gaps"], [Said("count", names.GAPS)], topic="gap")
    into.summed((names.GAPS,))
