"""One child's story: what changed, since when, and which row of which file said so."""

from datetime import date, datetime

import pytest

from cme_data import ingest, story
from cme_data.choices import Choices
from cme_data.store import Store
from cme_data.store.uploads import withdraw
from cme_data.workbook.places import place
from tests.builders import PERSON, TODAY, a_row, a_upn, csv_bytes, upload

FIRST, SECOND, THIRD = date(2026, 10, 2), date(2026, 10, 16), date(2026, 10, 30)
ANN = {"surname": "Smith-Jones", "forename": "Ann", "date_of_birth": date(2014, 5, 5), "upn": a_upn(1)}
BOB = {"surname": "Núñez", "forename": "Bob", "date_of_birth": date(2013, 1, 1), "record_number": "r77"}


@pytest.fixture
def store():
    with Store.open(None) as opened:
        yield opened


def told(store: Store, surname: str = "smith", on: date = THIRD) -> story.Story:
    world = store.world()
    (found,) = story.search(world, surname)
    return story.tell(world, found["child"], on)


@pytest.mark.parametrize("text", ["smith", "ANN smith", "Smith-Jones, Ann", "jones", a_upn(1), a_upn(1).lower()])
def test_a_child_is_found_by_any_part_of_the_name_or_by_the_upn(store, text):
    upload(store, "cme", [a_row("cme", **ANN), a_row("cme", **BOB)], FIRST)

    assert ["Smith-Jones"] == [row["surname"] for row in story.search(store.world(), text)]


@pytest.mark.parametrize("text", ["nunez", "R77", "bob"])
def test_accents_and_case_do_not_matter(store, text):
    upload(store, "cme", [a_row("cme", **ANN), a_row("cme", **BOB)], FIRST)

    assert ["Núñez"] == [row["surname"] for row in story.search(store.world(), text)]


@pytest.mark.parametrize("text", ["", "  ", ",", "-", "smith bob", "%", "F31499992600"])
def test_nobody_is_found_where_nobody_is_meant(store, text):
    upload(store, "cme", [a_row("cme", **ANN), a_row("cme", **BOB)], FIRST)

    assert [] == story.search(store.world(), text)


def test_a_child_is_found_by_an_earlier_name(store):
    upload(store, "cme", [a_row("cme", **ANN)], FIRST)
    upload(store, "cme", [a_row("cme", **ANN | {"surname": "Brown"})], SECOND)

    assert ["Brown"] == [row["surname"] for row in story.search(store.world(), "smith")]


def test_a_change_names_the_list_that_said_it_first(store):
    row = a_row("cme", **ANN, hours_per_week=None)
    upload(store, "cme", [row], FIRST)
    upload(store, "cme", [a_row("cme", **BOB), row | {"hours_per_week": 5.0}], SECOND)
    upload(store, "cme", [row | {"hours_per_week": 5.0}], THIRD)
    (change,) = told(store).changes

    assert (SECOND, "Hours per week", None, 5.0) == (change.on, change.label, change.old, change.new)
    assert ("cme.csv, row 3", PERSON, SECOND) == (change.source.cell(None), change.source.who, change.source.as_at)
    letter = story.columns_of(store.world(), {change.source.upload})[change.source.upload][change.column]
    assert f"cme.csv, cell {letter}3" == change.source.cell(letter)
    assert "Hours per week" == csv_bytes("cme", []).decode().strip().split(",")[place(f"{letter}1")[1]]


def test_a_fact_says_since_which_row_it_has_stood_so(store):
    row = a_row("cme", **ANN, hours_per_week=5.0)
    upload(store, "cme", [row], FIRST)
    upload(store, "cme", [row | {"hours_per_week": 10.0}], SECOND)
    upload(store, "cme", [row | {"school": "Holly School"}], THIRD)  # five hours come back
    facts = {fact.label: fact for fact in told(store).facts}
    earlier = {fact.label: fact for fact in told(store, on=SECOND).facts}

    assert (5.0, THIRD) == (facts["Hours per week"].value, facts["Hours per week"].source.as_at)
    assert (10.0, SECOND) == (earlier["Hours per week"].value, earlier["Hours per week"].source.as_at)
    assert FIRST == facts["Surname"].source.as_at
    assert None is earlier["School"].value


def test_a_withdrawn_list_tells_nothing(store):
    row = a_row("cme", **ANN, hours_per_week=5.0)
    upload(store, "cme", [row], FIRST)
    taken_back = upload(store, "cme", [row | {"hours_per_week": 10.0}], SECOND)
    withdraw(store, taken_back.upload, "Sent by mistake", PERSON, datetime(2026, 11, 1))

    assert () == told(store).changes


