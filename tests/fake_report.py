"""A small report of figures, made of two measures, for the tests of what surrounds every report."""


from cme_data.calendar import before
from cme_data.disclosure import Shown
from cme_data.measures import MEASURES, Question
from cme_data.reports.report import Chart, Commentary, FigureRow, FigureTable, Paragraph, Section, Series
from cme_data.reports.statistical import About, Asked, Statistical
from cme_data.statistics import ALL, TOTAL, Family, Figure, Key
from cme_data.store import World

STATISTICS = {"At the start": "opening", "Joined": "joined", "Left": "left", "At the end": "closing"}
SEXES = ("Female", "Male")


def key(statistic: str, period: str, borough: str = ALL, group: str = TOTAL) -> Key:
    return Key(statistic, period, "cme", borough, "Sex" if group != TOTAL else TOTAL, group)


def gather(world: World, asked: Asked) -> tuple[Family, About]:
    """The CME register's flows of this half-year and the one before, in every borough."""
    figures = {}
    for period in (asked.period, before(asked.period)):
        end = min(period.end, world.newest or period.end)
        known = "cme" in world.registers and end >= period.start
        for borough in (ALL, *(one.name for one in asked.settings.boroughs)):
            for group in (TOTAL, *SEXES):
                filters = {"register": ("cme",)}
                filters |= {} if borough == ALL else {"borough": (borough,)}
                filters |= {} if group == TOTAL else {"sex": (group,)}
                question = Question(end, filters=filters, start=period.start, end=max(end, period.start))
                row = MEASURES["flows"].count(world, question).one if known else {}
                for name, counts in STATISTICS.items():
                    counted = Figure(row[counts]) if known else Figure(None, why="x")
                    figures[key(name, period.label, borough, group)] = counted
    as_at = min(asked.period.end, world.newest or asked.period.end)
    missing = (
        () if "cme" in world.registers else ("No list of the CME register was uploaded: it stands blank.",)
    )
    return Family(figures), About(as_at, ("CME register, newest list.",), missing)


def sections(asked: Asked, about: About, shown: Shown) -> tuple[Section, ...]:
    borough = asked.boroughs[0] if asked.boroughs else ALL
    periods = (asked.period, before(asked.period))

    def table(name: str, caption: str, group: str) -> FigureTable:
        rows = []
        for statistic in STATISTICS:
            keys = tuple(key(statistic, period.label, borough, group) for period in periods)
            rows.append(FigureRow((statistic,), tuple(map(shown.figure, keys)), keys))
        headings = tuple(period.label for period in periods)
        return FigureTable(name, caption, ("Figure",), headings, tuple(rows), about.sources)

    values = tuple(shown.figure(key(name, asked.period.label, borough)).value for name in STATISTICS)
    chart = Chart(
        "bars", "The register over the half-year", tuple(STATISTICS), (Series("CME", values),), "children",
        "Bars of the children at the start, joined, left and at the end.",
    )  # fmt: skip
    missing = tuple(Paragraph(told, note=True) for told in about.missing)
    return (
        Section(
            "The CME register",
            (Paragraph("The register is as follows."), *missing, chart, table("cme", "The CME register", TOTAL),
             Commentary("cme", asked.commentary.get("cme", ""))),
        ),
        Section(
            "Girls on the register",
            (table("girls", "Girls on the CME register", "Female"), Commentary("girls", asked.commentary.get("girls", ""))),
        ),
    )  # fmt: skip


HALF_YEAR = Statistical(
    "half-year-of-tests", "Half-year of the tests", "The CME register over a half-year.", "half-year", gather, sections
)  # fmt: skip
