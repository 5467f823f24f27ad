"""Who is on a register on a day."""

from datetime import date

import pytest

from cme_data.measures import MEASURES, Question
from tests.fake_world import Drawn

CASELOAD = MEASURES["caseload"]
DAY = date(2026, 11, 20)
KINGSTON, RICHMOND = "Kingston upon Thames", "Richmond upon Thames"


def rows(drawn, *by, as_at=DAY, **filters):
    return CASELOAD.count(drawn.world(), Question(as_at, by, filters)).rows


def test_a_child_is_there_from_the_opening_day_until_the_day_before_the_closing_day():
    drawn = Drawn()
    drawn.spell("ann", "cme", "2026-11-20")
    drawn.spell("bob", "cme", "2026-09-01", "2026-11-21")
    drawn.spell("cas", "cme", "2026-09-01", "2026-11-20")  # not counted: closed that day
    drawn.spell("dot", "cme", "2026-11-21")  # not counted: opens the day after
    drawn.spell("eve", "cme", "2026-11-20", "2026-11-20")  # not counted: came and went on one day

    assert [{"children": 2}] == rows(drawn)


def test_a_child_on_two_registers_counts_once_in_the_total_and_once_in_each():
    drawn = Drawn()
    drawn.spell("ann", "cme", "2026-09-01")
    drawn.spell("ann", "medical_tuition", "2026-09-01")
    drawn.spell("ann", "medical_tuition", "2026-10-01", provider="Malden Oaks")  # the other tuition list
    drawn.spell("bob", "cme", "2026-09-01")
    drawn.spell("ann", "actions", "2026-09-01")  # not counted: no register of children

    assert [{"children": 2}] == rows(drawn)
    assert [{"register": "cme", "children": 2}, {"register": "medical_tuition", "children": 1}] == rows(
        drawn, "register"
    )
    assert [{"children": 1}] == rows(drawn, register=("medical_tuition", "ehe"))


def test_a_group_is_what_the_list_in_force_on_the_day_says():
    drawn = Drawn()
    drawn.spell("ann", "cme", "2026-09-01", borough=KINGSTON, category="At risk",
                later={"2026-10-10": {"borough": RICHMOND}, "2026-10-20": {"category": "Missing - located"}})

    assert [{"borough": KINGSTON, "category": "At risk", "children": 1}] == rows(
        drawn, "borough", "category", as_at=date(2026, 10, 9))
    assert [{"borough": RICHMOND, "category": "At risk", "children": 1}] == rows(
        drawn, "borough", "category", as_at=date(2026, 10, 10))
    assert [{"borough": RICHMOND, "category": "Missing - located", "children": 1}] == rows(
        drawn, "borough", "category", as_at=date(2026, 10, 20))


def test_registers_that_disagree_put_a_child_in_both_groups():
    drawn = Drawn()
    drawn.spell("ann", "cme", "2026-09-01", borough=KINGSTON)
    drawn.spell("ann", "pru", "2026-09-01", borough=RICHMOND)

    assert [{"borough": KINGSTON, "children": 1}, {"borough": RICHMOND, "children": 1}] == rows(drawn, "borough")


def test_blanks_are_a_group_of_their_own_and_can_be_asked_for():
    drawn = Drawn()
    drawn.spell("ann", "cme", "2026-09-01", sen="EHC plan")
    drawn.spell("bob", "cme", "2026-09-01")
    drawn.spell("cas", "ehe", "2026-09-01", sen="None")  # that is an answer, not a blank

    assert [{"sen": "None", "children": 1}, {"sen": "EHC plan", "children": 1}, {"sen": None, "children": 1}] == rows(
        drawn, "sen")
    assert [{"children": 1}] == rows(drawn, sen=(None,))
    assert [{"children": 2}] == rows(drawn, sen=("Not recorded", "EHC plan"))