def test_all_registers_are_in_one_story(store):
    upload(store, "ehe", [a_row("ehe", **ANN, started_on=date(2025, 9, 1), ended_on=FIRST, end_reason="Became CME")], FIRST)
    removed = {"removed_on": THIRD, "removal_approved_on": THIRD, "outcome": "New school place"}
    upload(store, "cme", [a_row("cme", **ANN, added_on=FIRST, identified_on=FIRST, hours_per_week=0.0)], FIRST)
    upload(store, "cme", [a_row("cme", **ANN, added_on=FIRST, identified_on=FIRST, hours_per_week=0.0, **removed)], THIRD)
    action = a_row("actions", upn=ANN["upn"], action_id="7", agreed_on=FIRST)
    upload(store, "actions", [action], FIRST)
    upload(store, "actions", [action | {"status": "Completed", "completed_on": SECOND}], THIRD)
    upload(store, "enquiries", [{"upn": ANN["upn"], "made_on": SECOND, "check": "Home visit"}], THIRD)
    found = told(store)

    assert [("ehe", date(2025, 9, 1), FIRST), ("cme", FIRST, THIRD)] == [
        (spell.register, spell.opened_on, spell.closed_on) for spell in found.spells
    ]
    assert ((FIRST, 0.0),) == found.spells[1].hours[:1]
    assert [
        (FIRST, "Action agreed"), (SECOND, "Action completed"), (SECOND, "Enquiry"), (THIRD, "Removal approved"),
    ] == [(event.on, event.kind) for event in found.events]


def test_an_annual_review_that_is_due_stands_in_the_story_with_the_row_that_said_its_day(store):
    at_home = a_row("ehe", **ANN, sen="EHC plan", started_on=FIRST, annual_review_due=THIRD)
    upload(store, "ehe", [at_home], FIRST)
    upload(store, "ehe", [at_home | {"suitability": "Suitable"}], SECOND)
    found = told(store)

    (event,) = found.events
    assert (THIRD, "Annual review due", FIRST) == (event.on, event.kind, event.source.as_at)
    (fact,) = [fact for fact in found.facts if fact.label == "EHC plan annual review due"]
    assert (THIRD, FIRST) == (fact.value, fact.source.as_at)


def test_where_there_is_no_plan_no_review_of_it_is_missing(store):
    upload(store, "ehe", [a_row("ehe", **ANN, sen="SEN support", started_on=FIRST)], FIRST)

    assert "EHC plan annual review due" not in {fact.label for fact in told(store).facts}


def test_the_cell_is_found_where_a_person_settled_the_heading_and_both_names_stand_in_one(store):
    text = "Title of the list,,\nPupil,DOB,Borough,Category,On roll,Date identified,Date added,Reason,Provision,Lead service,Wk\n"
    text += "\"SMITH, Ann\",05/05/2014,Kingston,At risk,Y,07/09/2026,07/09/2026,Other,None,EWS,12.5\n"
    settled = Choices(columns={"wk": "hours_per_week"})
    examined = ingest.examine(
        text.encode(), "mine.csv", as_at=FIRST, today=TODAY, register="cme", provider="Business support",
        choices={"mine": settled},
    )  # fmt: skip
    (outcome,) = ingest.commit(store, examined, mode="snapshot", who=PERSON, now=datetime(2026, 11, 25, 9), accept_passed=True)

    found = story.columns_of(store.world(), {outcome.upload})[outcome.upload]
    assert ("A", "A", "B", "K") == tuple(
        found[name] for name in ("surname", "forename", "date_of_birth", "hours_per_week")
    )


def test_another_child_of_the_same_name_and_birth_date_is_named(store):
    upload(store, "cme", [a_row("cme", **ANN), a_row("cme", **ANN | {"upn": a_upn(2)})], FIRST)
    world = store.world()
    one, other = (row["child"] for row in story.search(world, "smith"))

    assert [other] == story.namesakes(world, one)
    assert [one] == story.namesakes(world, other)


def test_nobody_has_no_story(store):
    assert None is story.tell(store.world(), "0000000000", THIRD)


def test_what_comes_back_is_told_from_the_list_that_brought_it_back(store):
    row = a_row("cme", **ANN, hours_per_week=5.0)
    for day, hours in ((FIRST, 5.0), (SECOND, 10.0), (THIRD, 5.0)):
        upload(store, "cme", [row | {"hours_per_week": hours}], day)
    back, there = told(store).changes

    assert (THIRD, THIRD, 10.0, 5.0) == (back.on, back.source.as_at, back.old, back.new)
    assert (SECOND, SECOND, 5.0, 10.0) == (there.on, there.source.as_at, there.old, there.new)


def test_a_fact_is_told_from_a_list_that_counts(store):
    row = a_row("cme", **ANN)
    taken_back = upload(store, "cme", [row], FIRST)
    upload(store, "cme", [row], SECOND)
    withdraw(store, taken_back.upload, "Sent by mistake", PERSON, datetime(2026, 11, 1))

    assert {SECOND} == {fact.source.as_at for fact in told(store).facts}
