"""What the panel decides: each write is an upload of one row that counts, is kept once, and can be taken back."""

import shutil
import threading
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from cme_data import access, panel, settings
from cme_data.access import Person
from cme_data.errors import CmeError
from cme_data.panel import By, RowChanged
from cme_data.panel.standing import action, on_the_register
from cme_data.store import Store
from cme_data.verify import verify
from tests.builders import a_row, a_store, measure, upload

OCTOBER, PANEL, TODAY = date(2026, 10, 29), date(2026, 11, 12), date(2026, 11, 13)
ANN = {"surname": "Smith", "forename": "Ann", "date_of_birth": date(2014, 5, 5), "record_number": "R1"}
BEN = {"surname": "Jones", "forename": "Ben", "date_of_birth": date(2013, 1, 2), "record_number": "R2"}
SUPPORT = By("Sam Lee", datetime(2026, 11, 13, 10))
CME = a_row("cme", **ANN, referral_group="Concerns or risk of breakdown", what_next="Visit the school.")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two children on the CME register, two meetings held and one planned."""
    folder = tmp_path_factory.mktemp("panel")
    with a_store(folder) as opened:
        upload(opened, "cme", [CME, a_row("cme", **BEN)], PANEL)
        days = (OCTOBER, PANEL, date(2026, 11, 26))
        upload(opened, "meetings", [{"held_on": day} for day in days], PANEL)
    return folder


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of it that a test may change."""
    shutil.copytree(made, tmp_path / "copy")
    with a_store(tmp_path / "copy") as opened:
        yield opened


def child(store: Store, number: str = "R1") -> str:
    (row,) = [
        row
        for row in panel.in_the_room(store.world(), TODAY, settings.shipped())
        if row["record_number"] == number
    ]
    return row["child"]


def agreed(store: Store, text: str = "Visit the family", due_on: date = date(2026, 11, 26), **more):
    return panel.agree_action(store, child(store), PANEL, text, "Malden Oaks", due_on, SUPPORT, **more)


def of_sheet(store: Store, number: str, on: date = TODAY) -> dict:
    return next(row for row in panel.sheet(store.world(), on) if row["action_id"] == number)


def test_an_action_agreed_is_an_upload_of_one_row_that_counts(store):
    done = agreed(store, owner="P. Ray")

    (kept,) = [each for each in store.uploads() if each.id == done.uploads[0]]
    assert ("actions", "additions", TODAY, "Sam Lee") == (kept.register, kept.mode, kept.as_at, kept.who)
    assert "Panel, action agreed, 13 November 2026.xlsx" == kept.file_name
    assert "P-2026-0001" == done.number
    row = of_sheet(store, done.number)
    assert ("Visit the family", "Malden Oaks", "P. Ray", "Open", PANEL, child(store)) == tuple(
        row[name] for name in ("action", "service", "owner", "status", "agreed_on", "child")
    )
    assert 1 == measure(store, "actions")[0]["open"]
    assert [] == verify(store)


def test_the_same_action_twice_is_one(store):
    first, again = agreed(store), agreed(store)

    assert (first.number, ()) == (again.number, again.uploads)
    assert "P-2026-0001" in again.notice
    assert 1 == measure(store, "actions")[0]["open"]


def test_a_number_is_never_given_twice_not_even_one_of_a_services_list_or_after_an_undo(store):
    upload(store, "actions", [a_row("actions", **BEN, action_id="p-2026-0041", agreed_on=OCTOBER)], PANEL)

    first = agreed(store)
    panel.undo(store, first.uploads, Person("Sam Lee", "panel_member"), SUPPORT.now)

    assert "P-2026-0042" == first.number
    assert "P-2026-0043" == agreed(store).number


def test_carrying_over_is_counted_from_the_actions_versions(store):
    number = agreed(store).number

    panel.extend(store, number, date(2026, 12, 3), "The school was shut", SUPPORT)
    panel.extend(store, number, date(2026, 12, 10), "No answer", SUPPORT)

    row = of_sheet(store, number)
    assert (date(2026, 12, 10), 2) == (row["due_on"], row["carried_over"])
    assert "Carried over to 3 December 2026: The school was shut" in row["outcome"]
    assert "Carried over to 10 December 2026: No answer" in row["outcome"]


