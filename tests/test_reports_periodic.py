"""The six-monthly and the annual report: every figure is its measure's own, and what is not there is said and blank."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from random import Random
from typing import Any

import pytest

from cme_data.calendar import parse_period
from cme_data.disclosure import internal
from cme_data.events import EVENTS
from cme_data.measures import MEASURES, Measure, Question
from cme_data.reports import STATISTICAL, WRITERS, write
from cme_data.reports.periodic.gathering.about import about
from cme_data.reports.periodic.gathering.asking import Asking
from cme_data.reports.periodic.gathering.figures import Gathered
from cme_data.reports.periodic.gathering.rates import rates
from cme_data.reports.periodic.sections.changed import changed_sentence
from cme_data.reports.report import Block, Chart, Commentary, FigureTable, Paragraph, Section, Table
from cme_data.reports.statistical import About, Asked, made
from cme_data.sample.load import make
from cme_data.settings import Settings, load, shipped
from cme_data.settings.entries import Population
from cme_data.statistics import ALL, TOTAL, Family, Figure, Key
from cme_data.store import Store, World
from schemas import CHILD_REGISTERS
from tests.builders import a_row, a_store, upload

NOW = datetime(2026, 11, 25, 12)
NEWEST = date(2026, 11, 20)
MADE = (("annual", "2025/26"), ("six-monthly", "2026/27-H1"))

FLOWS, DURATION, HOURS, ACTIONS = (MEASURES[name] for name in ("flows", "duration", "hours", "actions"))
LEAVERS, LOCATED, KEPT = (EVENTS[name] for name in ("leavers", "located", "kept"))
DUTIES = {
    "Provision after an exclusion": "sixth_day",
    "Tuition after absence with illness": "medical_15",
    "Referral to the Single Point of Access": "spa_referral",
    "Action agreed by the panel": "action",
    "Agenda of the panel": "agenda",
    "Register sent round before the panel": "register_out",
}
COUNTS: Mapping[str, tuple[Measure, str]] = {
    "Children": (MEASURES["caseload"], "children"),
    "At the start": (FLOWS, "opening"),
    "Joined": (FLOWS, "joined"),
    "Left": (FLOWS, "left"),
    "At the end": (FLOWS, "closing"),
    "Rejoined within a year": (FLOWS, "rejoined"),
    "Left within 4 weeks": (LEAVERS, "within_4_weeks"),
    "Left within 12 weeks": (LEAVERS, "within_12_weeks"),
    "Left within 26 weeks": (LEAVERS, "within_26_weeks"),
    "In education again": (LEAVERS, "restored"),
    "In education again within 4 weeks": (LEAVERS, "restored_4"),
    "In education again within 12 weeks": (LEAVERS, "restored_12"),
    "In education again within 26 weeks": (LEAVERS, "restored_26"),
    "Destination recorded": (LEAVERS, "destination"),
    "Children whose hours are asked": (HOURS, "children"),
    "Below 25 hours": (HOURS, "below_25"),
    "Below 25 hours without an agreed transition": (HOURS, "below_25_no_transition"),
    "Unknown then, identified since": (MEASURES["unknown"], "all"),
    "Unknown then, identified since: missing": (MEASURES["unknown"], "missing"),
    "Unknown then, identified since: at risk": (MEASURES["unknown"], "at_risk"),
    "Unknown then, identified since: not receiving suitable education": (MEASURES["unknown"], "not_suitable"),
    "Added, days since identified known": (EVENTS["added"], "known"),
    "Located": (LOCATED, "located"),
    "Located, days known": (LOCATED, "known"),
    "Located within 4 weeks": (LOCATED, "within_4_weeks"),
    "Section 437(1) notices": (EVENTS["home_education"], "notice"),
    "School attendance orders issued": (EVENTS["home_education"], "order_issued"),
    "School attendance orders revoked": (EVENTS["home_education"], "order_revoked"),
    "Home education last assessed in the period": (EVENTS["home_education"], "assessed"),
    "Joined and not assessed by the end": (EVENTS["home_education"], "begun_unassessed"),
    "Children with a section 437(1) notice": (EVENTS["home_educated"], "notice"),
    "Children with a school attendance order issued": (EVENTS["home_educated"], "order_issued"),
    "Children with a school attendance order revoked": (EVENTS["home_educated"], "order_revoked"),
    "UPN missing": (EVENTS["unrecorded"], "no_upn"),
    "UPN temporary or wrong": (EVENTS["unrecorded"], "odd_upn"),
    "Hours not recorded": (EVENTS["unrecorded"], "no_hours"),
    "DfE reason Unknown": (EVENTS["unrecorded"], "reason_unknown"),
    "DfE reason not recorded": (EVENTS["unrecorded"], "no_reason"),
    "Open actions": (ACTIONS, "open"),
    "Overdue actions": (ACTIONS, "overdue"),
    "Overdue by 1–7 days": (ACTIONS, "overdue_1_7"),
    "Overdue by 8–14 days": (ACTIONS, "overdue_8_14"),
    "Overdue by 15–28 days": (ACTIONS, "overdue_15_28"),
    "Overdue by 29 days or more": (ACTIONS, "overdue_29"),
    "Escalated to the Associate Director": (ACTIONS, "escalated"),
    "Home education reviews with a day": (MEASURES["clocks"], "count"),
    "Children whom nobody holds": (MEASURES["gaps"], "count"),
    "Children aged 5 to 16": (MEASURES["rates"], "children"),
    **{f"{label}: {how}": (KEPT, figure) for label in DUTIES
       for how, figure in {"due": "due", "in time": "in_time", "late": "late", "not met": "not_met"}.items()},
}  # fmt: skip
"""Every count, and the figure whose list it must be as long as."""
STATISTICS: Mapping[str, tuple[Measure, str]] = {
    "Median days on the register": (DURATION, "median_days"),
    "Median days of those who left": (DURATION, "closed_median_days"),
    "Share who left within 4 weeks": (DURATION, "within_4_weeks"),
    "Share who left within 12 weeks": (DURATION, "within_12_weeks"),
    "Share who left within 26 weeks": (DURATION, "within_26_weeks"),
    "Mean hours": (HOURS, "mean"),
    "Median hours": (HOURS, "median"),
    "Weekly shortfall in hours": (HOURS, "shortfall"),
    "Median days before anyone knew": (MEASURES["unknown"], "median_days_unknown"),
    "Median days from identified to added": (EVENTS["added"], "median_days"),
    "75th percentile of days from identified to added": (EVENTS["added"], "p75_days"),
    "Median days until located": (LOCATED, "median_days"),
    "Rate per 100 children aged 5 to 16": (MEASURES["rates"], "rate"),
}
OF_LISTS = {"Meetings held", "Meetings with attendance recorded", "Meetings attended", "Rows kept out", "Hours recorded"}  # fmt: skip
"""Counts that are no measure's: `test_quality` and `test_events` see to them, and to the last one its bands."""


