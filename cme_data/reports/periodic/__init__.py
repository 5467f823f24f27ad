"""The six-monthly report to the panel and the annual report to leaders (policy, sections 4 and 10)."""

from cme_data.reports.periodic import gathering, sections
from cme_data.reports.periodic.lists import LISTS
from cme_data.reports.statistical import Statistical

__all__ = ["ANNUAL", "SIX_MONTHLY"]

SIX_MONTHLY = Statistical(
    "six-monthly",
    "Six-monthly figures",
    "Every register over a half-year: at the start, joined, left, at the end and rejoined, hours, time on the register.",
    "half-year",
    gathering.six_monthly,
    sections.six_monthly,
    lists=LISTS,
)

ANNUAL = Statistical(
    "annual",
    "Annual report on children missing education",
    "Every register over three academic years, how children were found, outcomes, duties, the panel, data quality, rates.",
    "year",
    gathering.annual,
    sections.annual,
    lists=LISTS,
)
