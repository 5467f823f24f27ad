"""What is owed as a calendar file, read back by another's reader."""

import re
from datetime import UTC, date, datetime
from typing import Any

import icalendar

from cme_data.diary import diary
from cme_data.measures import MEASURES, Question
from tests.fake_world import Drawn

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


def town(review_due: str = "2026-11-16") -> Drawn:
    drawn = Drawn()
    child = {
        "surname": "Oakley",
        "forename": "Samuel",
        "upn": "V318999919832",
        "borough": "Kingston upon Thames",
    }
    drawn.spell("3f2a", "pru", "2026-09-07", review_due=date.fromisoformat(review_due), **child)
    drawn.spell(
        "9b1c",
        "cme",
        "2026-11-16",
        missing_from=date(2026, 11, 16),
        school="St Aldhelm's, Surbiton; Annexe",
        **child,
    )
    drawn.spell(
        "9b1c", "actions", "2026-11-12", action_id="Oakley 1", service="SEND\nService", due_on=DAY, **child
    )
    drawn.spell(
        "9b1c", "actions", "2026-11-12", action_id="Oakley 2", service="SEND\nService", due_on=DAY, **child
    )
    drawn.spell(
        "5d5d", "ehe", "2026-01-05", review_due=date(2026, 6, 1), assessed_on=date(2026, 6, 2), **child
    )  # met
    drawn.spell(None, "meetings", "2026-11-26", held_on=date(2026, 11, 26))
    return drawn


def events(drawn: Drawn, children: frozenset[str] | None = None, **asked: Any) -> list[Any]:
    made = diary(drawn.world(), Question(DAY, **asked), NOW, children)
    read = icalendar.Calendar.from_ical(made)
    assert ("2.0", True) == (str(read["VERSION"]), bool(read["PRODID"]))
    assert made.count(b"\n") == made.count(
        b"\r\n"
    )  # RFC 5545, 3.1: lines end so, and none is longer than 75 octets
    assert max(map(len, made.split(b"\r\n"))) <= 75
    return read.events


def test_every_duty_not_met_is_an_entry_of_its_day_and_no_other():
    found = events(town())
    owed = [
        (row["due_on"])
        for row in MEASURES["clocks"].count(town().world(), Question(DAY)).rows
        if row["status"] != "met"
    ]

    assert 6 == len(found)  # a review, a referral, two actions, the agenda and the register of the meeting
    assert sorted(owed) == sorted(event["DTSTART"].dt for event in found)
    assert all(event["DTSTART"].params["VALUE"] == "DATE" for event in found)
    assert {1} == {(event["DTEND"].dt - event["DTSTART"].dt).days for event in found}


def test_it_says_the_duty_who_owes_it_and_the_record_as_they_stand():
    said = {str(event["SUMMARY"]): str(event["DESCRIPTION"]) for event in events(town())}

    school = said["Referral to the Single Point of Access · St Aldhelm's, Surbiton; Annexe"]
    assert school.startswith("Record 9b1c. The school refers the child")
    late = said["Review of a placement at the pupil referral unit · Malden Oaks"]
    assert late.startswith("Record 3f2a. Late by 4 days when this file was made.")
    assert "Action agreed by the panel · SEND\nService" in said


def test_it_names_no_child():
    made = diary(town().world(), Question(DAY), NOW)

    assert not re.search("Oakley|Samuel|V318999919832", made.decode().replace("\r\n ", ""))


def test_an_entry_keeps_its_id_where_its_day_moves_and_no_two_have_the_same():
    before, after = (
        {str(event["UID"]): event["DTSTART"].dt for event in some}
        for some in (events(town()), events(town(review_due="2026-12-01")))
    )

    assert before.keys() == after.keys()
    assert [uid for uid, day in before.items() if after[uid] != day]
    assert len(before) == len(events(town()))


def test_the_scope_narrows_it():
    assert [] == events(town(), filters={"borough": ("Richmond upon Thames",)})


def test_for_a_service_it_has_the_own_children_and_what_is_no_childs():
    every, own = events(town()), events(town(), frozenset({"3f2a"}))
    other = [event for event in every if "9b1c" in event["DESCRIPTION"]]
    assert 2 < len(other) == len(every) - len(own)
    assert not [event for event in own if "9b1c" in event["DESCRIPTION"]]
    assert [event for event in own if "Record" not in event["DESCRIPTION"]]
