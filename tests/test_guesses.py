"""Ids tried in vain: who tries too many within an hour opens no child for an hour, and is seen."""

from datetime import datetime, timedelta

import pytest

from cme_data.store import audit, guesses
from cme_data.store.guesses import Guesser
from cme_data.verify import verify
from tests.builders import a_store

NOW, HOUR = datetime(2026, 11, 25, 9), timedelta(hours=1)


@pytest.fixture
def store(tmp_path):
    with a_store(tmp_path) as made:
        yield made


def tries(store, who: str, *minutes: float, what: str = guesses.REFUSED) -> None:
    for minute in minutes:
        guesses.in_vain(store, who, what, "", 3, NOW + timedelta(minutes=minute))


def stopped(store, who: str, minute: float) -> datetime | None:
    return guesses.stopped_until(store, who, NOW + timedelta(minutes=minute))


def test_the_third_within_an_hour_stops_the_person_for_an_hour_and_nobody_else(store):
    tries(store, "Wyn", 0, 20)
    tries(store, "Una", 21, 22)
    assert stopped(store, "Wyn", 30) is None
    tries(store, "Wyn", 40, what=guesses.UNKNOWN)

    assert NOW + timedelta(minutes=100) == stopped(store, "Wyn", 40) == stopped(store, "Wyn", 99.9)
    assert stopped(store, "Wyn", 100) is None
    assert stopped(store, "Una", 45) is None


def test_what_is_an_hour_old_counts_no_more(store):
    tries(store, "Wyn", 0, 20, 60.1, 80.1)
    assert stopped(store, "Wyn", 80.1) is None
    tries(store, "Wyn", 90)
    assert stopped(store, "Wyn", 90)


def test_who_was_stopped_begins_anew_after_it(store):
    tries(store, "Wyn", 0, 1, 2)
    tries(store, "Wyn", 62.1, 63)
    assert stopped(store, "Wyn", 63) is None
    tries(store, "Wyn", 64)
    assert stopped(store, "Wyn", 64)


def test_the_administrators_see_who_tried_and_who_was_stopped_in_a_chain_that_holds(store):
    tries(store, "Una", 5)
    tries(store, "Wyn", 0, 1, 2, what=guesses.UNKNOWN)
    store.audit("Wyn", "opened a child", "0123456789", NOW + HOUR)
    today = NOW.date()

    assert [
        Guesser("Wyn", 3, 1, NOW + timedelta(minutes=2)),
        Guesser("Una", 1, 0, NOW + timedelta(minutes=5)),
    ] == guesses.guessers(store, today, today)
    assert [] == guesses.guessers(store, today + timedelta(days=1), today + timedelta(days=2))
    assert ["3 ids tried in vain within an hour"] == [
        line.detail for line in audit.entries(store, what=guesses.STOPPED)
    ]
    assert [] == verify(store)
