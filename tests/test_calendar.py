"""Ages, periods and school days: the worked cases of the rules, and what holds for every date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from cme_data.calendar import (
    DURATION_BANDS,
    EVERY,
    GROUNDS,
    SchoolDays,
    academic_year,
    bank_holidays,
    before,
    compulsory_school_age,
    deletion_code,
    deletion_grounds,
    deletion_problem,
    duration_band,
    half_year,
    month,
    parse_period,
    periods,
    term,
    working_days_before,
    year_ago,
    year_group,
)
from cme_data.errors import CmeError
from cme_data.settings import load

KINGSTON, RICHMOND, ELSEWHERE = "Kingston upon Thames", "Richmond upon Thames", "Out of borough"
DAY = timedelta(days=1)
day = date.fromisoformat
days = st.dates(day("2000-01-01"), day("2045-12-31"))
near = st.dates(day("2025-09-01"), day("2027-12-31"))


@pytest.mark.parametrize(
    ("born", "first", "last"),
    [
        ("2019-02-10", "2024-03-31", "2035-06-29"),
        ("2021-08-31", "2026-08-31", "2037-06-26"),  # the fifth birthday is a prescribed day
        ("2021-09-01", "2026-12-31", "2038-06-25"),
        ("2021-12-31", "2026-12-31", "2038-06-25"),
        ("2022-01-01", "2027-03-31", "2038-06-25"),
        ("2022-04-01", "2027-08-31", "2038-06-25"),
        ("2007-09-23", "2012-12-31", "2024-06-28"),
        ("2011-08-31", "2016-08-31", "2027-06-25"),  # still 15 on that day
        ("2011-09-01", "2016-12-31", "2028-06-30"),
    ],
)
def test_compulsory_school_age(born, first, last):  # R1, R2
    assert (day(first), day(last)) == compulsory_school_age(day(born))


@pytest.mark.parametrize(
    ("born", "group"),
    [
        ("2011-08-31", "Year 11"),
        ("2011-09-01", "Year 10"),
        ("2021-09-01", "Reception"),
        ("2022-08-31", "Reception"),
        ("2020-09-01", "Year 1"),
        ("2021-08-31", "Year 1"),
        ("2015-09-01", "Year 6"),
        ("2014-09-01", "Year 7"),
        ("2010-09-01", "Year 11"),
        ("2022-09-01", "Nursery"),
        ("2007-09-01", "Year 14"),
        ("2007-08-31", None),
    ],
)
def test_year_group_on_23_november_2026(born, group):  # R4
    assert group == year_group(day(born), day("2026-11-23"))


def test_the_year_group_changes_on_1_september():
    assert "Year 10" == year_group(day("2011-08-31"), day("2026-08-31"))
    assert "Year 11" == year_group(day("2011-08-31"), day("2026-09-01"))


@given(days)
def test_school_age_begins_on_a_prescribed_day_within_five_months_of_the_fifth_birthday(born):
    first, last = compulsory_school_age(born)
    birthday = (3, 1) if (born.month, born.day) == (2, 29) else (born.month, born.day)
    fifth = date(born.year + 5, *birthday)

    assert (first.month, first.day) in {(3, 31), (8, 31), (12, 31)}
    assert timedelta(0) <= first - fifth < timedelta(days=153)
    assert (4, 6) == (last.weekday(), last.month)
    assert 24 <= last.day
    assert "Year 11" == year_group(born, last)
    assert year_group(born, first) in {"Reception", "Year 1"} or first.month == 8


@given(days, days)
def test_the_year_group_is_the_age_on_the_31_august_before_less_four(born, on):
    august = date(on.year if on.month >= 9 else on.year - 1, 8, 31)
    age = august.year - born.year - ((born.month, born.day) > (8, 31))
    names = {4: "Reception"} | {age: f"Year {age - 4}" for age in range(5, 19)}

    assert ("Nursery" if age < 4 else names.get(age)) == year_group(born, on)


@pytest.mark.parametrize(
    ("start", "band"),
    [
        ("2025-09-19", "Less than 2 weeks"),  # 13 days
        ("2025-09-18", "2 to 4 weeks"),
        ("2025-04-03", "26 to 52 weeks"),  # 182
        ("2024-10-03", "Over 52 weeks"),  # 364
        ("2024-10-04", "26 to 52 weeks"),
    ],
)
def test_duration_at_the_census_of_2_october_2025(start, band):  # R5
    assert band == duration_band((day("2025-10-02") - day(start)).days)


def test_every_edge_of_the_duration_bands_belongs_to_the_longer_band():
    edges = [(0, 13), (14, 27), (28, 55), (56, 83), (84, 181), (182, 363), (364, 4000)]

    assert [(band, band) for band in DURATION_BANDS[:-1]] == [
        (duration_band(low), duration_band(high)) for low, high in edges
    ]
    assert "Unknown" == duration_band(None)


def test_an_authority_may_move_an_edge(tmp_path):
    (tmp_path / "settings.toml").write_text("duration_edges = [15, 28, 56, 84, 182, 364]", encoding="utf-8")

    assert "Less than 2 weeks" == duration_band(14, load(tmp_path))


@pytest.mark.parametrize(
    ("text", "start", "end", "earlier", "last_year"),
    [
        ("2025/26", "2025-09-01", "2026-08-31", "2024/25", "2024/25"),
        ("2025/26-H1", "2025-09-01", "2026-02-28", "2024/25-H2", "2024/25-H1"),
        ("2025/26-H2", "2026-03-01", "2026-08-31", "2025/26-H1", "2024/25-H2"),
        ("2023/24-H1", "2023-09-01", "2024-02-29", "2022/23-H2", "2022/23-H1"),
        ("2025/26-autumn", "2025-09-01", "2025-12-31", "2024/25-summer", "2024/25-autumn"),
        ("2025/26-spring", "2026-01-01", "2026-03-31", "2025/26-autumn", "2024/25-spring"),
        ("2025/26-summer", "2026-04-01", "2026-08-31", "2025/26-spring", "2024/25-summer"),
        ("2026-10", "2026-10-01", "2026-10-31", "2026-09", "2025-10"),
        ("2026-01", "2026-01-01", "2026-01-31", "2025-12", "2025-01"),
        ("1999/00", "1999-09-01", "2000-08-31", "1998/99", "1998/99"),
    ],
)
def test_a_period_the_one_before_and_the_same_a_year_ago(text, start, end, earlier, last_year):
    period = parse_period(text)

    assert (text, day(start), day(end)) == (period.label, period.start, period.end)
    assert parse_period(earlier) == before(period)
    assert parse_period(last_year) == year_ago(period)


def test_a_period_may_be_typed_in_any_case():
    assert parse_period("2025/26-autumn") == parse_period(" 2025/26-Autumn ")
    assert parse_period("2025/26-H1") == parse_period("2025/26-h1")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025/27",
        "2025/26-H3",
        "2025/26-winter",
        "2025/26-",
        "2026-13",
        "202526",
        "2026-09-01",
        "25/26",
        "autumn",
    ],
)
def test_what_is_no_period_is_refused_with_the_ways_to_write_one(text):
    with pytest.raises(
        CmeError, match=r"is no period: it should be written like 2025/26 .*2026-10 \(a month\)\.$"
    ):
        parse_period(text)


def test_the_periods_that_fill_a_question_are_cut_to_its_ends():
    start, end = day("2025-11-15"), day("2026-04-10")

    assert [
        ("2025/26-autumn", start),
        ("2025/26-spring", day("2026-01-01")),
        ("2025/26-summer", day("2026-04-01")),
    ] == [(period.label, period.start) for period in periods("term", start, end)]
    assert [day("2025-12-31"), day("2026-03-31"), end] == [
        period.end for period in periods("term", start, end)
    ]


def test_fortnights_start_at_the_first_day_and_are_named_after_theirs():
    found = periods("fortnight", day("2026-09-01"), day("2026-10-01"))

    assert [("2026-09-01", "2026-09-14"), ("2026-09-15", "2026-09-28"), ("2026-09-29", "2026-10-01")] == [
        (period.label, str(period.end)) for period in found
    ]
    assert ("2026-08-18", day("2026-08-31")) == (before(found[0]).label, before(found[0]).end)
    assert ("2025-09-02", day("2025-09-15")) == (year_ago(found[0]).label, year_ago(found[0]).end)


def test_the_period_before_one_cut_short_is_whole():
    cut = periods("month", day("2026-11-10"), day("2026-11-20"))[0]

    assert parse_period("2026-10") == before(cut)
    assert parse_period("2025-11") == year_ago(cut)


def test_periods_of_no_known_kind_or_backwards_are_refused():
    with pytest.raises(
        CmeError, match="no periods of “week”: they may be fortnight, month, term, half-year, year"
    ):
        periods("week", day("2026-09-01"), day("2026-10-01"))
    with pytest.raises(CmeError, match="2026-08-31, should not be before the first, 2026-09-01"):
        periods("month", day("2026-09-01"), day("2026-08-31"))


@given(st.sampled_from(EVERY), days, st.integers(0, 1500))
def test_periods_fill_the_question_without_gap_or_overlap(every, start, length):
    end = start + timedelta(days=length)
    found = periods(every, start, end)

    assert (start, end) == (found[0].start, found[-1].end)
    assert [period.end + DAY for period in found[:-1]] == [period.start for period in found[1:]]
    assert all(period.start <= period.end for period in found)
    assert len(found) == len({period.label for period in found})


@given(st.sampled_from([academic_year, half_year, term, month]), days)
def test_a_day_lies_in_its_period_which_reads_as_it_is_written(kind, on):
    period = kind(on)

    assert period.start <= on <= period.end
    assert period == parse_period(period.label) == kind(period.start) == kind(period.end)
    assert period.start - DAY == before(period).end
    assert kind(year_ago(period).start) == year_ago(period)
    assert (period.start.year - 1, period.start.month) == (
        year_ago(period).start.year,
        year_ago(period).start.month,
    )


@given(days)
def test_terms_and_half_years_add_up_to_the_academic_year(on):
    year = academic_year(on)

    for every, number in (("term", 3), ("half-year", 2), ("month", 12)):
        found = periods(every, year.start, year.end)

        assert number == len(found)
        assert (year.start, year.end) == (found[0].start, found[-1].end)


TERMS = """
[[term]]
borough = "Kingston upon Thames"
name = "Autumn 1"
first = 2026-09-02
last = 2026-10-23

