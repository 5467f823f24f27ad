"""What stands in a cell is read only where it is certain; all else is named, and nothing becomes 0."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cme_data.workbook.cells import expected, parse_column
from cme_data.workbook.dates import read_date
from cme_data.workbook.hours import read_hours
from cme_data.workbook.text import as_text
from schemas import REGISTERS

AUGUST = dt.date(2011, 8, 31)
BAD = "unreadable"


def read(register, name, *cells, heading=""):
    """The values of a column's cells, with BAD where one could not be read."""
    parsed = parse_column(REGISTERS[register].column(name), cells, heading)
    return [BAD if i in parsed.bad else value for i, value in enumerate(parsed.values)]


@pytest.mark.parametrize(
    "cell",
    [
        AUGUST, dt.datetime(2011, 8, 31, 9, 30), 40786, 40786.0, 40786.75, "40786", "40786.0",
        "31/08/2011", "31/8/11", "31.8.2011", "31.08.11", "31-08-2011", "31 08 2011", " 31 / 08 / 2011 ",
        "31 Aug 2011", "31 August 2011", "31st Aug 2011", "31-Aug-11", "31 aug. 2011", "Wed 31 Aug 2011",
        "Wednesday, 31 August 2011", "the 31st of August, 2011", "August 31, 2011", "31Aug2011",
        "2011-08-31", "2011/08/31", "2011-08-31 00:00:00", "2011-08-31T00:00:00Z", "31/08/2011 09:30",
        "31/08/2011\xa0", "\u200b31/08/2011",
    ],
)  # fmt: skip
def test_a_date_is_read_day_first_however_it_is_written(cell):
    assert read("pru", "admitted_on", cell) == [AUGUST]


@pytest.mark.parametrize(
    "cell",
    [
        "31/02/2026", "13/13/2026", "08/31/2011", "0/1/2011", "2011", 2011, 20110831, "31/08", "Aug 2011", "tbc",
        "n/a", "-", "?", "31/08/2011?", "31/08/2011 or 1/9/2011", "12 children 2011", "ROME 12/9 - EWO to HV", True,
        0, 12.5, -40786, dt.time(12, 30), dt.date(1900, 1, 5), dt.date(3011, 8, 31), "31/08/3011", "31-08/2011",
        "31/8/011", "#REF!", "31 Octember 2011", float("nan"), float("inf"),
    ],
)  # fmt: skip
def test_what_is_no_certain_date_is_not_guessed(cell):
    assert read("pru", "admitted_on", cell) == [BAD]


def test_two_digits_of_a_year_are_this_century_up_to_68():
    assert [read_date(f"1/2/{year}") for year in ("00", "68", "69", "99")] == [
        dt.date(2000, 2, 1), dt.date(2068, 2, 1), dt.date(1969, 2, 1), dt.date(1999, 2, 1),
    ]  # fmt: skip


SHAPES = [
    "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d-%b-%Y", "%A %d %B %Y", "%B %d, %Y", "%Y-%m-%d",
    "%Y-%m-%d %H:%M:%S", "%d/%m/%y", "%d %b %y",
]  # fmt: skip


@given(st.dates(dt.date(1970, 1, 1), dt.date(2064, 1, 1)), st.sampled_from(SHAPES))
def test_a_day_written_in_any_of_these_ways_is_that_day(day, shape):
    assert read_date(day.strftime(shape)) == day


@given(st.dates(dt.date(1955, 1, 1), dt.date(2064, 1, 1)), st.floats(0, 0.999))
def test_excels_serial_number_is_that_day(day, time):
    serial = (day - dt.date(1899, 12, 30)).days
    assert read_date(serial) == read_date(serial + time) == read_date(str(serial)) == day


