"""The annual review of the EHC plan of a child educated at home, beside the clocks and none of them."""

from datetime import date
from typing import Any

import icalendar
import pytest

from cme_data.annual_reviews import ANNUAL_REVIEW, annual_reviews
from cme_data.diary import diary
from cme_data.measures import MEASURES, Question
from tests.fake_world import Drawn
from tests.test_diary import NOW

DAY = date(2026, 11, 20)
CHILD = {"surname": "Oakley", "forename": "Sam", "borough": "Kingston upon Thames", "sen": "EHC plan"}


def found(drawn: Drawn, on: date = DAY, **asked: Any) -> list[tuple[str, str, date | None, int | None]]:
    rows = annual_reviews(drawn.world(), Question(on, **asked))
    assert {"SEND Service"} >= {row["owed_by"] for row in rows}
    return [(row["child"], row["status"], row["due_on"], row["days_late"]) for row in rows]


@pytest.mark.parametrize(
    ("due", "status", "days_late"),
    [
        (date(2026, 11, 19), "late", 1),
        (DAY, "due", 0),  # on its day it can still be held
        (date(2027, 3, 1), "due", 0),
        (None, "unknown", None),  # blank is not 0
    ],
)
def test_a_review_is_late_from_the_day_after_it_was_due(due, status, days_late):
    drawn = Drawn()
    drawn.spell("ann", "ehe", "2026-01-05", annual_review_due=due, **CHILD)

    assert [("ann", status, due, days_late)] == found(drawn)


def test_the_first_due_comes_first_and_those_without_a_day_last():
    drawn = Drawn()
    drawn.spell("none", "ehe", "2026-01-05", **CHILD)
    drawn.spell("later", "ehe", "2026-01-05", annual_review_due=date(2026, 12, 1), **CHILD)
    drawn.spell("late", "ehe", "2026-01-05", annual_review_due=date(2026, 9, 1), **CHILD)

    assert ["late", "later", "none"] == [child for child, *_ in found(drawn)]


def test_only_children_educated_at_home_on_the_day_with_a_plan_or_a_day_of_its_review():
    drawn, day = Drawn(), date(2026, 10, 1)
    without = CHILD | {"sen": "SEN support"}
    drawn.spell("no plan", "ehe", "2026-01-05", **without)
    drawn.spell("day alone", "ehe", "2026-01-05", annual_review_due=day, **without)  # the list says so
    drawn.spell("left", "ehe", "2026-01-05", "2026-11-20", annual_review_due=day, **CHILD)
    drawn.spell("to come", "ehe", "2026-11-21", annual_review_due=day, **CHILD)
    drawn.spell("not at home", "cme", "2026-01-05", **CHILD)

    assert ["day alone"] == [child for child, *_ in found(drawn)]


def test_a_newer_day_takes_the_place_of_the_old_one_from_the_list_that_says_so():
    drawn = Drawn()
    later = {"2026-11-10": {"annual_review_due": date(2027, 10, 1)}}
    drawn.spell("ann", "ehe", "2026-01-05", annual_review_due=date(2026, 10, 1), later=later, **CHILD)

    assert [("ann", "late", date(2026, 10, 1), 39)] == found(drawn, date(2026, 11, 9))
    assert [("ann", "due", date(2027, 10, 1), 0)] == found(drawn)


def test_the_scope_narrows_it_and_the_clocks_do_not_know_it():
    drawn = Drawn()
    drawn.spell("ann", "ehe", "2026-01-05", annual_review_due=DAY, **CHILD)

    assert [] == found(drawn, filters={"borough": ("Richmond upon Thames",)})
    assert ANNUAL_REVIEW.name not in {
        row["duty"] for row in MEASURES["clocks"].list(drawn.world(), Question(DAY))
    }


def test_a_diary_has_it_on_its_day_without_a_name():
    drawn = Drawn()
    drawn.spell("3f2a", "ehe", "2026-01-05", annual_review_due=date(2026, 11, 2), **CHILD)
    drawn.spell("9b1c", "ehe", "2026-01-05", **CHILD)  # no day to put it on

    (event,) = icalendar.Calendar.from_ical(diary(drawn.world(), Question(DAY), NOW)).events

    assert date(2026, 11, 2) == event.start
    assert "Annual review of an EHC plan · SEND Service" == event["SUMMARY"]
    assert "Record 3f2a. Late by 18 days" in event["DESCRIPTION"]
    assert "Oakley" not in str(event)