[[term]]
borough = "Kingston upon Thames"
name = "Autumn 2"
first = 2026-11-02
last = 2026-12-18

[[term]]
borough = "Kingston upon Thames"
name = "Spring"
first = 2027-01-04
last = 2027-03-25

[[term]]
borough = "Kingston upon Thames"
name = "Summer 2"
first = 2027-06-07
last = 2027-07-21

[[term]]
borough = "Kingston upon Thames"
name = "Autumn 1"
first = 2027-09-01
last = 2027-10-22

[[closure]]
borough = "Kingston upon Thames"
day = 2026-09-02
reason = "INSET"

[[closure]]
borough = "Richmond upon Thames"
day = 2026-11-06
reason = "Polling"
"""


@pytest.fixture(scope="module")
def with_terms(tmp_path_factory):
    folder = tmp_path_factory.mktemp("authority")
    (folder / "settings.toml").write_text(TERMS, encoding="utf-8")
    return load(folder)


@pytest.fixture(scope="module")
def kingston(with_terms):
    return SchoolDays(with_terms, KINGSTON)


@pytest.fixture(scope="module")
def without_terms():
    return SchoolDays(load(), KINGSTON)


def test_day_20_of_an_absence(kingston, without_terms):  # R14
    for school_days in (kingston, without_terms):
        assert day("2026-11-27") == school_days.nth(day("2026-11-02"), 20)
        assert 20 == school_days.count(day("2026-11-02"), day("2026-11-27"))


def test_half_term_is_skipped(kingston, without_terms):  # R14, R15
    assert day("2026-11-13") == kingston.nth(day("2026-10-19"), 15)
    assert day("2026-11-06") == without_terms.nth(day("2026-10-19"), 15)  # nobody entered the half-term


def test_the_fifteenth_day_of_illness(kingston, without_terms):  # R15
    assert (
        day("2026-11-20") == kingston.nth(day("2026-11-02"), 15) == without_terms.nth(day("2026-11-02"), 15)
    )


def test_the_sixth_day_after_an_exclusion(kingston):  # R16, R17
    assert day("2026-11-16") == kingston.nth(day("2026-11-09"), load().triggers.sixth_day)


def test_the_referral_is_due_on_the_fifth_day(kingston):  # R17
    assert day("2026-11-06") == kingston.nth(day("2026-11-02"), load().triggers.spa_referral_day)


def test_day_1_is_the_first_school_day_on_or_after(kingston):
    assert day("2026-11-02") == kingston.nth(day("2026-10-24"), 1) == kingston.nth(day("2026-11-02"), 1)


def test_an_enquiry_is_due_five_school_days_after_the_last(kingston):
    assert day("2026-11-09") == kingston.add(day("2026-11-02"), 5)
    assert day("2026-11-06") == kingston.add(day("2026-10-25"), 5)  # made on a Sunday of the half-term
    assert day("2026-10-25") == kingston.add(day("2026-10-25"), 0)


def test_a_closure_and_a_bank_holiday_are_no_school_days(kingston, with_terms):
    assert not kingston.is_school_day(day("2026-09-02"))
    assert day("2026-09-03") == kingston.nth(day("2026-09-02"), 1)
    assert not SchoolDays(with_terms, RICHMOND).is_school_day(day("2026-11-06"))
    assert not SchoolDays(with_terms, ELSEWHERE).is_school_day(day("2026-12-25"))


def test_what_the_terms_say_is_known_holidays_between_them_too(kingston):
    known = ["2026-09-02", "2026-10-23", "2026-10-28", "2026-12-25", "2027-08-15", "2027-10-22"]

    assert all(kingston.known(day(on)) for on in known)
    assert not any(kingston.is_school_day(day(on)) for on in known[2:5])


def test_before_after_and_in_a_term_that_nobody_entered_weekdays_count(kingston):
    for on in ("2026-09-01", "2027-10-25", "2027-05-12"):
        assert not kingston.known(day(on))
        assert kingston.is_school_day(day(on))
    assert not kingston.is_school_day(day("2027-05-31"))  # the late May bank holiday


def test_a_borough_without_terms_counts_by_the_week(with_terms):
    for borough in (RICHMOND, ELSEWHERE, None):
        school_days = SchoolDays(with_terms, borough)

        assert school_days.is_school_day(day("2026-10-28"))
        assert not school_days.known(day("2026-10-28"))


def test_day_0_is_no_day(kingston):
    with pytest.raises(ValueError, match="counted from 1, not 0"):
        kingston.nth(day("2026-11-02"), 0)


def test_the_agenda_goes_out_five_working_days_before_the_panel():  # R22
    assert day("2026-11-19") == working_days_before(day("2026-11-26"), load().panel.agenda_working_days)
    assert day("2026-11-26") == working_days_before(day("2026-11-26"), 0)
    assert day("2026-12-23") == working_days_before(
        day("2026-12-31"), 4
    )  # Christmas Day and a Monday in lieu


def test_bank_holidays_are_englands():
    assert day("2026-12-28") in bank_holidays(2026)  # Boxing Day on a Saturday
    assert day("2023-05-08") in bank_holidays(2023)  # the Coronation
    assert not {day("2026-01-02"), day("2026-03-17"), day("2026-11-30")} & bank_holidays(
        2026
    )  # the other nations'


def counted(school_days, first, last):
    """School days one by one."""
    total, on = 0, first
    while on <= last:
        total += school_days.is_school_day(on)
        on += DAY
    return total


@effort(deadline=None)  # the first bank holiday asked for loads their library
@given(st.sampled_from([KINGSTON, RICHMOND, ELSEWHERE]), near, st.integers(-20, 400))
def test_count_is_that_of_the_days_one_by_one(with_terms, borough, first, length):
    school_days = SchoolDays(with_terms, borough)
    last = first + timedelta(days=length)

    assert counted(school_days, first, last) == school_days.count(first, last)


@effort(deadline=None)
@given(st.sampled_from([KINGSTON, RICHMOND, ELSEWHERE]), near, st.integers(1, 60))
def test_nth_and_add_land_on_the_school_day_of_that_number(with_terms, borough, first, number):
    school_days = SchoolDays(with_terms, borough)
    found = school_days.nth(first, number)

    assert school_days.is_school_day(found)
    assert number == counted(school_days, first, found)
    assert found == school_days.add(first - DAY, number)


@effort(deadline=None)
@given(near, st.integers(0, 30))
def test_working_days_before_counts_weekdays_that_are_no_bank_holidays(on, number):
    found = working_days_before(on, number)
    between = [found + timedelta(days=step) for step in range((on - found).days)]

    assert number == sum(one.weekday() < 5 and one not in bank_holidays(one.year) for one in between)


@pytest.mark.parametrize(
    ("on", "code", "other"),
    [
        ("2024-08-18", "8(1)(d)", "9(1)(f)"),
        ("2024-08-19", "9(1)(f)", "8(1)(d)"),
        ("2026-11-25", "9(1)(f)", "8(1)(d)"),
    ],
)
def test_the_ground_of_home_education_by_the_day(on, code, other):  # R18
    assert deletion_code("home_education", day(on)) == code
    assert [ground.name for ground in deletion_grounds(f"Reg {code}", day(on))] == ["home_education"]
    assert deletion_problem(code, day(on)) is None
    assert f"for this day it is {code}" in deletion_problem(other, day(on))


def test_the_same_letter_is_another_ground_in_the_other_regulations():  # R18
    (ground,) = deletion_grounds("9(1)(d)", day("2026-01-05"))

    assert ground.name == "order_amended"
    assert deletion_grounds("8(1)(d)", day("2026-01-05")) == ()


def test_a_ground_that_the_day_does_not_know_has_no_code():
    assert deletion_code("medically_unfit", day("2024-08-18")) == "8(1)(g)"
    assert deletion_code("medically_unfit", day("2024-08-19")) is None
    assert "for this day it is none" in deletion_problem("8(1)(g)", day("2026-01-05"))
    assert "should be written like 9(1)(a)" in deletion_problem("moved away", day("2026-01-05"))


def test_every_letter_of_each_regulation_is_a_ground():
    assert {ground.code_2024 for ground in GROUNDS} == {f"9(1)({letter})" for letter in "abcdefghijklmno"} | {
        None
    }
    assert {ground.code_2006 for ground in GROUNDS} == {f"8(1)({letter})" for letter in "abcdefghijklmno"}