@given(
    st.one_of(st.text("0123456789/.- apruj", max_size=12), st.text(max_size=12), st.floats(), st.integers())
)
def test_no_cell_makes_the_reading_of_dates_or_hours_fail(cell):
    day, hours = read_date(cell), read_hours(cell)
    assert day is None or dt.date(1920, 1, 1) <= day <= dt.date(2100, 12, 31)
    assert hours is None or isinstance(hours, float)


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        (12.5, 12.5), (25, 25.0), (0, 0.0), ("0", 0.0), ("12.5", 12.5), ("12h30", 12.5), ("12 h 30", 12.5),
        ("12hrs 30mins", 12.5), ("12 hours and 30 minutes", 12.5), ("12:30", 12.5), (dt.time(12, 30), 12.5),
        (dt.timedelta(hours=25, minutes=30), 25.5), ("10 hrs", 10.0), ("10hrs pw", 10.0), ("10 hours per week", 10.0),
        ("10 hrs/wk", 10.0), ("10 hours p/w", 10.0), ("1 Hr.", 1.0), ("3 x 1hr", 3.0), ("3x1.5 hours", 4.5),
        ("2 × 45 mins", 1.5), ("90 mins", 1.5), ("12½", 12.5), ("nil", 0.0), ("Nil ", 0.0), ("zero", 0.0),
        ("no hours", 0.0), ("FT", 25.0), ("full-time", 25.0), ("75", 75.0),
    ],
)  # fmt: skip
def test_hours_are_read_as_services_write_them(cell, hours):
    assert read("pru", "hours_per_week", cell) == [hours]


@pytest.mark.parametrize(
    "cell",
    [
        "tbc", "?", "-", "n/a", "10?", "5 (online)", "10-12", "10 or 12", "12h75", "-3", "3 x 2", "5 days", "mornings",
        "10 hrs a day", "12,5", "1e3", "nan", "inf", True, dt.date(2026, 5, 10), "PT", "#N/A", "PE 10 hrs", "½",
    ],
)  # fmt: skip
def test_hours_that_are_not_certain_are_not_guessed_and_never_0(cell):
    assert read("pru", "hours_per_week", cell) == [BAD]


@given(
    st.integers(0, 60),
    st.integers(0, 59),
    st.sampled_from(["{}h{:02}", "{}:{:02}", "{} hrs {:02} mins", "{}hr {}m"]),
)
def test_hours_and_minutes_come_back(hours, minutes, shape):
    assert read_hours(shape.format(hours, minutes)) == pytest.approx(hours + minutes / 60)


def test_a_blank_is_blank_and_never_0():
    for blank in ("", " ", "\xa0", "\t\n", "\u200b"):
        assert read("pru", "hours_per_week", blank) == [None]
        assert read("medical_tuition", "absence_days", blank) == [None]
        assert read("pru", "surname", blank) == [None]


def test_a_blank_counts_as_the_columns_own_word_and_an_unreadable_cell_does_not():
    assert read("cme", "safeguarding_concern", "", "x", "maybe", "N") == ["No", "Yes", BAD, "No"]
    parsed = parse_column(REGISTERS["cme"].column("safeguarding_concern"), ["", "maybe"])
    assert (parsed.values, parsed.bad, parsed.filled) == (["No", None], [1], [0])


def test_an_unreadable_sex_is_as_unknown_as_a_blank_one_and_is_said():
    parsed = parse_column(REGISTERS["pru"].column("sex"), ["", "Q", "f"])
    assert (parsed.values, parsed.bad) == (["Unknown", "Unknown", "Female"], [1])


@pytest.mark.parametrize("cell", ["Y", "y", "x", "X", "tick", "✓", "Yes", "TRUE", True, 1, 1.0, " yes "])
def test_yes_is_written_in_many_ways(cell):
    assert read("cme", "on_roll", cell) == ["Yes"]