def test_a_column_that_a_register_does_not_carry_leaves_that_register_out():
    drawn = Drawn()
    drawn.spell("ann", "cme", "2026-09-01", lead_service="Team A", reason="Poor attendance and emerging needs")
    drawn.spell("bob", "ehe", "2026-09-01", reason="Religious")
    drawn.spell("cas", "pru", "2026-09-01")

    assert [{"lead_service": "Team A", "children": 1}] == rows(drawn, "lead_service")
    assert [{"children": 1}] == rows(drawn, lead_service=("Team A",))
    assert [{"children": 0}] == rows(drawn, lead_service=("Not recorded",))  # the PRU has no such column at all
    assert ["Poor attendance and emerging needs", "Religious"] == [row["reason"] for row in rows(drawn, "reason")]
    assert [] == rows(drawn, "category", register=("ehe",))


@pytest.mark.parametrize(("born", "year_group", "phase", "key_stage"), [
    # R4, as at 23 November 2026
    ("2011-08-31", "Year 11", "secondary", "KS4"),
    ("2011-09-01", "Year 10", "secondary", "KS4"),
    ("2021-09-01", "Reception", "primary", "Early years"),
    ("2022-09-01", "Nursery", None, "Early years"),
    ("2020-09-01", "Year 1", "primary", "KS1"),
    ("2015-09-01", "Year 6", "primary", "KS2"),
    ("2015-08-31", "Year 7", "secondary", "KS3"),
    ("2010-08-31", "Year 12", None, "Post-16"),
    ("2007-09-01", "Year 14", None, "Post-16"),
    ("2007-08-31", None, None, None),  # above Year 14
])  # fmt: skip
def test_a_year_group_that_no_list_records_follows_from_the_birth_date(born, year_group, phase, key_stage):
    drawn = Drawn()
    drawn.spell("ann", "cme", "2026-09-01", date_of_birth=date.fromisoformat(born))

    assert [{"year_group": year_group, "phase": phase, "key_stage": key_stage, "children": 1}] == rows(
        drawn, "year_group", "phase", "key_stage", as_at=date(2026, 11, 23))


def test_a_recorded_year_group_goes_before_the_expected_one_and_does_not_move_up_by_itself():
    drawn = Drawn()
    drawn.spell("ann", "cme", "2026-07-01", date_of_birth=date(2011, 8, 31), year_group="Year 9")
    drawn.spell("bob", "cme", "2026-07-01", date_of_birth=date(2011, 8, 31))
    drawn.spell("cas", "cme", "2026-07-01", date_of_birth=date(2011, 8, 31), year_group="Not followed")

    def groups(day):
        return [row["year_group"] for row in rows(drawn, "year_group", as_at=date.fromisoformat(day))]

    assert ["Year 9", "Year 10", "Not followed"] == groups("2026-08-31")
    assert ["Year 9", "Year 11", "Not followed"] == groups("2026-09-01")
    assert [{"children": 2}] == rows(drawn, phase=("secondary",))


def test_the_list_names_the_child_once_by_its_first_register():
    drawn = Drawn()
    drawn.spell("ann", "pru", "2026-05-01", surname="Ash", borough=KINGSTON)
    drawn.spell("ann", "cme", "2026-09-01", surname="Ash", category="At risk", borough=RICHMOND)
    drawn.spell("bob", "ehe", "2026-10-01", "2026-12-24", surname="Birch")

    assert [
        {"child": "ann", "register": "cme", "opened_on": date(2026, 9, 1), "closed_on": None},
        {"child": "bob", "register": "ehe", "opened_on": date(2026, 10, 1), "closed_on": date(2026, 12, 24)},
    ] == CASELOAD.list(drawn.world(), Question(DAY))
    by_borough = CASELOAD.list(drawn.world(), Question(DAY, by=("borough",)))
    assert [("ann", "pru", KINGSTON), ("ann", "cme", RICHMOND), ("bob", "ehe", None)] == [
        (row["child"], row["register"], row["borough"]) for row in by_borough]
    first, second = CASELOAD.list(drawn.world(), Question(DAY), detail=True)
    assert ("Ash", "At risk", RICHMOND) == (first["surname"], first["category"], first["borough"])
    assert ("Birch", None) == (second["surname"], second["category"])
