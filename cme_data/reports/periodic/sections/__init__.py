"""The sections of the six-monthly and the annual report, in the order in which they are read."""

from collections.abc import Sequence

from cme_data.disclosure import Shown
from cme_data.reports.periodic.sections import about, agreement, children, duties, finding, panel, quality
from cme_data.reports.periodic.sections.page import Page, Part
from cme_data.reports.periodic.sections.registers import REGISTER_PARTS
from cme_data.reports.report import Section
from cme_data.reports.statistical import About, Asked

__all__ = ["annual", "six_monthly"]

SIX_MONTHLY: Sequence[Part] = (
    about.before_reading, children.overview, *REGISTER_PARTS, children.hours, children.time, children.trend,
    agreement.agreement, about.sources,
)  # fmt: skip

ANNUAL: Sequence[Part] = (
    about.before_reading, children.overview, *REGISTER_PARTS, children.hours, children.time, finding.found, finding.outcomes,
    duties.provision, duties.home_education, panel.meetings, duties.actions, duties.gaps, quality.quality, quality.rates,
    children.trend, agreement.agreement, about.sources,
)  # fmt: skip


def six_monthly(asked: Asked, about: About, shown: Shown) -> tuple[Section, ...]:
    """The sections of the six-monthly report."""
    return _written(SIX_MONTHLY, Page(asked, about, shown))


def annual(asked: Asked, about: About, shown: Shown) -> tuple[Section, ...]:
    """The sections of the annual report."""
    return _written(ANNUAL, Page(asked, about, shown))


def _written(parts: Sequence[Part], page: Page) -> tuple[Section, ...]:
    return tuple(part(page) for part in parts)
