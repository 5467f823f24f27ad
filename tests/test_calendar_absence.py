"""The clocks of attendance codes and the new pupil return: the worked cases of R14, R15 and R19."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cme_data.calendar import SchoolDays, illness, pupil_return_due, unexplained_absence
from cme_data.settings import shipped
from tests.terms import KINGSTON, RICHMOND, TERMS

day = date.fromisoformat
KINGSTONS, RICHMONDS = SchoolDays(TERMS, KINGSTON), SchoolDays(TERMS, RICHMOND)
DAY_20, MEDICAL = shipped().triggers.day_20, shipped().triggers.medical_days


def coded(first: str, codes: str, school_days: SchoolDays = KINGSTONS) -> dict[date, tuple[str, ...]]:
    """A code for both sessions of each school day, one letter a day."""
    days = (school_days.nth(day(first), number) for number in range(1, len(codes) + 1))
    return {on: (code, code) for on, code in zip(days, codes, strict=True)}


@pytest.mark.parametrize(("codes", "reached"), [
    ("N" * 20, "2026-11-27"),
    ("GNO" * 6 + "NN", "2026-11-27"),
    ("N" * 19, None),
    ("N" * 12 + "I" + "N" * 7, None),  # one day of illness
    ("N" * 12 + "/" + "N" * 7, None),  # one day back
    ("N" * 3 + "I" + "N" * 20, "2026-12-03"),  # and the count begins again
])  # fmt: skip
def test_twenty_school_days_in_a_row_coded_only_g_n_or_o(codes, reached):  # R14
    assert (reached and day(reached)) == unexplained_absence(coded("2026-11-02", codes), KINGSTONS, DAY_20)


def test_half_term_neither_counts_nor_breaks_the_row():  # R14
    codes = coded("2026-10-12", "N" * 20)

    assert day("2026-11-13") == unexplained_absence(codes, KINGSTONS, DAY_20)
    assert unexplained_absence(codes, RICHMONDS, DAY_20) is None  # no holiday there: five days without a code


def test_one_session_of_another_code_is_enough_to_begin_again():  # R14
    codes = coded("2026-11-02", "N" * 20) | {day("2026-11-10"): ("N", "I")}

    assert unexplained_absence(codes, KINGSTONS, DAY_20) is None


@pytest.mark.parametrize(("first", "codes", "reached"), [
    ("2026-11-02", "I" * 15, "2026-11-20"),
    ("2026-10-19", "I" * 15, "2026-11-13"),  # over half-term
    ("2026-09-07", "I" * 8 + "/" * 10 + "I" * 7, "2026-10-09"),  # 8 and 7 days in two spells
    ("2026-11-02", "I" * 14, None),
    ("2026-11-02", "I" * 14 + "N" * 5, None),  # no other code is illness
])  # fmt: skip
def test_fifteen_days_of_illness_in_a_row_or_added_up(first, codes, reached):  # R15
    assert (reached and day(reached)) == illness(coded(first, codes), KINGSTONS, MEDICAL)


def test_days_of_illness_are_added_up_within_one_school_year():  # R15
    codes = coded("2026-07-13", "I" * 7) | coded("2026-09-03", "I" * 8)

    assert illness(codes, KINGSTONS, MEDICAL) is None
    assert day("2026-09-14") == illness(codes, KINGSTONS, 8)


def test_a_session_of_illness_is_half_a_day():  # R15
    codes = coded("2026-11-02", "I" * 14) | {day("2026-11-20"): ("/", "I")}

    assert illness(codes, KINGSTONS, MEDICAL) is None
    assert day("2026-11-23") == illness(codes | {day("2026-11-23"): ("I", "/")}, KINGSTONS, MEDICAL)


def test_a_new_pupil_return_is_due_at_the_end_of_the_fifth_day():  # R19
    as_shipped = shipped().triggers
    in_school_days = replace(as_shipped, pupil_return_counts="school days")

    assert day("2026-11-07") == pupil_return_due(day("2026-11-02"), as_shipped, KINGSTONS)
    assert day("2026-11-09") == pupil_return_due(day("2026-11-02"), in_school_days, KINGSTONS)
    assert day("2026-11-11") == pupil_return_due(
        day("2026-11-02"), replace(in_school_days, pupil_return_days=7), KINGSTONS
    )


def test_without_codes_no_clock_is_running():
    assert unexplained_absence({}, KINGSTONS, DAY_20) is None
    assert illness({}, KINGSTONS, MEDICAL) is None


@given(st.lists(st.sampled_from("NGOI/"), min_size=1, max_size=60), st.integers(1, 25))
def test_the_clock_stops_at_the_end_of_the_first_run_long_enough(codes, number):
    text = "".join("N" if code in "GNO" else code for code in codes)
    place = text.find("N" * number)
    found = unexplained_absence(coded("2026-06-01", "".join(codes), RICHMONDS), RICHMONDS, number)

    assert found == (None if place < 0 else RICHMONDS.nth(day("2026-06-01"), place + number))


@given(st.lists(st.sampled_from("I/N"), min_size=1, max_size=40))
def test_illness_counts_its_days_wherever_they_lie(codes):
    days = coded("2026-09-03", "".join(codes))
    ill = [on for on, sessions in sorted(days.items()) if sessions[0] == "I"]
    found = illness(days, KINGSTONS, 5)

    assert found == (ill[4] if len(ill) >= 5 else None)
    assert found is None or found - min(days) < timedelta(days=100)
