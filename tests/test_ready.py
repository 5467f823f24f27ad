"""Which state of the store pages show while uploads are committed, and what is answered once for everybody."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from cme_data.errors import CmeError
from cme_data.measures import MEASURES
from cme_data.measures.measure import Question
from cme_data.settings import shipped
from cme_data.store import Store, World, withdraw
from pages.components import frame
from pages.components.kept import Asked, kept
from pages.components.ready import Ready
from tests.builders import a_row, a_store, upload

FRIDAY, LATER, NOW = date(2026, 11, 6), date(2026, 11, 20), datetime(2026, 11, 25, 9)


@pytest.fixture
def store(tmp_path, monkeypatch) -> Iterator[Store]:
    """A store with one child, and the settings that a question goes by."""
    monkeypatch.setattr(frame, "this", lambda: SimpleNamespace(settings=shipped()))
    with a_store(tmp_path) as store:
        upload(store, "ehe", [a_row("ehe")], FRIDAY)
        store.keep_apart()
        yield store


@pytest.fixture
def ready(store) -> Ready:
    """It keeps earlier states in sight; what is committed here is committed by Sam."""
    ready = Ready(store)
    ready.hold()
    store.on_change.append(lambda by_lists_alone: ready.changed("Sam", by_lists_alone))
    return ready


def two_children(store: Store, day: date = FRIDAY) -> None:
    upload(store, "ehe", [a_row("ehe"), a_row("ehe", surname="Jones")], day)


def counted(world: World, day: date = LATER) -> int:
    return MEASURES["caseload"].count(world, Question(day)).one["children"]


def until_counted() -> None:
    for thread in threading.enumerate():
        if thread.name == "figures":
            thread.join(30)


class Slow:
    """An answer that waits, of every world but the first, until it may go on."""

    def __init__(self) -> None:
        self.worlds: list[World] = []
        self.may_go_on = threading.Event()

    def __call__(self, world: World, question: Question) -> int:
        self.worlds.append(world)
        if len(self.worlds) > 1:
            assert self.may_go_on.wait(30)
        return counted(world, question.as_at)


def test_a_world_stays_as_it_was_while_later_lists_are_committed(store):
    before = store.world()
    two_children(store)
    assert (1, 2) == (counted(before), counted(store.world()))

    withdraw(store, "U00002", "A test", "Sam", NOW)
    assert 1 == counted(store.world())
    assert before.fingerprint != store.world().fingerprint


def test_what_was_let_go_is_answered_by_what_is_known_now(store):
    before = store.world()
    for day in range(7, 16):
        two_children(store, date(2026, 11, day))

    assert 2 == counted(before)


def test_a_note_in_the_audit_log_makes_nothing_cold(store):
    told: list[bool] = []
    store.on_change.append(told.append)
    before = store.world().fingerprint
    store.audit("Sam", "opened a child", "0123456789", NOW)

    assert (before, []) == (store.world().fingerprint, told)
    two_children(store)
    assert [True] == told


def test_what_was_known_before_stays_in_sight_until_the_figures_are_there(store, ready):
    slow = Slow()
    assert 1 == kept(Asked(slow, ready.world("Ann"), "a figure", Question(FRIDAY)))

    two_children(store)
    assert 1 == counted(ready.world("Ann"))
    assert 2 == counted(ready.world("Sam")), "whoever committed sees it at once"

    slow.may_go_on.set()
    until_counted()
    assert store.fingerprint == ready.world("Ann").state
    assert 2 == kept(Asked(slow, ready.world("Ann"), "a figure", Question(FRIDAY)))
    assert 2 == len(slow.worlds), "it was answered before anybody asked"


def test_a_figure_of_the_newest_day_is_asked_of_the_newest_day_again(store, ready):
    slow = Slow()
    slow.may_go_on.set()
    for day in (FRIDAY, date(2026, 11, 2)):
        kept(Asked(slow, ready.world("Ann"), "a figure", Question(day)))

    two_children(store, LATER)
    until_counted()
    for day in (LATER, date(2026, 11, 2)):
        kept(Asked(slow, ready.world("Ann"), "a figure", Question(day)))
    assert 4 == len(slow.worlds)


def test_nobody_goes_back_to_what_was_before_what_they_saw(store, ready):
    slow = Slow()
    kept(Asked(slow, ready.world("Ann"), "a figure", Question(FRIDAY)))

    two_children(store)
    upload(store, "ehe", [a_row("ehe", surname=name) for name in ("Smith", "Jones", "Lee")], LATER)
    seen = ready.world("Sam")
    slow.may_go_on.set()
    until_counted()
    assert 3 == counted(seen) == counted(ready.world("Sam")) == counted(ready.world("Ann"))


def test_more_than_lists_is_in_sight_at_once(store, ready):
    """A disposal, for one: nobody reads on of a child whose record is gone."""
    slow = Slow()
    kept(Asked(slow, ready.world("Ann"), "a figure", Question(FRIDAY)))
    two_children(store)
    assert store.fingerprint != ready.world("Ann").state

    ready.changed("", by_lists_alone=False)
    assert store.fingerprint == ready.world("Ann").state
    slow.may_go_on.set()
    until_counted()


def test_a_figure_that_cannot_be_answered_keeps_no_state_from_sight(store, ready):
    def answer(world: World, _: Any) -> int:
        if world.state != first.state:
            raise ValueError("a fault of ours")
        return 1

    first = ready.world("Ann")
    kept(Asked(answer, first, "a figure", None))
    two_children(store)
    until_counted()

    assert store.fingerprint == ready.world("Ann").state
    with pytest.raises(ValueError, match="a fault of ours"):
        kept(Asked(answer, ready.world("Ann"), "a figure", None))


def test_many_who_ask_at_once_wait_for_one_answer(store):
    asked_by, all_here, again = [], threading.Barrier(8, timeout=30), threading.Event()

    def answer(world: World, _: Any) -> int:
        asked_by.append(threading.get_ident())
        if len(asked_by) > 1:
            again.set()
        again.wait(0.2)  # long enough for the others to come in, were the door open
        return counted(world)

    def ask(_: int) -> int:
        asked = Asked(answer, store.world(), "of many", None)
        all_here.wait()
        return kept(asked)

    with ThreadPoolExecutor(8) as people:
        assert [1] * 8 == list(people.map(ask, range(8)))
    assert 1 == len(asked_by)


def test_a_refusal_is_told_to_whoever_asks_and_not_kept(store):
    answers = iter([CmeError("Not yet."), 7])

    def answer(world: World, _: Any) -> int:
        found = next(answers)
        if isinstance(found, CmeError):
            raise found
        return found

    asked = Asked(answer, store.world(), "refused at first", None)
    with pytest.raises(CmeError, match=r"Not yet\."):
        kept(asked)
    assert 7 == kept(asked)


def test_a_run_that_ends_while_it_answers_ends_no_other(store):
    begun, may_end, asked_by = threading.Event(), threading.Event(), []

    def answer(world: World, _: Any) -> int:
        asked_by.append(threading.get_ident())
        if len(asked_by) == 1:
            begun.set()
            may_end.wait(30)
            raise KeyboardInterrupt("as a page does that somebody left")
        return counted(world)

    def ask() -> int:
        return kept(Asked(answer, store.world(), "left half way", None))

    with ThreadPoolExecutor(2) as people:
        left = people.submit(ask)
        begun.wait(30)
        other = people.submit(ask)
        may_end.set()
        assert 1 == other.result()
        assert isinstance(left.exception(), KeyboardInterrupt)
