"""What happens in a period: story cases, and every event beside a slow second reading."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from cme_data.events import EVENTS, held_in
from cme_data.measures import Question
from cme_data.store import Store
from tests.alternative_events import ALTERNATIVES
from tests.alternative_spells import Upload, known
from tests.comparing import laid_out
from tests.fake_world import Drawn
from tests.worlds import Seeded, a_world, send

START, END = date(2026, 7, 1), date(2026, 10, 31)
YEAR = {"start": date(2025, 9, 1), "end": date(2026, 8, 31)}
SEEDS = range(2)
SPLITS = {
    "leavers": ((), ("register",), ("register", "outcome"), ("register", "borough"), ("sex",)),
    "located": ((), ("borough",), ("category",)),
    "added": ((), ("borough",), ("reason",)),
    "home_education": ((), ("borough",)),
    "home_educated": ((), ("borough",)),
    "unrecorded": ((), ("register",), ("register", "borough")),
    "kept": (("duty",), ("duty", "borough"), ("service",)),
}


def asked(name: str, *by: str, **filters: tuple[str, ...]) -> Any:
    return EVENTS[name], Question(YEAR["end"], by, filters, **YEAR)


def one(drawn: Drawn, name: str, *by: str, **filters: tuple[str, ...]) -> dict[str, Any]:
    event, question = asked(name, *by, **filters)
    (row,) = event.count(drawn.world(), question).rows
    return {figure: value for figure, value in row.items() if value}


# Beside the second reading.


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", EVENTS)
def test_an_event_is_what_the_second_reading_says(worlds_told, name, seed):
    world, told = worlds_told[seed]
    for by in SPLITS[name]:
        question = Question(END, by, start=START, end=END)
        counted = EVENTS[name].count(world, question).rows
        if name == "kept" and by == ("service",):
            question = Question(END, ("duty", *by), start=START, end=END)
            counted = [row for row in EVENTS[name].count(world, question).rows if row["duty"] == "action"]
            expected = [row for row in ALTERNATIVES[name](told, question) if row["duty"] == "action"]
        else:
            expected = ALTERNATIVES[name](told, question)
            if name == "kept" and "borough" in by:  # a meeting has none
                expected = [row for row in expected if row["duty"] not in ("agenda", "register_out")]
        assert by_key(counted, question) == by_key(expected, question), (name, by)


@pytest.mark.parametrize("name", EVENTS)
def test_a_list_is_as_long_as_its_figure(worlds_told, name):
    by = ("duty",) if name == "kept" else ()
    question = Question(END, by, start=START, end=END)
    for world, _ in worlds_told:
        rows = EVENTS[name].count(world, question).rows
        for figure in EVENTS[name].figures:
            if figure.where:
                assert len(EVENTS[name].list(world, question, figure.name)) == sum(
                    row[figure.name] for row in rows
                )


@pytest.fixture(scope="module")
def worlds_told() -> Iterator[list[Any]]:
    stores, found = [], []
    for seed in SEEDS:
        uploads = with_events(a_world(Seeded(seed + 40), most_children=20, most_sources=5), Random(seed))
        store = Store.open(None)
        send(store, uploads)
        stores.append(store)
        found.append((store.world(), known(uploads)))
    yield found
    for store in stores:
        store.close()


def with_events(uploads: tuple[Upload, ...], dice: Random) -> tuple[Upload, ...]:
    """The lists with days of what else can happen to a child."""
    days = [None, *(date(2026, 5, 1) + timedelta(days=17 * n) for n in range(12))]
    more = {
        "cme": {"missing_from": days, "located_on": days, "destination": [None, None, "A school"]},
        "ehe": dict.fromkeys(("notice_437_on", "sao_issued_on", "sao_revoked_on"), days),
    }
    return tuple(
        each._replace(rows=tuple(
            {**row, **{name: dice.choice(some) for name, some in more.get(each.register, {}).items()}} for row in each.rows
        ))
        for each in uploads
    )  # fmt: skip


def by_key(rows: list[dict[str, Any]], question: Question) -> Any:
    return {key: row for key, row in laid_out(rows, question).items() if any(row.values()) or not question.by}


# Story cases.


@pytest.mark.parametrize(("register", "outcome", "restored"), [
    ("cme", "Suitable home education", True),
    ("cme", "Moved and confirmed by new authority", False),  # confirmed, and yet not in education here
    ("cme", "Over compulsory school age", False),
    ("cme", None, False),
    ("ehe", "Returned to school", True),
    ("ehe", "Became CME", False),
    ("medical_tuition", "Moved to alternative provision", True),
    ("pru", "Completed Year 11", False),
    ("pru", "Specialist placement", True),
])  # fmt: skip
def test_education_is_restored_by_its_outcome(register, outcome, restored):
    drawn = Drawn()
    drawn.spell("ann", register, "2026-01-01", "2026-02-01", outcome=outcome, end_reason=outcome)

    assert restored == bool(one(drawn, "leavers").get("restored"))


@pytest.mark.parametrize(("closed", "within"), [
    ("2026-01-28", {4, 12, 26}),  # 27 days
    ("2026-01-29", {12, 26}),  # 28 days are four weeks, no longer under them
    ("2026-03-26", {26}),  # 84
    ("2026-07-02", set()),  # 182
])  # fmt: skip
def test_weeks_are_those_of_the_duration(closed, within):
    drawn = Drawn()
    drawn.spell("ann", "cme", "2026-01-01", closed, outcome="New school place")

    row = one(drawn, "leavers")
    assert within == {weeks for weeks in (4, 12, 26) if row.get(f"within_{weeks}_weeks")}
    assert within == {weeks for weeks in (4, 12, 26) if row.get(f"restored_{weeks}")}


def test_a_child_dropped_from_a_list_left_to_nobody_knows_where():
    drawn = Drawn()
    drawn.spell("ann", "ehe", "2026-01-01", dropped_on="2026-03-01", end_reason="Returned to school")

    event, question = asked("leavers", "outcome")
    assert [("Not in the later list", 1, 0)] == [
        (row["outcome"], row["left"], row["restored"]) for row in event.count(drawn.world(), question).rows
    ]


def test_nobody_knows_how_long_it_took_without_both_days_in_order():
    drawn = Drawn()
    drawn.spell("ann", "cme", "2026-01-01", missing_from=date(2025, 12, 1), located_on=date(2026, 1, 10))
    drawn.spell("bob", "cme", "2026-01-01", located_on=date(2026, 1, 10))  # no first day missing
    drawn.spell(
        "cat", "cme", "2026-01-01", missing_from=date(2026, 2, 1), located_on=date(2026, 1, 10)
    )  # after it
    drawn.spell(
        "dan", "cme", "2026-01-01", missing_from=date(2026, 2, 1), located_on=date(2026, 9, 1)
    )  # next year
    drawn.spell(
        "eve", "cme", "2025-08-01", missing_from=date(2025, 8, 31), located_on=date(2025, 8, 31)
    )  # the year before

    assert {"located": 3, "known": 1, "median_days": 40} == one(drawn, "located")


@pytest.mark.parametrize("day", YEAR.values())
def test_the_first_and_the_last_day_belong_to_the_period(day):
    drawn = Drawn()
    drawn.spell("ann", "cme", day, day, located_on=day, identified_on=day)
    drawn.spell("bob", "ehe", day, notice_437_on=day, assessed_on=day)

    assert 1 == one(drawn, "located")["located"]
    assert 1 == one(drawn, "added")["known"]
    assert 1 == one(drawn, "leavers")["left"]
    assert {"notice": 1, "assessed": 1, "begun": 1} == one(drawn, "home_education")


def test_a_child_with_two_orders_is_one_child():
    drawn = Drawn()
    drawn.spell("ann", "ehe", "2024-01-01", "2025-12-01", sao_issued_on=date(2025, 10, 1))
    drawn.spell("ann", "ehe", "2026-01-01", sao_issued_on=date(2026, 5, 1), notice_437_on=date(2026, 4, 1))
    drawn.spell("bob", "ehe", "2026-01-01", sao_issued_on=date(2026, 9, 1))  # after the period

    orders, children = one(drawn, "home_education"), one(drawn, "home_educated")
    assert (2, 1, 1) == (orders["order_issued"], children["order_issued"], children["notice"])


@pytest.mark.parametrize(("closed", "provided", "figures"), [
    (None, "2026-05-11", {"due": 1, "in_time": 1}),  # the sixth school day of an exclusion from 1 May, a Friday
    (None, "2026-05-12", {"due": 1, "late": 1}),
    ("2026-06-01", None, {"due": 1, "not_met": 1}),  # gone since, and it was owed
    ("2026-05-11", None, {"due": 1, "not_met": 1}),  # gone on the day it was due
    ("2026-05-10", None, None),  # gone before it was due
    ("2026-06-01", "2026-05-08", {"due": 1, "in_time": 1}),
])  # fmt: skip
def test_provision_after_an_exclusion_is_owed_until_the_spell_ends(closed, provided, figures):
    drawn = Drawn()
    drawn.spell(
        "ann", "cme", "2026-05-01", closed, exclusion="Permanent", excluded_on=date(2026, 5, 1), borough="Out of borough",
        provision_started_on=provided and date.fromisoformat(provided),
    )  # fmt: skip
    event, question = asked("kept", "duty", duty=("sixth_day",))

    found = [
        {k: v for k, v in row.items() if v and k != "duty"}
        for row in event.count(drawn.world(), question).rows
    ]
    assert ([figures] if figures else []) == found


def test_a_meeting_without_attendance_is_held_and_nobody_is_said_to_have_come():
    drawn = Drawn()
    drawn.spell(None, "meetings", "2026-01-08", attended="Virtual School; Malden Oaks ;")
    drawn.spell(None, "meetings", "2026-01-22")
    drawn.spell(None, "meetings", "2026-09-03", attended="Virtual School")  # after the period

    held = held_in(drawn.world(), YEAR["start"], YEAR["end"])
    assert [{"Virtual School", "Malden Oaks"}, set()] == [set(each.services) for each in held]
