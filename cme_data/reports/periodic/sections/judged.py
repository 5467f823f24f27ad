"""Whether the number of children changes or merely varies, month by month, by the XmR rules."""

from cme_data.calendar import parse_period
from cme_data.reports.periodic import names
from cme_data.reports.periodic.sections.page import ANY, Page
from cme_data.reports.periodic.spans import months
from cme_data.reports.report import Chart, Series
from cme_data.statistics import ALL
from cme_data.xmr import Judgement, Point, finding, judge
from schemas import REGISTERS


def judged(page: Page, register: str = ALL) -> str:
    """What the months of three years carry of a register, in the borough of which most is told."""
    of = "any register" if register == ALL else f"the register “{REGISTERS[register].title}”"
    return finding(judgement(page, register), f"the number of children on {of}", named=month_in_words)


def beside_a_year_before(page: Page) -> Chart | None:
    """What is judged of all registers: each month less that of a year before, with its limits; None of too few."""
    found = judgement(page)
    if found.limits is None:
        return None
    trial = ", with trial limits" if found.trial else ""
    return Chart(
        "lines", f"Any register: each month beside the same month a year before{trial}, {page.called(page.place)}",
        tuple(f"{parse_period(label).start:%b %Y}" for label in found.labels), (Series(ANY, found.values),),
        "children more than a year before", judged(page), found.limits,
    )  # fmt: skip


def judgement(page: Page, register: str = ALL) -> Judgement:
    """The months of three years, judged."""
    points = [
        Point(
            month.label,
            page.shown.figure(page.key(names.CHILDREN, register)._replace(period=month.label)).value,
        )
        for month in months(page.about.as_at)
    ]
    return judge(points, yearly=True)


def month_in_words(label: str) -> str:
    """A month in a sentence."""
    return f"{parse_period(label).start:%B %Y}"