@pytest.mark.parametrize(
    ("due_on", "why", "told"),
    [
        (date(2026, 11, 26), "No answer", "due on 26 November 2026 already"),
        (date(2026, 12, 3), " ", "Say why"),
    ],
)
def test_an_action_is_carried_over_to_a_later_day_with_a_reason(store, due_on, why, told):
    number = agreed(store).number

    with pytest.raises(CmeError, match=told):
        panel.extend(store, number, due_on, why, SUPPORT)


def test_an_action_completed_is_open_no_longer_and_one_cancelled_says_why(store):
    done, off = agreed(store), agreed(store, "Write to the school")

    panel.complete(store, done.number, TODAY, SUPPORT, outcome="Seen at home")
    panel.cancel(store, off.number, TODAY, "The child has moved", SUPPORT)

    assert 0 == measure(store, "actions")[0]["open"]
    assert ("Completed", TODAY, "Seen at home") == tuple(
        of_sheet(store, done.number)[name] for name in ("status", "closed_on", "outcome")
    )
    assert ("Cancelled", "The child has moved") == tuple(
        of_sheet(store, off.number)[name] for name in ("status", "outcome")
    )
    with pytest.raises(CmeError, match="is completed: only an open one"):
        panel.extend(store, done.number, date(2026, 12, 3), "More time", SUPPORT)


def test_an_action_is_escalated_with_its_day_and_reason_and_comes_back(store):
    number = agreed(store, due_on=PANEL).number

    panel.escalate(store, number, TODAY, "The school does not answer", SUPPORT)
    row = of_sheet(store, number)
    assert (TODAY, "Open") == (row["escalated_on"], row["status"])
    assert (
        "Escalated to the Associate Director on 13 November 2026: The school does not answer"
        == row["outcome"]
    )
    assert 1 == measure(store, "actions")[0]["escalated"]
    assert () == panel.escalate(store, number, TODAY, "Again", SUPPORT).uploads

    done = panel.take_back(store, number, "The school answered", SUPPORT)
    assert None is of_sheet(store, number)["escalated_on"]
    assert of_sheet(store, number)["outcome"].endswith(
        "Escalation taken back on 13 November 2026: The school answered"
    )
    assert 0 == measure(store, "actions")[0]["escalated"]

    panel.undo(store, done.uploads, Person("Sam Lee", "panel_member"), SUPPORT.now)
    assert TODAY == of_sheet(store, number)["escalated_on"]
    assert [] == verify(store)


@pytest.mark.parametrize(
    ("escalated_on", "why", "told"),
    [
        (TODAY, " ", "Say why the action is escalated"),
        (date(2026, 11, 14), "No answer", "14 November 2026 has not come yet"),
        (OCTOBER, "No answer", "was agreed on 12 November 2026"),
    ],
)
def test_an_escalation_has_a_reason_and_a_day_between_agreement_and_today(store, escalated_on, why, told):
    number = agreed(store).number

    with pytest.raises(CmeError, match=told):
        panel.escalate(store, number, escalated_on, why, SUPPORT)


def test_an_action_that_is_done_is_not_escalated(store):
    number = agreed(store).number
    panel.complete(store, number, TODAY, SUPPORT)

    with pytest.raises(CmeError, match="is completed: only an open one is escalated"):
        panel.escalate(store, number, TODAY, "No answer", SUPPORT)


def test_an_action_due_before_it_was_agreed_is_a_sentence(store):
    with pytest.raises(CmeError, match="due on 11 November 2026, before it was agreed on 12 November 2026"):
        agreed(store, due_on=date(2026, 11, 11))


def test_an_approval_closes_the_child_on_the_later_of_the_two_days(store):
    upload(
        store,
        "cme",
        [CME | {"removed_on": date(2026, 11, 2), "outcome": "New school place"}, a_row("cme", **BEN)],
        TODAY,
    )
    assert 2 == measure(store, "caseload", as_at=TODAY)[0]["children"]  # R21: not without the panel

    panel.approve_removal(store, child(store), PANEL, "New school place", SUPPORT)

    assert 2 == measure(store, "caseload", as_at=date(2026, 11, 11))[0]["children"]
    assert 1 == measure(store, "caseload", as_at=PANEL)[0]["children"]


