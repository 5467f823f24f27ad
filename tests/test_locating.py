"""The search for children not located: worked cases, counted by hand against the calendar."""

from datetime import date
from typing import Any

import pytest

from cme_data.locating import CHECKS, Search, coverage, searches
from cme_data.measures import MEASURES, Question
from tests.fake_world import Drawn
from tests.terms import KINGSTON, RICHMOND, TERMS

DAY = date(2026, 11, 20)
day = date.fromisoformat


def missing(drawn: Drawn, child: str = "ann", since: str | None = "2026-11-02", **columns: Any) -> None:
    usual = {"category": "Missing - not located", "identified_on": day("2026-11-09"), "borough": RICHMOND}
    drawn.spell(child, "cme", "2026-11-09", missing_from=since and day(since), **{**usual, **columns})


def enquiry(drawn: Drawn, made_on: str, check: str | None, child: str = "ann", **columns: Any) -> None:
    drawn.spell(child, "enquiries", made_on, made_on=day(made_on), check=check, **columns)


def found(drawn: Drawn, on: date = DAY, **asked: Any) -> list[Search]:
    return searches(drawn.world(), Question(on, settings=TERMS, **asked))


def clock(search: Search, duty: str) -> tuple[str, date]:
    return search.duties[duty]["status"], search.duties[duty]["due_on"]


@pytest.mark.parametrize(("on", "number", "stage"), [
    ("2026-11-02", 1, "school"),  # Monday
    ("2026-11-05", 4, "school"),
    ("2026-11-06", 5, "enquiries"),  # Friday: the referral is due
    ("2026-11-08", 5, "enquiries"),  # a Sunday adds no day
    ("2026-11-26", 19, "enquiries"),
    ("2026-11-27", 20, "decision"),  # R14's worked case: from Monday 2 November the 20th is Friday 27 November
])  # fmt: skip
def test_the_school_day_the_clock_stands_at(on, number, stage):
    drawn = Drawn()
    drawn.spell("ann", "cme", "2026-11-02", missing_from=day("2026-11-02"), identified_on=day("2026-11-02"),
                category="Missing - not located", borough=RICHMOND)  # fmt: skip

    (search,) = found(drawn, day(on))
    assert (number, stage) == (search.school_day, search.stage)
    assert day("2026-11-27") == clock(search, "day_20")[1]


def test_a_half_term_adds_no_day():
    drawn = Drawn()
    missing(
        drawn, "in Kingston", "2026-10-19", borough=KINGSTON
    )  # schools closed from 24 October to 1 November
    missing(drawn, "in Richmond", "2026-10-19", borough=RICHMOND)  # no terms entered: weekdays

    kingston, richmond = found(drawn, day("2026-11-13"))
    assert (15, "enquiries") == (kingston.school_day, kingston.stage)  # 5 in October, 10 in November
    assert (20, "decision") == (richmond.school_day, richmond.stage)


def test_what_is_due_by_its_day():
    drawn = Drawn()
    missing(drawn)

    (search,) = found(drawn)
    assert ("late", day("2026-11-06")) == clock(search, "spa_referral")  # school day 5
    assert ("late", day("2026-11-16")) == clock(search, "enquiry")  # 5 school days after the 9th
    assert ("due", day("2026-11-27")) == clock(search, "day_20")


def test_without_a_first_day_missing_there_is_no_clock():
    drawn = Drawn()
    missing(drawn, since=None)

    (search,) = found(drawn)
    assert (None, "unknown") == (search.school_day, search.stage)
    assert {"enquiry"} == set(search.duties)


@pytest.mark.parametrize(("concern", "barred"), [("Yes", True), ("No", False), (None, False)])
def test_a_safeguarding_concern_bars_removal_from_the_roll(concern, barred):
    drawn = Drawn()
    missing(drawn, safeguarding_concern=concern)

    (search,) = found(drawn)
    assert barred == search.barred


