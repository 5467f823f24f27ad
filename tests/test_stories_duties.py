"""Stories of duties and gaps: lists that were sent, and what they made late, met, or nobody's.

As in the two-times stories, whatever is asked is asked of the product and of the second reading.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.builders import a_row
from tests.test_stories import ANN, BEN, FIRST, FOURTH, SECOND, THIRD, Story


class Duties(Story):
    """A story that asks what is owed and who is held by nobody."""

    def owed(self, duty: str, as_at: date, known_at: date | None = None) -> list[tuple[Any, ...]]:
        rows = self.measure("clocks", as_at, known_at)
        return [(row["due_on"], row["met_on"], row["status"]) for row in rows if row["duty"] == duty]

    def gaps(self, as_at: date, known_at: date | None = None) -> list[tuple[str, str, date]]:
        rows = self.measure("gaps", as_at, known_at)
        return [(row["gap"], row["register"], row["since"]) for row in rows]


@pytest.fixture
def story(tmp_path: Path):
    told = Duties(tmp_path)
    yield told
    told.store.close()


def on_cme(**values: Any) -> dict[str, Any]:
    return a_row("cme", **ANN, **{"added_on": date(2026, 9, 1), "category": "At risk"} | values)


def test_a_referral_heard_of_later_was_not_known_of_then(story):
    row = on_cme(missing_from=date(2026, 9, 1))
    story.send("cme", row, as_at=SECOND)
    story.send("cme", row | {"spa_referred_on": date(2026, 9, 14)}, as_at=THIRD)

    due = date(2026, 9, 7)
    assert [(due, None, "late")] == story.owed("spa_referral", SECOND)
    assert [(due, date(2026, 9, 14), "met")] == story.owed("spa_referral", THIRD)
    assert [(due, None, "late")] == story.owed("spa_referral", THIRD, known_at=SECOND)


def test_a_child_not_located_and_the_enquiries_that_another_service_made(story):
    row = on_cme(category="Missing - not located", identified_on=date(2026, 9, 1))
    made = [
        a_row("enquiries", **ANN, made_on=day, check="Home visit")
        for day in (date(2026, 9, 8), date(2026, 9, 15))
    ]
    story.send("cme", row, as_at=FIRST)
    story.send("enquiries", made[0], as_at=SECOND)
    story.send("enquiries", made[1], as_at=THIRD)  # the first is not listed again, and was made all the same

    assert [(date(2026, 9, 15), None, "late")] == story.owed("enquiry", SECOND, known_at=SECOND)
    assert [(date(2026, 9, 22), None, "due")] == story.owed("enquiry", SECOND)
    assert [("not_located_no_enquiry", "cme", date(2026, 9, 22))] == story.gaps(THIRD)

    story.send("cme", row | {"category": "Missing - located", "located_on": THIRD}, as_at=FOURTH)
    assert [] == story.owed("enquiry", FOURTH)
    assert [] == story.gaps(FOURTH)


def test_days_of_absence_count_from_the_first_list_that_still_counts(story):
    row = a_row("medical_tuition", **ANN, referred_on=date(2026, 9, 1))
    where = {"provider": "Malden Oaks"}
    story.send("medical_tuition", row | {"absence_days": 14}, as_at=FIRST, **where)
    mistaken = story.send("medical_tuition", row | {"absence_days": 18}, as_at=SECOND, **where)
    story.send("medical_tuition", row | {"absence_days": 20}, as_at=THIRD, **where)
    story.send("medical_tuition", row | {"absence_days": 20}, as_at=FOURTH, **where)

    assert [(SECOND, None, "late")] == story.owed("medical_15", FOURTH)
    story.withdraw(mistaken)
    assert [(THIRD, None, "late")] == story.owed("medical_15", FOURTH)
    assert [] == story.owed("medical_15", FOURTH, known_at=SECOND)


def test_an_action_said_to_be_done_is_met_when_a_list_says_so(story):
    row = a_row("actions", **ANN, agreed_on=date(2026, 9, 1), due_on=date(2026, 9, 15))
    cancelled = a_row("actions", **BEN, action_id="2", agreed_on=date(2026, 9, 1), due_on=date(2026, 9, 15))
    story.send("actions", row, cancelled, as_at=FIRST)
    story.send("actions", row | {"status": "Completed"}, cancelled | {"status": "Cancelled"}, as_at=SECOND)

    due = date(2026, 9, 15)
    assert [(due, None, "late")] * 2 == story.owed("action", date(2026, 9, 17))
    assert [(due, SECOND, "met")] * 2 == story.owed("action", SECOND)  # a cancelled one is owed no longer


def test_a_meeting_owes_its_papers_as_soon_as_it_is_known(story):
    story.send("meetings", a_row("meetings", held_on=date(2026, 9, 24)), as_at=FIRST, mode="additions")
    story.send("meetings", a_row("meetings", held_on=date(2026, 10, 8)), as_at=SECOND, mode="additions")

    first, second = (date(2026, 9, 17), None, "due"), (date(2026, 10, 1), None, "due")
    assert [first] == story.owed("agenda", FIRST, known_at=FIRST)
    assert [first, second] == story.owed("agenda", FIRST)


def test_a_row_that_vanished_from_the_cme_list_stays_on_it_and_is_a_gap(story):
    story.send("cme", on_cme(), a_row("cme", **BEN, added_on=date(2026, 9, 1)), as_at=FIRST)
    story.send("cme", a_row("cme", **BEN, added_on=date(2026, 9, 1)), as_at=SECOND)

    assert [("dropped", "cme", SECOND)] == story.gaps(SECOND)
    assert 2 == story.caseload(SECOND)
    story.send("cme", on_cme(), a_row("cme", **BEN, added_on=date(2026, 9, 1)), as_at=THIRD)
    assert [] == story.gaps(SECOND)  # listed again: it was never dropped
    assert [("dropped", "cme", SECOND)] == story.gaps(THIRD, known_at=SECOND)


def test_a_row_that_vanished_from_another_list_is_a_gap_until_somebody_holds_the_child(story):
    story.send("pru", a_row("pru", **ANN, admitted_on=date(2026, 9, 1)), as_at=FIRST)
    story.send("pru", as_at=SECOND)
    story.send("ehe", a_row("ehe", **ANN, started_on=date(2026, 9, 29)), as_at=THIRD)

    assert [("dropped", "pru", SECOND)] == story.gaps(SECOND)  # and not as closed nowhere too
    assert [("dropped", "pru", SECOND)] == story.gaps(THIRD, known_at=SECOND)
    assert [] == story.gaps(THIRD)


def test_a_removal_waits_for_the_panel(story):
    removed = on_cme(removed_on=date(2026, 9, 16), outcome="New school place")
    story.send("cme", on_cme(), as_at=FIRST)
    story.send("cme", removed, as_at=SECOND)
    assert [("removed_unapproved", "cme", date(2026, 9, 16))] == story.gaps(SECOND)

    story.send("cme", removed | {"removal_approved_on": date(2026, 10, 1)}, as_at=THIRD)
    assert [("removed_unapproved", "cme", date(2026, 9, 16))] == story.gaps(date(2026, 9, 30))
    assert [] == story.gaps(date(2026, 10, 1))


def test_home_education_that_became_cme_but_never_reached_the_register(story):
    ended = {"ended_on": date(2026, 9, 14), "end_reason": "Became CME"}
    story.send("ehe", a_row("ehe", **ANN, started_on=date(2026, 9, 1), suitability="Unsuitable"), as_at=FIRST)
    story.send(
        "ehe",
        a_row("ehe", **ANN, started_on=date(2026, 9, 1), suitability="Unsuitable", **ended),
        as_at=SECOND,
    )

    assert [("ehe_unsuitable", "ehe", date(2026, 9, 1))] == story.gaps(FIRST)
    assert [("closed_nowhere", "ehe", date(2026, 9, 14))] == story.gaps(SECOND)
    story.send("cme", on_cme(added_on=date(2026, 9, 14), identified_on=date(2026, 9, 14)), as_at=THIRD)
    assert [] == story.gaps(SECOND)