def test_one_and_true_and_a_whole_float_each_read_by_their_kind():
    assert read("pru", "school", 1, True, 1.0, "1", 0, False) == ["1", "TRUE", "1", "1", "0", "FALSE"]
    assert read("cme", "on_roll", True, 1, 2, False, 0) == ["Yes", "Yes", BAD, "No", "No"]
    assert read("medical_tuition", "absence_days", True, 1, 1.0, 1.5, "7", "7.0", "7 days") == [
        BAD, 1, 1, BAD, 7, 7, BAD,
    ]  # fmt: skip


@pytest.mark.parametrize("cell", ["Y9", "9", "Yr 9", "09", "Nine", "NCY 9", "year 9", 9, 9.0, "9.0"])
def test_a_year_group_is_written_in_many_ways(cell):
    assert read("pru", "year_group", cell) == ["Year 9"]


def test_year_groups_that_are_none():
    assert read("pru", "year_group", "R", "Rec", 0, "15", "9/10", "Y9?", 9.5) == [
        "Reception", "Reception", "Reception", BAD, BAD, BAD, BAD,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["Null", "None", "NA", "N/A", "True", "2/3", "O'Brien", "Nan", "Łukasz", "李"]
)
def test_names_that_programs_take_for_nothing_are_names(name):
    assert read("pru", "surname", name) == [name]


def test_a_dash_is_no_name_and_na_no_number():
    assert read("pru", "surname", "-", "?", "…", "#REF!", True) == [BAD, BAD, BAD, BAD, "TRUE"]
    assert read("pru", "record_number", "n/a", "tbc", "0", "-", "00123", "A-7", 12345.0, "12345.0") == [
        BAD, BAD, BAD, BAD, "00123", "A-7", "12345", "12345",
    ]  # fmt: skip


def test_a_share_is_not_taken_for_a_percentage():
    assert read("virtual_school", "attendance", 93.5, "93.5", "93.5%", "0.5%", 0, 100) == [
        93.5,
        93.5,
        93.5,
        0.5,
        0,
        100,
    ]
    assert read("virtual_school", "attendance", 0.935, 1, "0.935", "good", dt.date(2026, 1, 1)) == [BAD] * 5


def test_a_heading_that_asks_for_a_plan_alone_is_not_answered_no():
    assert read("pru", "sen", "Y", "N", "EHCP", heading="EHCP") == ["EHC plan", BAD, "EHC plan"]
    assert read("pru", "sen", "K", "N", "E", heading="SEN") == ["SEN support", "None", "EHC plan"]


@pytest.mark.parametrize("cell", ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "Err:502", "####"])
def test_a_failed_formula_is_no_text(cell):
    assert read("pru", "school", cell, "Error House") == [BAD, "Error House"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("a\x00b\x0bc\x7f", "abc"), ("\ufeff Ann\u200b ", "Ann"), ("St\xa0John", "St John"), ("two\nlines", "two\nlines"),
        (12345.0, "12345"), (12.5, "12.5"), (True, "TRUE"), (dt.date(2026, 3, 2), "02/03/2026"),
        (dt.datetime(2026, 3, 2), "02/03/2026"), (dt.datetime(2026, 3, 2, 9, 5), "02/03/2026 09:05"),
        (dt.time(9, 5), "09:05"), (dt.timedelta(hours=25, minutes=5), "25:05"),
    ],
)  # fmt: skip
def test_a_cell_is_shown_as_its_sheet_shows_it_without_what_cannot_be_seen(cell, text):
    assert as_text(cell) == text
    assert read("pru", "school", cell) == [text]


def test_what_was_expected_is_said_for_every_column():
    for register in REGISTERS.values():
        for column in register.columns:
            assert expected(column)
    assert expected(REGISTERS["pru"].column("admitted_on")) == "a date such as 31/08/2011"
    assert expected(REGISTERS["cme"].column("on_roll")) == "one of Yes, No"
    assert expected(REGISTERS["pru"].column("year_group")).endswith("… (17 in the list)")
    assert (
        expected(REGISTERS["pru"].column("sen"), "EHCP")
        == "one of SEN support, EHC needs assessment, EHC plan"
    )