def test_an_approval_may_close_the_child_later(store):
    panel.approve_removal(
        store, child(store), PANEL, "New school place", SUPPORT, removed_on=date(2026, 11, 30)
    )

    assert 2 == measure(store, "caseload", as_at=date(2026, 11, 29))[0]["children"]
    assert 1 == measure(store, "caseload", as_at=date(2026, 11, 30))[0]["children"]


def test_an_approval_is_by_a_listed_meeting_or_says_that_it_is_not(store):
    ann = child(store)
    with pytest.raises(CmeError, match="No meeting of 5 November 2026 is in the list"):
        panel.approve_removal(store, ann, date(2026, 11, 5), "Other", SUPPORT)
    with pytest.raises(CmeError, match="meeting of 26 November 2026 is not held yet"):
        panel.approve_removal(store, ann, date(2026, 11, 26), "Other", SUPPORT)

    done = panel.approve_removal(store, ann, date(2026, 11, 5), "Other", SUPPORT, unlisted=True)

    (kept,) = [each for each in store.uploads() if each.id == done.uploads[0]]
    assert "by a meeting that is not listed" in kept.file_name


def test_a_removal_not_approved_leaves_the_child_and_takes_the_proposal_off(store):
    upload(
        store,
        "cme",
        [CME | {"removed_on": date(2026, 11, 2), "outcome": "Other"}, a_row("cme", **BEN)],
        TODAY,
    )

    panel.refuse_removal(store, child(store), PANEL, "No school has confirmed", SUPPORT)

    row = on_the_register(store.world(), child(store), TODAY).row
    assert (None, None, None) == (row["removed_on"], row["removal_approved_on"], row["outcome"])
    assert (
        "Visit the school. Removal not approved on 12 November 2026: No school has confirmed"
        == row["what_next"]
    )


def test_a_referral_on_is_an_action_and_for_joint_commissioning_the_registers_word(store):
    done = panel.refer_on(store, child(store), PANEL, "Joint Agency Panel", date(2026, 11, 26), SUPPORT)
    panel.refer_on(store, child(store, "R2"), PANEL, "MARVE", date(2026, 11, 26), SUPPORT)

    assert 2 == len(done.uploads)
    assert "Refer to the Joint Agency Panel" == of_sheet(store, done.number)["action"]
    assert "Yes" == on_the_register(store.world(), child(store), TODAY).row["joint_agency"]
    assert "Yes" != on_the_register(store.world(), child(store, "R2"), TODAY).row["joint_agency"]


def test_services_attending_stand_with_the_meeting(store):
    panel.attended(store, PANEL, ["Malden Oaks", "SEND Service", "Malden Oaks"], SUPPORT)

    assert "Malden Oaks; SEND Service" == panel.meeting_on(store.world(), PANEL)["attended"]


def test_two_tabs_that_decide_differently_are_told_of_each_other(store):
    number = agreed(store).number
    shown = of_sheet(store, number)["content"]
    panel.extend(store, number, date(2026, 12, 3), "The school was shut", SUPPORT, shown=shown)

    with pytest.raises(RowChanged) as told:
        panel.complete(store, number, TODAY, By("Kim Roe", SUPPORT.now), shown=shown)

    assert "Due date was 26 November 2026 and is 3 December 2026 now." in str(told.value)
    assert "You wrote Status: Completed; Date completed: 13 November 2026." in str(told.value)
    assert "Open" == of_sheet(store, number)["status"]


def test_the_same_word_from_two_tabs_is_no_quarrel(store):
    number = agreed(store).number
    shown = of_sheet(store, number)["content"]

    panel.complete(store, number, TODAY, SUPPORT, shown=shown)

    assert () == panel.complete(store, number, TODAY, By("Kim Roe", SUPPORT.now), shown=shown).uploads


def test_a_write_for_a_day_before_the_newest_list_is_refused_as_it_would_not_be_seen(store):
    early = By("Sam Lee", SUPPORT.now, effective_on=date(2026, 11, 11))

    with pytest.raises(CmeError, match="let it count from 12 November 2026 or later"):
        panel.approve_removal(store, child(store), OCTOBER, "Other", early)


