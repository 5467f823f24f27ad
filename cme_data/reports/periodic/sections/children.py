"""Children on any register, their hours, how long they have been there, and how many there were month by month."""

from cme_data.measures.duration import BAND as TIME
from cme_data.measures.hours import BAND, HOURS_REGISTERS
from cme_data.reports.periodic import names
from cme_data.reports.periodic.sections.judged import beside_a_year_before, judged
from cme_data.reports.periodic.sections.page import ANY, Page
from cme_data.reports.periodic.spans import MONTHS, months
from cme_data.reports.report import Chart, Section, Series
from cme_data.statistics import ALL
from schemas import CHILD_REGISTERS, REGISTERS

_WITH_HOURS = [(ALL, "All that record hours"), *((name, REGISTERS[name].title) for name in HOURS_REGISTERS)]
_EACH = [(ALL, ANY), *((name, REGISTERS[name].title) for name in CHILD_REGISTERS)]
_HOURS = (
    names.HOURS_ASKED, names.HOURS_RECORDED, names.BELOW_25, names.BELOW_25_SHARE, names.BELOW_25_NO_TRANSITION,
    names.MEAN_HOURS, names.MEDIAN_HOURS, names.SHORTFALL,
)  # fmt: skip
_TIMES = (
    names.MEDIAN_OPEN, names.MEDIAN_CLOSED, names.LEFT_4_SHARE, names.LEFT_12_SHARE, names.LEFT_26_SHARE,
)  # fmt: skip
_LEFT = (names.LEFT, names.LEFT_4, names.LEFT_12, names.LEFT_26)
_HOURS_NOTES = (
    "A local measure, no statute's: fewer than 25 hours a week. Over several registers a child's hours are the largest "
    "recorded. Hours that are not recorded are in no mean, median, share or shortfall, and never count as 0.",
)
_TIME_NOTES = (
    "Days count from the day the child joined the register. Within 4, 12 and 26 weeks is under 28, 84 and 182 days, of "
    "those who left in the period.",
)


def overview(page: Page) -> Section:
    """Children on each register and on any, by who they are."""
    finding = (
        f"{page.changed('Children on any register: their number', page.key(names.CHILDREN))} {judged(page)}"
    )
    groups = [
        (topic, group)
        for topic in page.topics(names.CHILDREN, ALL)
        for group in page.groups(names.CHILDREN, ALL, topic)
    ]
    return page.section(
        "overview", "Children on the registers", finding,
        page.bars("Children on each register", [(title, page.key(names.CHILDREN, name)) for name, title in _EACH[1:]], "children"),
        page.across("children", "Children on the registers at the end of the period", ("Register",),
                    [((title,), page.key(names.CHILDREN, name)) for name, title in _EACH], page.columns()),
        page.across("children_by", "Children on any register by who they are", ("Split by", "Group"),
                    [(group, page.key(names.CHILDREN, ALL, *group)) for group in groups], page.columns()),
        notes=(
            "A child on two registers counts once here and once in each register. Where two registers disagree about a "
            "child's borough or group, the child counts in both, so that they may add up to more than the total.",
        ),
    )  # fmt: skip


def hours(page: Page) -> Section:
    """Weekly hours of provision."""
    finding = page.changed("Children below 25 hours a week: their number", page.key(names.BELOW_25))
    bands = page.groups(names.HOURS_ASKED, ALL, BAND.dimension.label)
    by_band = [
        ((title,), [page.key(names.HOURS_ASKED, register, BAND.dimension.label, band) for band in bands])
        for register, title in _WITH_HOURS
    ]
    return page.section(
        "hours", "Hours of provision", finding,
        page.bars("Hours a week", [(band, page.key(names.HOURS_ASKED, ALL, BAND.dimension.label, band)) for band in bands], "children"),
        page.by_register("hours", "Hours of provision", _HOURS, _WITH_HOURS),
        page.table("hours_bands", f"Children by hours a week, {page.called(page.place)}, {page.when(page.now)}",
                   ("Register",), bands, by_band),
        page.side_by_side("hours_boroughs", "Hours of provision by borough, all registers that record them", _HOURS, ALL),
        notes=(*_HOURS_NOTES, *page.sources(*HOURS_REGISTERS)),
    )  # fmt: skip


def time(page: Page) -> Section:
    """How long children have been on the registers, and how long those who left had been."""
    title = REGISTERS["cme"].title
    finding = page.changed(f"{title}: the median of days on the register", page.key(names.MEDIAN_OPEN, "cme"))
    bands = TIME.dimension.order
    registers = _EACH[1:]
    by_band = [
        ((title,), [page.key(names.END, register, TIME.dimension.label, band) for band in bands])
        for register, title in registers
    ]
    chart = Chart(
        "stacked", "Length of time on each register", tuple(title for _, title in registers),
        tuple(
            Series(band, tuple(
                page.shown.figure(page.key(names.END, register, TIME.dimension.label, band)).value
                for register, _ in registers
            ))
            for band in bands
        ),
        "spells", finding,
    )  # fmt: skip
    return page.section(
        "time", "Time on the registers", finding, chart,
        page.by_register("time", "Time on the registers", _TIMES, registers),
        page.by_register("time_left", "Left by how long they had been on the register", _LEFT, registers),
        page.table("time_bands", f"Spells open at the end by length of time, {page.called(page.place)}, {page.when(page.now)}",
                   ("Register",), bands, by_band),
        page.side_by_side("time_left_boroughs", f"{title}: left by how long they had been on the register, by borough", _LEFT, "cme"),
        page.side_by_side("time_boroughs", f"{title}: time on the register by borough", _TIMES, "cme"),
        notes=_TIME_NOTES,
    )  # fmt: skip


def trend(page: Page) -> Section:
    """Children on the registers at the end of every month of three years."""
    spans = months(page.about.as_at)
    shown = page.shown.figure
    finding = judged(page)
    chart = Chart(
        "lines", f"Children at the end of each month, {page.called(page.place)}", tuple(f"{m.start:%b %Y}" for m in spans),
        tuple(
            Series(title, tuple(shown(page.key(names.CHILDREN, name)._replace(period=m.label)).value for m in spans))
            for name, title in _EACH
        ),
        "children", finding,
    )  # fmt: skip
    judged_chart = beside_a_year_before(page)
    return page.section(
        "trend", f"The last {MONTHS} months", finding, chart, *([judged_chart] if judged_chart else []),
        page.table("months", f"Children at the end of each month, {page.called(page.place)}", ("Month",),
                   [title for _, title in _EACH],
                   [((f"{m.start:%b %Y}",), [page.key(names.CHILDREN, name)._replace(period=m.label) for name, _ in _EACH])
                    for m in spans]),
        page.table("months_boroughs", "Children on any register at the end of each month, by borough", ("Month",),
                   [page.called(place) for place in page.places],
                   [((f"{m.start:%b %Y}",), [page.key(names.CHILDREN)._replace(period=m.label, borough=place) for place in page.places])
                    for m in spans]),
        notes=(
            "A month in which no list of the register speaks for one of its days is blank, [x]. Numbers at the end of "
            "months are never added up or averaged.",
        ),
    )  # fmt: skip
