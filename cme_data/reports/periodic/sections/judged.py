"""Whether the number of children changes or merely varies, month by month, by the XmR rules."""

from cme_data.calendar import parse_period
from cme_data.reports.periodic import names
from cme_data.reports.periodic.sections.page import Page
from cme_data.reports.periodic.spans import months
from cme_data.statistics import ALL
from cme_data.xmr import Point, finding, judge
from schemas import REGISTERS

JUDGED = (
    "Whether a number rises, falls or merely varies is judged by the XmR rules of Making Data Count, each month beside the same "
    "month a year before, as registers start anew each September."
)


def judged(page: Page, register: str = ALL) -> str:
    """What the months of three years carry of a register, in the borough of which most is told."""
    points = [
        Point(
            month.label,
            page.shown.figure(page.key(names.CHILDREN, register)._replace(period=month.label)).value,
        )
        for month in months(page.about.as_at)
    ]
    of = "any register" if register == ALL else f"the register “{REGISTERS[register].title}”"
    return finding(
        judge(points, yearly=True),
        f"the number of children on {of}",
        named=lambda label: f"{parse_period(label).start:%B %Y}",
    )
