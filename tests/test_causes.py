"""What lies behind a difference: the uploads, withdrawals and decisions since, and no others."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from cme_data import panel
from cme_data.reports.causes import Cause, causes_of_child, causes_of_figure
from cme_data.store import Store, withdraw
from tests.builders import a_row, a_store, upload

BEFORE, KEPT, AFTER = (datetime(2026, 11, 20, hour) for hour in (9, 10, 11))
FIRST, SECOND = date(2026, 11, 12), date(2026, 11, 20)
ANN = {"surname": "Smith", "forename": "Ann", "date_of_birth": date(2014, 5, 5), "record_number": "R1"}
BEN = {"surname": "Jones", "forename": "Ben", "date_of_birth": date(2013, 1, 2), "record_number": "R2"}


def sent(
    store: Store, register: str, rows: list[dict], as_at: date, now: datetime, mode: str = "snapshot"
) -> str:
    return upload(store, register, rows, as_at, mode, now=now).upload


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with a_store(tmp_path) as made:
        sent(made, "cme", [a_row("cme", **ANN, hours_per_week=5.0), a_row("cme", **BEN)], FIRST, BEFORE)
        sent(made, "meetings", [{"held_on": FIRST}], FIRST, BEFORE)
        yield made


def child(store: Store, number: str = "R1") -> str:
    query = (
        "SELECT child FROM spells JOIN contents ON content_id = last_content WHERE record_number = $number"
    )
    return store.world().rows(query, {"number": number})[0]["child"]


def told(causes: list[Cause]) -> list[tuple[str, str, str]]:
    return [(cause.kind, cause.upload, cause.did) for cause in causes]


def of_child(store: Store, number: str = "R1", **more) -> list[tuple[str, str, str]]:
    return told(causes_of_child(store.world(), child(store, number), KEPT, **more))


def test_an_upload_since_is_behind_the_columns_of_the_child_that_it_changed(store):
    rows = [a_row("cme", **ANN, hours_per_week=12.5, provision="Online tuition"), a_row("cme", **BEN)]
    number = sent(store, "cme", rows, SECOND, AFTER)

    assert [("upload", number, "Type of provision and Hours per week")] == of_child(store)
    assert [("upload", number)] == [one[:2] for one in of_child(store, columns=("hours_per_week",))]
    assert [] == of_child(store, columns=("category",))
    assert [] == of_child(store, "R2"), "it said of Ben what was known"
    assert [("upload", number, "1 changed")] == told(causes_of_figure(store.world(), ("cme",), KEPT))
    assert [] == causes_of_figure(store.world(), ("ehe",), KEPT)
    assert [] == causes_of_figure(store.world(), ("cme",), AFTER), "nothing came after that"


def test_a_withdrawal_is_behind_what_the_upload_had_said(store):
    rows = [a_row("cme", **ANN, hours_per_week=12.5), a_row("cme", **BEN)]
    number = sent(store, "cme", rows, SECOND, BEFORE)
    assert [] == of_child(store)

    withdraw(store, number, "The wrong list", "Sam Lee", AFTER)

    assert [("withdrawal", number, "The wrong list; taken back is Hours per week")] == of_child(store)
    (cause,) = causes_of_figure(store.world(), ("cme",), KEPT)
    assert ("Sam Lee", AFTER, "The wrong list; taken back is 1 changed") == (cause.who, cause.at, cause.did)


def test_what_came_and_was_withdrawn_since_is_behind_nothing(store):
    number = sent(store, "cme", [a_row("cme", **ANN, hours_per_week=12.5)], SECOND, AFTER, "additions")
    withdraw(store, number, "The wrong list", "Sam Lee", AFTER)

    assert [] == of_child(store)
    assert [] == causes_of_figure(store.world(), ("cme",), KEPT)


def test_a_decision_of_the_panel_is_called_so(store):
    by = panel.By("Sam Lee", AFTER)
    done = panel.approve_removal(store, child(store), FIRST, "New school place", by)
    agreed = panel.agree_action(store, child(store, "R2"), FIRST, "Visit", "Malden Oaks", SECOND, by)

    ((kind, number, did),) = of_child(store)
    assert ("decision", done.uploads) == (kind, (number,))
    assert "Date removed, Removal approved by ROME on and Outcome" == did
    assert [("decision", *agreed.uploads, "a new row, one action agreed at a ROME panel")] == of_child(
        store, "R2"
    )


def test_several_that_could_be_behind_it_are_all_named(store):
    first = sent(store, "cme", [a_row("cme", **ANN, hours_per_week=8.0)], SECOND, AFTER, "additions")
    second = sent(store, "cme", [a_row("cme", **ANN, hours_per_week=12.5)], SECOND, AFTER, "additions")

    assert [first, second] == [number for _, number, _ in of_child(store, columns=("hours_per_week",))]


def test_a_list_that_leaves_the_child_out_is_behind_that(store):
    number = sent(store, "cme", [a_row("cme", **BEN)], SECOND, AFTER)

    assert [("upload", number, "the list no longer has the child")] == of_child(store)


def test_a_child_whom_no_upload_that_counts_has_any_more_is_found_by_the_row_that_was_kept(store):
    number = sent(
        store, "cme", [a_row("cme", surname="Gone", record_number="R9")], SECOND, BEFORE, "additions"
    )
    gone = child(store, "R9")
    ((row,),) = store.ask("SELECT content_id FROM store.contents WHERE record_number = 'R9'")
    withdraw(store, number, "Another authority's child", "Sam Lee", AFTER)

    (cause,) = causes_of_child(store.world(), gone, KEPT, rows=[row])

    assert ("withdrawal", number) == (cause.kind, cause.upload)
    assert [] == causes_of_child(store.world(), gone, KEPT)


def test_a_cause_is_one_sentence_with_its_upload_source_file_person_and_time(store):
    number = sent(store, "cme", [a_row("cme", **ANN, hours_per_week=12.5)], SECOND, AFTER, "additions")

    (cause,) = causes_of_child(store.world(), child(store), KEPT)

    assert (
        f"Upload {number} (Children missing education, Business support; cme.csv) by A. Tester, 20 November 2026, 11:00:"
        " Hours per week."
    ) == str(cause)
