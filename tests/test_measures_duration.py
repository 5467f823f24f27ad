"""How long spells have lasted, and how long they lasted."""

from datetime import date, timedelta

import pytest

from cme_data.measures import MEASURES, Question
from tests.fake_world import Drawn

DURATION = MEASURES["duration"]
DAY = date(2026, 11, 20)
AUTUMN = {"start": date(2026, 9, 1), "end": date(2026, 12, 31)}


def open_for(*days, register="cme", **columns):
    drawn = Drawn()
    for number, length in enumerate(days):
        drawn.spell(f"c{number}", register, DAY - timedelta(days=length), **columns)
    return drawn


def test_days_since_opening_of_the_open_spells():
    drawn = open_for(0, 10, 20, 100)
    drawn.spell("gone", "cme", "2020-01-01", "2026-11-20")  # not counted: closed that day
    drawn.spell("both", "ehe", DAY - timedelta(days=20))

    assert {"spells": 5, "median_days": 20.0, "p75_days": 20.0} == DURATION.count(drawn.world(), Question(DAY)).one
    assert [("cme", 15.0, 40.0), ("ehe", 20.0, 20.0)] == [
        (row["register"], row["median_days"], row["p75_days"])  # halfway between 10 and 20; 20 + a quarter of 80
        for row in DURATION.count(drawn.world(), Question(DAY, by=("register",))).rows]


@pytest.mark.parametrize(("days", "band"), [
    (0, "Less than 2 weeks"), (13, "Less than 2 weeks"), (14, "2 to 4 weeks"), (27, "2 to 4 weeks"),
    (28, "4 to 8 weeks"), (55, "4 to 8 weeks"), (56, "8 to 12 weeks"), (83, "8 to 12 weeks"),
    (84, "12 to 26 weeks"), (181, "12 to 26 weeks"), (182, "26 to 52 weeks"), (363, "26 to 52 weeks"),
    (364, "Over 52 weeks"),
])  # fmt: skip
def test_bands_include_their_lower_edge(days, band):
    rows = DURATION.count(open_for(days).world(), Question(DAY, by=("band",))).rows

    assert [(band, 1)] == [(row["band"], row["spells"]) for row in rows]


def test_the_edges_are_the_authoritys_setting():
    asked = Question(DAY, by=("band",), duration_edges=(15, 28, 56, 84, 182, 364))

    assert "Less than 2 weeks" == DURATION.count(open_for(14).world(), asked).one["band"]


def test_of_the_spells_closed_in_a_period_their_length():
    drawn = Drawn()
    for number, days in enumerate((0, 27, 28, 83, 84, 181, 182)):
        closed = date(2026, 9, 1) + timedelta(days=number)
        drawn.spell(f"c{number}", "cme", closed - timedelta(days=days), closed)
    drawn.spell("early", "cme", "2026-01-01", "2026-08-31")  # not counted: closed before the period
    drawn.spell("late", "cme", "2026-01-01", "2027-01-01")  # not counted there, but open as at the day

    counted = DURATION.count(drawn.world(), Question(DAY, **AUTUMN)).one

    assert {"spells": 1, "closed": 7, "closed_median_days": 83.0, "within_4_weeks": 2 / 7, "within_12_weeks": 4 / 7,
            "within_26_weeks": 6 / 7} == {name: counted[name] for name in counted if not name.endswith("5_days")
                                          and name != "median_days"}


def test_nothing_closed_is_no_share():
    counted = DURATION.count(open_for(5).world(), Question(DAY, **AUTUMN)).one

    assert (0, None, None) == (counted["closed"], counted["closed_median_days"], counted["within_4_weeks"])


def test_a_spell_may_be_open_as_at_the_day_and_closed_later_in_the_period():
    drawn = Drawn()
    drawn.spell("ann", "cme", "2026-11-10", "2026-12-10", category="At risk",
                later={"2026-12-01": {"category": "Missing - located"}})

    rows = DURATION.count(drawn.world(), Question(DAY, by=("category",), **AUTUMN)).rows
    assert [("At risk", 1, 0), ("Missing - located", 0, 1)] == [  # then, and at the period's end
        (row["category"], row["spells"], row["closed"]) for row in rows]
    bands = DURATION.count(drawn.world(), Question(DAY, by=("band",), **AUTUMN)).rows
    assert [("Less than 2 weeks", 1, 0), ("4 to 8 weeks", 0, 1)] == [
        (row["band"], row["spells"], row["closed"]) for row in bands]


def test_open_and_closed_spells_have_lists_of_their_own():
    drawn = Drawn()
    drawn.spell("ann", "cme", "2026-11-10", "2026-12-10")
    drawn.spell("bob", "ehe", "2026-11-10")
    asked = Question(DAY, **AUTUMN)

    assert ["ann", "bob"] == [row["child"] for row in DURATION.list(drawn.world(), asked)]
    (closed,) = DURATION.list(drawn.world(), asked, "closed", detail=True)
    assert ("ann", 30) == (closed["child"], closed["days"])