def test_once_it_is_decided_the_decision_is_owed_no_more():
    drawn = Drawn()
    missing(drawn, since="2026-10-19", day_20_decided_on=day("2026-11-12"))

    stages = [found(drawn, day(on))[0].stage for on in ("2026-11-11", "2026-11-12", "2026-11-13")]
    assert ["enquiries", "decided", "decided"] == stages  # the 11th is school day 18; the 13th is the 20th


def test_each_enquiry_says_when_by_whom_and_what_it_found_the_newest_of_its_kind():
    drawn = Drawn()
    missing(drawn)
    enquiry(drawn, "2026-11-10", "Home visit", outcome="Nobody in", located="No")
    enquiry(drawn, "2026-11-17", "Home visit", outcome="Neighbour says moved", located="No")
    enquiry(drawn, "2026-11-23", "Local agencies")  # after the day
    enquiry(drawn, "2026-11-12", None)  # which check it was is not recorded

    (search,) = found(drawn)
    assert 11 == len(search.checks) == len(CHECKS)
    visit = next(check for check in search.checks if check.name == "Home visit")
    assert (2, day("2026-11-17"), "Education Welfare Service", "Neighbour says moved", "No") == (
        visit.times, visit.made_on, visit.provider, visit.outcome, visit.located
    )  # fmt: skip
    assert (1, 1) == (search.made, search.other_enquiries)


@pytest.mark.parametrize(("made_on", "made"), [("2026-10-30", 0), ("2026-11-02", 1)])
def test_an_enquiry_of_an_earlier_absence_does_not_count(made_on, made):
    drawn = Drawn()
    missing(drawn)
    enquiry(drawn, made_on, "Home visit")

    assert [made] == [search.made for search in found(drawn)]


def test_the_spell_that_is_open_speaks_not_an_earlier_one_of_the_same_child():
    drawn = Drawn()
    earlier = {"missing_from": day("2026-01-05"), "identified_on": day("2026-01-05"), "borough": RICHMOND}
    drawn.spell("ann", "cme", "2026-01-05", "2026-02-02", category="Missing - not located", **earlier)
    missing(drawn)

    assert [(day("2026-11-02"), 15)] == [
        (each.said["missing_from"], each.school_day) for each in found(drawn)
    ]


def test_the_coverage_counts_children_not_enquiries():
    drawn = Drawn()
    missing(drawn, "ann")
    missing(drawn, "bob")
    for made_on in ("2026-11-10", "2026-11-11"):
        enquiry(drawn, made_on, "Home visit", "ann")
    enquiry(drawn, "2026-11-10", "Home visit", "bob")
    enquiry(drawn, "2026-11-10", "Local agencies", "bob")

    made = coverage(found(drawn))
    assert CHECKS == tuple(made)
    assert {"Home visit": 2, "Local agencies": 1} == {name: number for name, number in made.items() if number}


def test_those_sought_are_those_the_caseload_counts():
    drawn = Drawn()
    missing(drawn, "ann")
    missing(drawn, "bob", borough=KINGSTON)
    missing(drawn, "cas", category="Missing - located")
    drawn.spell(
        "dee", "cme", "2026-09-07", "2026-11-20", category="Missing - not located", borough=RICHMOND
    )  # left
    drawn.spell("eve", "cme", "2026-09-07", missing_from=day("2026-09-07"), identified_on=day("2026-09-07"), borough=RICHMOND,
                category="At risk", later={"2026-11-13": {"category": "Missing - not located"}})  # fmt: skip

    assert ["eve", "ann", "bob"] == [search.said["child"] for search in found(drawn)]
    assert ["bob"] == [search.said["child"] for search in found(drawn, filters={"borough": (KINGSTON,)})]
    asked = {"register": ("cme",), "category": ("Missing - not located",)}
    counted = MEASURES["caseload"].count(drawn.world(), Question(DAY, filters=asked, settings=TERMS)).one
    assert 3 == counted["children"]
