"""The hours that children receive."""

from datetime import date

import pytest

from cme_data.measures import MEASURES, Question
from tests.fake_world import Drawn

HOURS = MEASURES["hours"]
DAY = date(2026, 11, 20)


def asked(*by, **more):
    return Question(DAY, by, **more)


def test_blank_is_not_nought():
    drawn = Drawn()
    drawn.spell("ann", "cme", "2026-09-01", hours_per_week=0.0)
    drawn.spell("bob", "cme", "2026-09-01")  # not recorded: in no statistic
    drawn.spell("cas", "cme", "2026-09-01", hours_per_week=25.0)  # not below
    drawn.spell("dot", "cme", "2026-09-01", hours_per_week=24.9, transition_agreed="Yes")
    drawn.spell("eve", "cme", "2026-09-01", hours_per_week=30.0)  # above 25 makes up for no one
    drawn.spell("fay", "ehe", "2026-09-01")  # not counted: home education records no hours
    drawn.spell("gus", "cme", "2026-09-01", "2026-11-20", hours_per_week=5.0)  # not counted: closed that day

    counted = HOURS.count(drawn.world(), asked()).one

    assert ["children", "not_recorded", "below_25", "below_25_no_transition", "mean", "median",
            "shortfall"] == list(counted)
    assert (5, 1, 2, 1) == tuple(counted.values())[:4]
    assert (79.9 / 4, 24.95, 25.1) == pytest.approx(tuple(counted.values())[4:])


def test_nobodys_hours_recorded_is_no_statistic_at_all():
    drawn = Drawn()
    drawn.spell("ann", "pru", "2026-09-01")

    assert {"children": 1, "not_recorded": 1, "below_25": 0, "below_25_no_transition": 0, "mean": None,
            "median": None, "shortfall": None} == HOURS.count(drawn.world(), asked()).one


def test_registers_repeat_each_other_so_the_largest_hours_count():
    drawn = Drawn()
    drawn.spell("ann", "cme", "2026-09-01", hours_per_week=10.0)
    drawn.spell("ann", "pru", "2026-09-01", hours_per_week=25.0)
    drawn.spell("bob", "cme", "2026-09-01", transition_agreed="Yes")
    drawn.spell("bob", "medical_tuition", "2026-09-01", hours_per_week=5.0)  # the transition is agreed elsewhere

    together = HOURS.count(drawn.world(), asked()).one
    apart = {row["register"]: row for row in HOURS.count(drawn.world(), asked("register")).rows}

    assert (2, 0, 1, 0) == tuple(together.values())[:4]
    assert (2, 1, 1, 1) == tuple(apart["cme"].values())[1:5]
    assert (1, 0, 1, 1) == tuple(apart["medical_tuition"].values())[1:5]
    assert (1, 0, 0, 0) == tuple(apart["pru"].values())[1:5]


def test_bands_include_their_lower_edge():
    drawn = Drawn()
    for i, hours in enumerate((None, 0.0, 0.05, 4.99, 5.0, 10.0, 15.0, 20.0, 24.99, 25.0, 60.0)):
        drawn.spell(f"c{i}", "cme", "2026-09-01", hours_per_week=hours)

    assert [
        {"band": "Not recorded", "children": 1}, {"band": "0", "children": 1}, {"band": "0.1–4.9", "children": 2},
        {"band": "5–9.9", "children": 1}, {"band": "10–14.9", "children": 1}, {"band": "15–19.9", "children": 1},
        {"band": "20–24.9", "children": 2}, {"band": "25 or more", "children": 2},
    ] == HOURS.count(drawn.world(), asked("band")).rows  # fmt: skip


def test_a_band_is_that_of_the_childs_hours_in_the_group():
    drawn = Drawn()
    drawn.spell("ann", "cme", "2026-09-01", hours_per_week=3.0)
    drawn.spell("ann", "pru", "2026-09-01", hours_per_week=12.0)

    assert [{"band": "10–14.9", "children": 1}] == HOURS.count(drawn.world(), asked("band")).rows
    assert [{"register": "cme", "band": "0.1–4.9", "children": 1},
            {"register": "pru", "band": "10–14.9", "children": 1}] == HOURS.count(
                drawn.world(), asked("register", "band")).rows
    assert [] == HOURS.count(drawn.world(), asked("band", filters={"band": ("0.1–4.9",)})).rows
    assert 1 == len(HOURS.list(drawn.world(), asked("band", filters={"band": ("10–14.9",)})))


def test_the_list_of_those_without_any_says_their_hours():
    drawn = Drawn()
    drawn.spell("ann", "cme", "2026-09-01", hours_per_week=0.0)
    drawn.spell("bob", "cme", "2026-09-01", hours_per_week=4.0)
    drawn.spell("bob", "pru", "2026-10-01", hours_per_week=14.0)

    assert ["ann"] == [row["child"] for row in HOURS.list(drawn.world(), asked(), "none")]
    listed = HOURS.list(drawn.world(), asked(), "below_25", detail=True)
    assert [("ann", 0.0), ("bob", 14.0)] == [(row["child"], row["hours_per_week"]) for row in listed]


def test_the_full_week_is_the_authoritys_setting():
    drawn = Drawn()
    drawn.spell("ann", "cme", "2026-09-01", hours_per_week=22.0)

    assert 1 == HOURS.count(drawn.world(), asked()).one["below_25"]
    assert 0 == HOURS.count(drawn.world(), asked(full_hours=21.0)).one["below_25"]