def test_undo_is_for_whoever_wrote_it_or_may_withdraw(store):
    number = agreed(store).number
    done = panel.complete(store, number, TODAY, SUPPORT)

    with pytest.raises(CmeError, match="Sam Lee recorded this"):
        panel.undo(store, done.uploads, Person("Kim Roe", "panel_member"), SUPPORT.now)
    panel.undo(store, done.uploads, Person("Kim Roe", "business_support"), SUPPORT.now)

    assert "Open" == of_sheet(store, number)["status"]
    assert [] == verify(store)


def test_what_something_was_recorded_upon_is_not_undone_from_under_it(store):
    first = agreed(store)
    panel.complete(store, first.number, TODAY, SUPPORT)

    with pytest.raises(CmeError, match="undo that first"):
        panel.undo(store, first.uploads, Person("Sam Lee", "business_support"), SUPPORT.now)


def test_a_services_upload_is_no_write_of_the_panel(store):
    with pytest.raises(CmeError, match="was not recorded by the panel"):
        panel.undo(store, ("U00001",), Person("Sam Lee", "business_support"), SUPPORT.now)


def test_a_newer_list_that_takes_a_decision_back_does_not_win_in_silence(store):
    ann = child(store)
    panel.approve_removal(store, ann, PANEL, "New school place", SUPPORT)
    assert [] == panel.disagreements(store.world())

    upload(store, "cme", [CME, a_row("cme", **BEN)], date(2026, 11, 20))

    found = {one.column: (one.panel, one.list) for one in panel.disagreements(store.world())}
    assert {
        "removed_on": (PANEL, None),
        "removal_approved_on": (PANEL, None),
        "outcome": ("New school place", None),
    } == found


@pytest.mark.parametrize("as_at", [TODAY, date(2026, 11, 20)])
def test_a_list_that_mends_the_opening_day_too_does_not_hide_what_it_takes_back(store, as_at):
    panel.refuse_removal(store, child(store), PANEL, "No school has confirmed", SUPPORT)

    upload(store, "cme", [CME | {"added_on": date(2026, 9, 14)}, a_row("cme", **BEN)], as_at)

    assert [("what_next", date(2026, 9, 14))] == [
        (one.column, one.opened_on) for one in panel.disagreements(store.world())
    ]


def test_what_was_written_of_an_earlier_time_is_not_asked_of_a_later_one(store):
    panel.approve_removal(store, child(store), PANEL, "New school place", SUPPORT)
    gone = CME | {"removed_on": PANEL, "removal_approved_on": PANEL, "outcome": "New school place"}

    back = CME | {"added_on": date(2026, 11, 18), "identified_on": date(2026, 11, 18)}
    upload(store, "cme", [gone, back, a_row("cme", **BEN)], date(2026, 11, 20))

    assert [] == panel.disagreements(store.world())


@pytest.mark.parametrize(("settle", "children"), [(panel.keep_panel, 1), (panel.keep_list, 2)])
def test_a_person_settles_what_disagrees(store, settle, children):
    panel.approve_removal(store, child(store), PANEL, "New school place", SUPPORT)
    upload(store, "cme", [CME, a_row("cme", **BEN)], date(2026, 11, 13))  # of the same day: the later counts

    settle(store, panel.disagreements(store.world()), SUPPORT)

    assert [] == panel.disagreements(store.world())
    assert children == measure(store, "caseload", as_at=TODAY)[0]["children"]


def test_a_list_that_tells_how_an_action_went_on_does_not_disagree(store):
    number = agreed(store).number
    world = store.world()
    row = dict(action(world, number).row) | {"status": "Completed", "completed_on": date(2026, 11, 19)}

    upload(store, "actions", [row], date(2026, 11, 20))
    assert [] == panel.disagreements(store.world())

    upload(store, "actions", [row | {"due_on": date(2027, 1, 8)}], date(2026, 11, 27))
    assert [("due_on", date(2026, 11, 26), date(2027, 1, 8))] == [
        (one.column, one.panel, one.list) for one in panel.disagreements(store.world())
    ]


