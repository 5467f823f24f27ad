"""The figures of the six-monthly and the annual report, every one asked of the measures."""

from cme_data.reports.periodic.gathering import children, duties, panel, registers
from cme_data.reports.periodic.gathering.about import about
from cme_data.reports.periodic.gathering.asking import Asking
from cme_data.reports.periodic.gathering.figures import Gathered
from cme_data.reports.periodic.gathering.finding import finding
from cme_data.reports.periodic.gathering.quality import quality
from cme_data.reports.periodic.gathering.rates import rates
from cme_data.reports.statistical import About, Asked
from cme_data.statistics import Family
from cme_data.store import World

__all__ = ["annual", "six_monthly"]

_OF_CHILD = ("phase", "sex", "year_group", "sen", "social_care")


def six_monthly(world: World, asked: Asked) -> tuple[Family, About]:
    """Every child register over a half-year, the one before and the same a year ago."""
    asking, into = Asking(world, asked), Gathered()
    _every_register(into, asking, (*_OF_CHILD, "reason"))
    return into.family(), about(asking)


def annual(world: World, asked: Asked) -> tuple[Family, About]:
    """Every child register and what was done over three academic years."""
    asking, into = Asking(world, asked), Gathered()
    _every_register(into, asking, (*_OF_CHILD, "reason", "category", "referral_group", "provision"))
    registers.restored(into, asking)
    finding(into, asking)
    for part in (
        duties.kept,
        duties.home_education,
        duties.actions,
        duties.gaps,
        panel.meetings,
        quality,
        rates,
    ):
        part(into, asking)
    return into.family(), about(asking)


def _every_register(into: Gathered, asking: Asking, topics: tuple[str, ...]) -> None:
    registers.flows(into, asking, topics)
    registers.endings(into, asking)
    registers.tied(into, asking)
    children.on_registers(into, asking, _OF_CHILD)
    children.by_month(into, asking)
    children.tied(into, asking)
    children.hours(into, asking)
