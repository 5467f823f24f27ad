"""Gaps that a person settled: left out while the facts stay, listed again once they change."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from cme_data.errors import CmeError
from cme_data.measures import MEASURES, Question
from cme_data.settings import shipped
from cme_data.settling import gaps, settle
from cme_data.store import Store
from cme_data.store.settled import forget, remembered, settled, settled_gaps
from tests.builders import a_row, a_store, upload

DAY, LATER, LAST = date(2026, 11, 6), date(2026, 11, 20), date(2026, 12, 4)
NOW = datetime(2026, 12, 7, 9)
RICHMOND = "Richmond upon Thames"


def ehe(store: Store, as_at: date, **columns: Any) -> None:
    usual = {"started_on": date(2026, 9, 1), "borough": RICHMOND}
    upload(store, "ehe", [a_row("ehe", **{**usual, **columns})], as_at)


def look(store: Store, on: date) -> tuple[list[tuple[str, date]], list[str]]:
    """The gaps to look at, and the reasons of those settled; together always what the measure counts."""
    question = Question(on, settings=shipped())
    found = gaps(store.world(), question, settled_gaps(store))
    assert len(found.open) + len(found.settled) == len(MEASURES["gaps"].count(store.world(), question).rows)
    return [(row["gap"], row["since"]) for row in found.open], [one.means for _, one in found.settled]


def settle_all(store: Store, on: date, why: str = "Seen at home") -> None:
    settle(store, gaps(store.world(), Question(on), []).open, on, why, "Sam Lee", NOW)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = a_store(tmp_path)
    ehe(opened, DAY, suitability="Unsuitable", assessed_on=date(2026, 10, 5))
    return opened


def test_a_settled_gap_is_left_out_and_counted(store):
    assert ([("ehe_unsuitable", date(2026, 10, 5))], []) == look(store, DAY)
    settle_all(store, DAY)

    assert ([], ["Seen at home"]) == look(store, DAY)
    ((who, what, detail),) = store.ask(
        "SELECT who, what, detail FROM store.audit WHERE what = 'settled a gap'"
    )
    assert ("Sam Lee", "settled a gap") == (who, what)
    assert "Smith" not in detail


def test_it_stays_settled_while_a_later_list_says_the_same_or_changes_what_is_no_matter(store):
    settle_all(store, DAY)
    ehe(store, LATER, suitability="Unsuitable", assessed_on=date(2026, 10, 5), school="Another school")

    assert ([], ["Seen at home"]) == look(store, LATER)


def test_it_returns_with_another_day_since(store):
    settle_all(store, DAY)
    ehe(store, LATER, suitability="Unsuitable", assessed_on=date(2026, 11, 16))  # judged again

    assert ([("ehe_unsuitable", date(2026, 11, 16))], []) == look(store, LATER)
    assert ([], ["Seen at home"]) == look(store, DAY)


def test_it_returns_where_the_gap_ended_and_came_again_with_the_same_day(store):
    settle_all(store, DAY)
    ehe(store, LATER, suitability="Suitable", assessed_on=date(2026, 10, 5))
    ehe(store, LAST, suitability="Unsuitable", assessed_on=date(2026, 10, 5))

    assert ([], []) == look(store, LATER)
    assert ([("ehe_unsuitable", date(2026, 10, 5))], []) == look(store, LAST)


def test_what_was_settled_later_says_nothing_of_a_day_before(store):
    ehe(store, LATER, suitability="Unsuitable", assessed_on=date(2026, 10, 5))
    settle_all(store, LATER)

    assert ([("ehe_unsuitable", date(2026, 10, 5))], []) == look(store, DAY)


def test_a_reset_lists_it_again(store):
    settle_all(store, DAY)
    forget(store, settled_gaps(store)[0].entry, "Sam Lee", NOW)

    assert ([("ehe_unsuitable", date(2026, 10, 5))], []) == look(store, DAY)
    with pytest.raises(CmeError, match="reset already"):
        forget(store, 1, "Sam Lee", NOW)


def test_of_two_who_settle_the_same_the_first_ones_reason_stands_and_one_reset_is_enough(store):
    settle_all(store, DAY)
    settle_all(store, DAY, "Moved away")

    assert ([], ["Seen at home"]) == look(store, DAY)
    forget(store, 1, "Sam Lee", NOW)
    assert [] == settled_gaps(store)


def test_a_gap_of_another_child_is_not_settled_with_it(store):
    settle_all(store, DAY)
    unsuitable = {
        "started_on": date(2026, 9, 1),
        "suitability": "Unsuitable",
        "assessed_on": date(2026, 10, 5),
    }
    upload(store, "ehe", [a_row("ehe", **unsuitable), a_row("ehe", surname="Lamb", **unsuitable)], LATER)

    assert ([("ehe_unsuitable", date(2026, 10, 5))], ["Seen at home"]) == look(store, LATER)


def test_a_reason_is_needed(store):
    with pytest.raises(CmeError, match="Say why"):
        settle_all(store, DAY, "  ")
    assert [] == settled_gaps(store)


def test_what_is_settled_of_gaps_is_no_matter_of_workbooks(store):
    settle_all(store, DAY)

    assert [] == settled(store)
    assert not remembered(store).choices
    assert not remembered(store).explained
