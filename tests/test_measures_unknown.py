"""Children whom nobody knew of on the day, and who turned out to be missing."""

from datetime import date

from cme_data.measures import MEASURES, Question
from tests.fake_world import Drawn

UNKNOWN = MEASURES["unknown"]
DAY = date(2026, 10, 1)


def late(drawn, child, missing_from, identified_on, category="Missing - located", **columns):
    later = columns.pop("later", None)
    drawn.spell(child, columns.pop("register", "cme"), columns.pop("opened_on", identified_on), None, later,
                missing_from=date.fromisoformat(missing_from), identified_on=date.fromisoformat(identified_on),
                category=category, **columns)


def test_missing_by_the_day_and_identified_after_it():
    drawn = Drawn()
    late(drawn, "ann", "2026-10-01", "2026-10-02")
    late(drawn, "bob", "2026-09-01", "2026-10-21", "Missing - not located")
    late(drawn, "cas", "2026-09-01", "2026-10-11", "At risk")
    late(drawn, "dot", "2026-09-01", "2026-10-11", "Not receiving suitable education")
    late(drawn, "eve", "2026-09-01", "2026-10-01")  # not counted: identified that day
    late(drawn, "fay", "2026-10-02", "2026-10-11")  # not counted: not missing yet
    drawn.spell("gus", "cme", "2026-10-11", identified_on=date(2026, 10, 11))  # not counted: first day not recorded

    assert {"missing": 2, "at_risk": 1, "not_suitable": 1, "median_days_unknown": 40.0} == (
        UNKNOWN.count(drawn.world(), Question(DAY)).one)


def test_the_dates_are_the_newest_known_and_the_category_the_first_given():
    drawn = Drawn()
    late(drawn, "ann", "2026-10-05", "2026-10-10", "At risk",
         later={"2026-11-01": {"missing_from": date(2026, 9, 10), "category": "Missing - located"}})

    assert {"missing": 0, "at_risk": 1, "not_suitable": 0, "median_days_unknown": 30.0} == (
        UNKNOWN.count(drawn.world(), Question(DAY)).one)


def test_a_child_with_two_such_spells_counts_once_by_the_one_that_opened_first():
    drawn = Drawn()
    late(drawn, "ann", "2026-09-21", "2026-10-11", "At risk", opened_on="2026-10-12")
    late(drawn, "ann", "2026-09-01", "2026-10-31", "Missing - located", opened_on="2026-10-31")

    assert {"missing": 0, "at_risk": 1, "not_suitable": 0, "median_days_unknown": 20.0} == (
        UNKNOWN.count(drawn.world(), Question(DAY)).one)
    (row,) = UNKNOWN.list(drawn.world(), Question(DAY), detail=True)
    assert ("ann", date(2026, 10, 12), 20) == (row["child"], row["opened_on"], row["days_unknown"])


def test_the_lists_add_up_to_all_of_them():
    drawn = Drawn()
    late(drawn, "ann", "2026-09-21", "2026-10-11", "At risk", borough="Out of borough")
    late(drawn, "bob", "2026-09-21", "2026-10-11")
    drawn.spell("cas", "ehe", "2026-09-01")
    world = drawn.world()

    assert ["ann", "bob"] == [row["child"] for row in UNKNOWN.list(world, Question(DAY), "all")]
    assert ["bob"] == [row["child"] for row in UNKNOWN.list(world, Question(DAY), "missing")]
    assert [("Out of borough", 1), (None, 0)] == [
        (row["borough"], row["at_risk"]) for row in UNKNOWN.count(world, Question(DAY, by=("borough",))).rows]
    assert [{"missing": 0, "at_risk": 0, "not_suitable": 0, "median_days_unknown": None}] == (
        UNKNOWN.count(world, Question(DAY, filters={"register": ("ehe",)})).rows)