class Authority:
    """A made-up authority with its world and settings."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.world, self.settings = store.world(), settings
        self.found: dict[tuple[str, str], tuple[Family, About]] = {}

    def asked(self, period: str, *boroughs: str, **commentary: str) -> Asked:
        return Asked(self.settings, parse_period(period), boroughs, NOW, commentary)

    def gathered(self, name: str, period: str) -> tuple[Family, About]:
        if (name, period) not in self.found:
            self.found[name, period] = STATISTICAL[name].gather(self.world, self.asked(period))
        return self.found[name, period]

    def question(self, key: Key, *by: str, **filters: tuple[str, ...]) -> Question:
        span = parse_period(key.period)
        end = min(span.end, NEWEST)
        return Question(
            end, by, filters, start=span.start, end=end, population=self.settings.population, settings=self.settings
        )  # fmt: skip


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    folder = tmp_path_factory.mktemp("authority")
    make(folder, children=150, years=2)
    with Store.open(folder, read_only=True) as store:
        yield Authority(store, load(folder))


# Every figure is its measure's own.


@pytest.mark.parametrize(("name", "period"), MADE)
def test_every_count_is_as_long_as_its_list(authority, name, period):
    family, _ = authority.gathered(name, period)
    cells: dict[tuple[Any, ...], list[Key]] = defaultdict(list)
    for key, figure in family.figures.items():
        if figure.kind == "count" and not figure.why and key.statistic not in OF_LISTS:
            together = None if in_spells(key) else key.borough == ALL
            cells[key.statistic, key.period, key.register == ALL, together, key.topic].append(key)
    assert {statistic for statistic, *_ in cells} <= COUNTS.keys()

    # Of the periods beside it and of the months every tenth question is asked, as each takes its time.
    cells = {
        where: keys
        for place, (where, keys) in enumerate(cells.items())
        if where[1] == period or place % 10 == 0
    }
    for (statistic, _, any_register, any_borough, topic), keys in cells.items():
        found = lengths(authority, statistic, keys[0], any_register, any_borough, topic)
        for key in keys:
            assert found[key.register, key.borough, key.group] == family.figures[key].value, key


def in_spells(key: Key) -> bool:
    """Whether one list by borough tells of all boroughs together too, as what it counts is in one borough only."""
    return COUNTS[key.statistic][0].unit == "spell" and key.register != "meetings"


def lengths(
    authority: Authority, statistic: str, key: Key, any_register: bool, together: bool | None, topic: str
) -> Counter[tuple[str, str, str]]:
    """How many rows the list behind a statistic has, by register, borough and group."""
    measure, figure = COUNTS[statistic]
    if topic == "Length of time":
        measure, figure = DURATION, "spells"
    elif topic == "Outcome":
        measure = LEAVERS
    split = next((name for name, dimension in measure.splits.items() if dimension.label == topic), None)
    by = [
        *([] if any_register else ["register"]),
        *([] if together else ["borough"]),
        *([split] if split else []),
    ]
    only = {"duty": (DUTIES[statistic.split(":")[0]],)} if measure is KEPT else {}
    only |= {"duty": ("ehe_review",)} if measure is MEASURES["clocks"] else {}
    found: Counter[tuple[str, str, str]] = Counter()
    for row in measure.list(authority.world, authority.question(key, *by, **only), figure):
        register = ALL if any_register else row["register"]
        group = measure.filters[split].title(row[split]) if split else TOTAL
        places = [ALL] if together else [measure.filters["borough"].title(row["borough"])]
        for place in (*places, *([ALL] if together is None else [])):
            found[register, place, group] += 1
    return found


@pytest.mark.parametrize(("name", "period"), MADE)
def test_every_median_mean_and_share_is_the_measures_own(authority, name, period):
    family, _ = authority.gathered(name, period)
    keys = [key for key, figure in family.figures.items() if figure.kind != "count" and not figure.why]
    shares = [key for key in keys if key.statistic not in STATISTICS]
    for key in shares:
        part, whole = (family.figures[of].value for of in family.figures[key].of)
        assert family.figures[key].value == part / whole

    for key in Random(1).sample([key for key in keys if key.statistic in STATISTICS], 60):
        measure, figure = STATISTICS[key.statistic]
        only = {
            name: (value,)
            for name, value in (("register", key.register), ("borough", key.borough))
            if value != ALL
        }
        (row,) = measure.count(authority.world, authority.question(key, **only)).rows
        assert family.figures[key].value == pytest.approx(row[figure]), key


@pytest.mark.parametrize(("name", "period"), MADE)
def test_what_is_said_to_add_up_does(authority, name, period):
    family, _ = authority.gathered(name, period)
    value = {key: figure.value for key, figure in family.figures.items()}

    assert len(family.equations) > 1_000
    for total, parts, less in ((each.total, each.parts, each.less) for each in family.equations):
        assert value[total] == sum(value[key] for key in parts) - sum(value[key] for key in less), total
    for low, high in family.at_most:
        assert value[low] <= value[high], low
    for figure in family.figures.values():
        assert all(family.figures[key].kind == "count" for key in figure.of)
        assert figure.kind == "count" or figure.of


@pytest.mark.parametrize("statistic", ["At the start", "Joined", "Left", "At the end"])
def test_spells_always_add_up_by_group_and_by_borough(authority, statistic):
    family, _ = authority.gathered("annual", "2025/26")
    summed = {(each.total, each.parts[0].topic) for each in family.equations if not each.less}
    for key in family.figures:
        if key.statistic == statistic and key.period == "2025/26" and key.topic != TOTAL:
            assert (key._replace(topic=TOTAL, group=TOTAL), key.topic) in summed
        if key.statistic == statistic and key.borough != ALL and key.period == "2025/26":
            assert (key._replace(borough=ALL), key.topic) in summed


def test_a_period_begins_as_the_one_before_it_ended(authority):
    family, _ = authority.gathered("annual", "2025/26")
    tied = {(each.total, each.parts) for each in family.equations if len(each.parts) == 1}
    for register in CHILD_REGISTERS:
        opening = Key("At the start", "2025/26", register, ALL)
        assert (opening, (Key("At the end", "2024/25", register, ALL),)) in tied


# What is laid out is what is shown.


@pytest.mark.parametrize(("name", "period"), MADE)
def test_every_cell_is_a_figure_at_its_address(authority, name, period):
    family, told_of = authority.gathered(name, period)
    shown = internal(family, authority.settings)
    sections = STATISTICAL[name].sections(authority.asked(period), told_of, shown)
    tables = [block for block in blocks(sections) if isinstance(block, FigureTable)]
    names = [table.name for table in tables]

    assert len(names) == len(set(names))
    laid = set()
    for table in tables:
        for row in table.rows:
            assert (len(row.labels), len(row.figures)) == (len(table.labels), len(table.columns))
            for key, figure in zip(row.keys, row.figures, strict=True):
                assert figure is family.figures[key], (table.name, row.labels)
                laid.add(key)
    now = {key for key in family.figures if key.period == period and key.borough == ALL}
    assert now <= laid, sorted(now - laid)[:3]


def test_a_report_of_one_borough_tells_of_no_other(authority):
    family, told_of = authority.gathered("annual", "2025/26")
    asked = authority.asked("2025/26", "Kingston upon Thames")
    sections = STATISTICAL["annual"].sections(asked, told_of, internal(family, authority.settings))
    of_all = {
        "Meetings of the panel",
        "Data quality",
    }  # a panel, and a row that cannot be read, are no borough's

    for section in sections:
        if section.title not in of_all:
            keys = {
                key
                for block in section.blocks
                if isinstance(block, FigureTable)
                for row in block.rows
                for key in row.keys
            }
            assert {key.borough for key in keys if key} <= {"Kingston upon Thames"}, section.title
            assert not any("Richmond" in text for text in told(section))


def test_what_is_hidden_is_in_no_sentence(authority):
    family, told_of = authority.gathered("annual", "2025/26")
    hidden = {key: replace(figure, value=None, why="c") for key, figure in family.figures.items()}
    shown = replace(internal(family, authority.settings), family=replace(family, figures=hidden))
    sections = STATISTICAL["annual"].sections(authority.asked("2025/26"), told_of, shown)
    agreement = next(section for section in sections if section.title == "How the figures agree")
    (table,) = (block for block in agreement.blocks if isinstance(block, Table))

    assert any("it is not shown" in text for section in sections for text in told(section))
    assert {"Not compared: small numbers are hidden"} == {row[-1] for row in table.rows}
    charts = [block for block in blocks(sections) if isinstance(block, Chart)]
    assert charts
    assert not any(value for chart in charts for series in chart.series for value in series.values)


def test_what_officers_write_stands_in_its_section(authority):
    family, told_of = authority.gathered("annual", "2025/26")
    asked = authority.asked("2025/26", hours="More tutors since January.")
    sections = STATISTICAL["annual"].sections(asked, told_of, internal(family, authority.settings))
    written = [block for block in blocks(sections) if isinstance(block, Commentary)]

    assert ["More tutors since January."] == [block.text for block in written if block.text]
    assert len(written) == len({block.part for block in written}) > 15


def test_figures_at_odds_with_the_measure_are_told(authority):
    family, told_of = authority.gathered("six-monthly", "2026/27-H1")
    key = Key("At the end", "2026/27-H1", "ehe", ALL, "Sex", "Male")
    figures = {**family.figures, key: replace(family.figures[key], value=family.figures[key].value + 1)}
    found = {}
    for each in (family, replace(family, figures=figures)):
        sections = STATISTICAL["six-monthly"].sections(
            authority.asked("2026/27-H1"), told_of, internal(each, authority.settings)
        )
        (table,) = (block for block in sections[-2].blocks if isinstance(block, Table))
        found[each is family] = {row[0]: row[-1] for row in table.rows}

    assert not any(finding.startswith("Not equal") for finding in found[True].values())
    assert {"Elective home education: at the end, by sex"} == {
        what for what, finding in found[False].items() if finding == "Not equal: out by 1"
    }


def test_it_can_be_written(authority):
    document = made(
        STATISTICAL["six-monthly"], authority.world, authority.asked("2026/27-H1"), released=False
    )
    for suffix in WRITERS:
        assert len(write(document, suffix)) > 10_000
    assert "OFFICIAL-SENSITIVE" in document.file_name(".pdf")


@pytest.mark.parametrize(("figures", "said"), [
    ((38, 40, 41), "was 38 in 2023/24 and 40 in 2024/25, is 41 in 2025/26"),
    ((None, 40, 41), "was 40 in 2024/25, is 41 in 2025/26"),
    ((38, 40, None), "was 38 in 2023/24 and 40 in 2024/25, there is no figure in 2025/26"),
    ((None, None, 0), "is 0 in 2025/26"),
])  # fmt: skip
def test_a_figure_beside_the_earlier_ones_claims_nothing(figures, said):
    years = ("in 2023/24", "in 2024/25", "in 2025/26")
    points = [
        (year, Figure(value, why="x" if value is None else ""))
        for year, value in zip(years, figures, strict=True)
    ]

    assert said == changed_sentence(points)


# What is not there.


def test_a_period_without_a_list_is_blank_and_said_to_be(tmp_path):
    with a_store(tmp_path) as store:
        upload(store, "cme", [a_row("cme", added_on=date(2025, 1, 6))], date(2026, 11, 20))
        family, told_of = gathered(store.world(), "annual", "2024/25")
        sections = STATISTICAL["annual"].sections(an_asked("2024/25"), told_of, internal(family, shipped()))

    assert {(None, "x")} == {
        (figure.value, figure.why) for key, figure in family.figures.items() if key.period == "2024/25"
    }
    assert any("No list of any register speaks" in sentence for sentence in told_of.missing)
    assert any("there is no figure in 2024/25" in text for section in sections for text in told(section))


def test_a_register_without_a_list_is_blank_beside_one_that_has_some(tmp_path):
    with a_store(tmp_path) as store:
        upload(store, "cme", [a_row("cme", added_on=date(2026, 9, 7))], date(2026, 11, 20))
        family, told_of = gathered(store.world(), "annual", "2026/27")

    def value(statistic: str, register: str) -> tuple[float | None, str]:
        figure = family.figures[Key(statistic, "2026/27", register, ALL)]
        return figure.value, figure.why

    assert (1, "") == value("Joined", "cme")
    assert (0, "") == value("Left", "cme")
    assert (None, "z") == value("Median days of those who left", "cme")
    assert (
        (None, "x")
        == value("Joined", "ehe")
        == value("Open actions", "actions")
        == value("Meetings held", "meetings")
    )
    assert (1, "") == value("Children", ALL)
    assert any(
        "No list of Elective home education" in s and "those of the others" in s for s in told_of.missing
    )
    assert {figure.why for key, figure in family.figures.items() if key.register not in ("cme", ALL)} == {"x"}


def test_one_of_two_providers_is_missed(tmp_path):
    with a_store(tmp_path) as store:
        row = a_row("medical_tuition", referred_on=date(2026, 9, 7), data_provider="Malden Oaks")
        upload(store, "medical_tuition", [row], date(2026, 11, 20), provider="Malden Oaks")
        found = about(Asking(store.world(), an_asked("2026/27-H1")))

    assert any(
        "Medical tuition from Education Inclusion Support Service" in sentence for sentence in found.missing
    )
    assert any("from Education Inclusion Support Service: no list" in sentence for sentence in found.sources)
    assert any(
        "newest list of 20 November 2026, uploaded on 31 July 2027 by A. Tester; 1 list" in s
        for s in found.sources
    )


def test_half_a_year_of_data_speaks_as_at_its_newest_list(tmp_path):
    with a_store(tmp_path) as store:
        upload(store, "cme", [a_row("cme", added_on=date(2026, 9, 7))], date(2026, 10, 2))
        family, told_of = gathered(store.world(), "six-monthly", "2026/27-H1")

    assert date(2026, 10, 2) == told_of.as_at
    assert "The period is not over" in told_of.missing[0]
    assert 1 == family.figures[Key("Children", "2026-10", "cme", ALL)].value
    assert Key("Children", "2026-11", "cme", ALL) not in family.figures
    assert "x" == family.figures[Key("Children", "2026-09", "cme", ALL)].why  # no list of September


def test_a_period_to_come_is_not_said_to_have_begun(tmp_path):
    with a_store(tmp_path) as store:
        upload(store, "cme", [a_row("cme", added_on=date(2026, 9, 7))], date(2026, 10, 2))
        found = about(Asking(store.world(), an_asked("2027/28")))

    assert date(2028, 8, 31) == found.as_at
    assert found.missing[0].startswith("No list of any register speaks for a day of 1 September 2027")


def test_without_any_list_everything_is_blank(tmp_path):
    with a_store(tmp_path) as store:
        family, told_of = gathered(store.world(), "six-monthly", "2025/26-H2")

    assert {"x"} == {figure.why for figure in family.figures.values()}
    assert date(2026, 8, 31) == told_of.as_at


def test_a_rate_needs_a_population_of_its_time(tmp_path):
    settings = replace(shipped(), population=(Population("Kingston upon Thames", 2026, 200),))
    with a_store(tmp_path) as store:
        for year in (2024, 2025, 2026):
            upload(store, "cme", [a_row("cme", added_on=date(2023, 9, 7))], date(year, 6, 1))
        asking, into = Asking(store.world(), replace(an_asked("2025/26"), settings=settings)), Gathered()
        rates(into, asking)
        missing = about(asking).missing

    def rate(year: str, borough: str) -> tuple[float | None, str]:
        figure = into.figures[Key("Rate per 100 children aged 5 to 16", year, "cme", borough)]
        return figure.value, figure.why

    assert (0.5, "") == rate("2025/26", "Kingston upon Thames")
    assert (None, "x") == rate("2024/25", "Kingston upon Thames") == rate("2025/26", "Richmond upon Thames")
    assert any("population of Richmond upon Thames" in sentence for sentence in missing)


def an_asked(period: str) -> Asked:
    return Asked(shipped(), parse_period(period), (), NOW, {})


def gathered(world: World, name: str, period: str) -> tuple[Family, About]:
    return STATISTICAL[name].gather(world, an_asked(period))


def blocks(sections: Iterable[Section]) -> Iterator[Block]:
    for section in sections:
        yield from section.blocks


def told(section: Section) -> Iterator[str]:
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Chart):
            yield block.alt