def test_people_who_write_at_once_lose_nothing(store):
    """Four at once: every number once, nothing lost; a meeting at its busiest is a benchmark."""
    ann, numbers, faults = child(store), [], []

    def writes(who: str) -> None:
        by = By(who, SUPPORT.now)
        try:
            for place in range(6):
                done = panel.agree_action(store, ann, PANEL, f"{who} {place}", "Malden Oaks", TODAY, by)
                numbers.append(done.number)
        except BaseException as fault:
            faults.append(fault)
            raise

    threads = [threading.Thread(target=writes, args=(who,)) for who in ("Ada", "Bo", "Cy", "Di")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [] == faults
    assert [f"P-2026-{n:04}" for n in range(1, 25)] == sorted(numbers)
    texts = {row["action"] for row in panel.sheet(store.world(), TODAY)}
    assert {f"{who} {place}" for who in ("Ada", "Bo", "Cy", "Di") for place in range(6)} == texts


def test_two_who_change_one_row_at_once_do_not_write_over_each_other(store):
    number = agreed(store).number
    shown, told = of_sheet(store, number)["content"], []
    ready = threading.Barrier(2)

    def writes(due_on: date) -> None:
        ready.wait()
        try:
            panel.extend(store, number, due_on, "No answer", By(f"{due_on}", SUPPORT.now), shown=shown)
        except RowChanged as sentence:
            told.append(str(sentence))

    days = (date(2026, 12, 3), date(2026, 12, 10))
    threads = [threading.Thread(target=writes, args=(day,)) for day in days]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 1 == len(told)
    assert "Due date was 26 November 2026" in told[0]


def test_the_room_goes_through_the_three_groups_in_order_then_those_without(store):
    upload(
        store, "cme",
        [
            a_row("cme", surname="A", forename="A", date_of_birth=date(2014, 1, 1), added_on=date(2026, 9, 6), referral_group=None),
            a_row("cme", surname="B", forename="B", date_of_birth=date(2014, 1, 2), added_on=date(2026, 9, 8), referral_group="On roll and not attending"),
            a_row("cme", surname="C", forename="C", date_of_birth=date(2014, 1, 3), added_on=date(2026, 9, 1), referral_group="Not on roll and hard to place"),
            a_row("cme", surname="D", forename="D", date_of_birth=date(2014, 1, 4), added_on=date(2026, 9, 1), referral_group="On roll and not attending"),
            CME,
        ],
        TODAY,
    )  # fmt: skip
    agreed(store)

    rows = panel.in_the_room(store.world(), TODAY, settings.shipped())

    assert ["D", "B", "C", "Smith", "A", "Jones"] == [row["surname"] for row in rows]
    assert [0, 0, 0, 1, 0, 0] == [row["open_actions"] for row in rows]


def test_how_a_service_keeps_its_dates_is_counted_from_what_it_did(store):
    def done(number: int, due_on: date, completed_on: date | None = None, **more):
        values = {
            "agreed_on": OCTOBER,
            "due_on": due_on,
            "service": "Malden Oaks",
            "completed_on": completed_on,
        }
        return a_row("actions", **BEN, action_id=f"{number}", **values, **more)

    upload(
        store,
        "actions",
        [
            done(1, date(2026, 11, 5), date(2026, 11, 5), status="Completed"),  # on its day: in 7 days
            done(2, date(2026, 11, 5), date(2026, 11, 8), status="Completed"),  # late: in 10 days
            done(3, date(2026, 11, 5), date(2026, 11, 1), status="Cancelled"),  # not done at all
            done(4, date(2026, 11, 5), status="Open"),  # overdue
        ],
        PANEL,
    )
    panel.extend(store, "4", date(2026, 11, 12), "No answer", SUPPORT)

    (row,) = panel.kept_dates(store.world(), TODAY)

    assert {
        "service": "Malden Oaks", "completed": 2, "median_days": 8.5, "on_time": 0.5, "carried_over": 1,
        "open": 1, "overdue": 1,
    } == row  # fmt: skip


def test_who_may_record():
    assert {"associate_director", "business_support", "administrator"} == {
        role for role in access.ROLES if access.may(role, access.RECORD)
    }
