"""What the panel asked for and is still waiting for."""

from datetime import date, timedelta

import pytest

from cme_data.measures import MEASURES, Question
from tests.fake_world import Drawn

ACTIONS = MEASURES["actions"]
DAY = date(2026, 11, 20)


def action(drawn, child="ann", agreed="2026-09-01", done=None, due="2026-12-24", **columns):
    later = columns.pop("later", None)
    drawn.spell(child, "actions", agreed, done, later, due_on=date.fromisoformat(due), **columns)


def test_an_action_is_open_from_the_day_it_is_agreed_until_the_day_it_is_done():
    drawn = Drawn()
    action(drawn, agreed="2026-11-20")
    action(drawn, done="2026-11-21")
    action(drawn, done="2026-11-20")  # not counted: done that day
    action(drawn, agreed="2026-11-21")  # not counted: not agreed yet

    assert 2 == ACTIONS.count(drawn.world(), Question(DAY)).one["open"]


@pytest.mark.parametrize(("days", "figures"), [
    (-8, set()),
    (-7, {"due_soon"}),
    (0, {"due_soon"}),  # due today is not overdue
    (1, {"overdue", "overdue_1_7"}),
    (7, {"overdue", "overdue_1_7"}),
    (8, {"overdue", "overdue_8_14"}),
    (14, {"overdue", "overdue_8_14"}),
    (15, {"overdue", "overdue_15_28"}),
    (28, {"overdue", "overdue_15_28"}),
    (29, {"overdue", "overdue_29"}),
])  # fmt: skip
def test_days_overdue_fall_into_bands(days, figures):
    drawn = Drawn()
    action(drawn, due=(DAY - timedelta(days=days)).isoformat())

    counted = ACTIONS.count(drawn.world(), Question(DAY)).one

    assert figures == {name for name, number in counted.items() if number and name != "open"}


def test_what_counts_is_the_due_day_of_the_list_in_force():
    drawn = Drawn()
    action(drawn, due="2026-10-01", later={"2026-10-10": {"due_on": date(2026, 12, 1)}})

    assert 1 == ACTIONS.count(drawn.world(), Question(date(2026, 10, 9))).one["overdue"]
    assert 0 == ACTIONS.count(drawn.world(), Question(date(2026, 10, 10))).one["overdue"]


def test_an_action_is_escalated_from_the_day_it_says():
    drawn = Drawn()
    action(drawn, escalated_on=date(2026, 11, 20))
    action(drawn, escalated_on=date(2026, 11, 21))  # not yet
    action(drawn, escalated_on=date(2026, 11, 1), done="2026-11-10")  # not counted: done

    assert 1 == ACTIONS.count(drawn.world(), Question(DAY)).one["escalated"]


def test_actions_by_service_and_owner():
    drawn = Drawn()
    action(drawn, service="SEND", owner="Q")
    action(drawn, service="SEND", owner="P", due="2026-11-01")
    action(drawn, service="Admissions")

    rows = ACTIONS.count(drawn.world(), Question(DAY, by=("service", "owner"))).rows

    assert [("Admissions", None, 1, 0), ("SEND", "P", 1, 1), ("SEND", "Q", 1, 0)] == [
        tuple(row.values())[:4] for row in rows]


def boroughs(drawn, **filters):
    rows = ACTIONS.count(drawn.world(), Question(DAY, by=("borough",), filters=filters)).rows
    return {row["borough"]: row["open"] for row in rows}


KINGSTON, RICHMOND = "Kingston upon Thames", "Richmond upon Thames"


def test_what_the_action_does_not_say_of_the_child_the_registers_do():
    drawn = Drawn()
    action(drawn, "ann", borough="Out of borough")  # its own word comes first
    action(drawn, "ann")
    action(drawn, "bob")
    action(drawn, "cas")  # on no register
    drawn.spell("ann", "cme", "2026-01-01", borough=KINGSTON)
    drawn.spell("ann", "ehe", "2026-01-01", borough=RICHMOND)  # the CME register is asked first
    drawn.spell("bob", "virtual_school", "2026-01-01", borough=KINGSTON)
    drawn.spell("bob", "pru", "2026-01-01", borough=RICHMOND)  # before the Virtual School

    assert {"Out of borough": 1, KINGSTON: 1, RICHMOND: 1, None: 1} == boroughs(drawn)
    assert {KINGSTON: 1} == boroughs(drawn, borough=(KINGSTON,))


def test_of_several_spells_the_open_one_answers_then_the_latest():
    drawn = Drawn()
    action(drawn, "ann")
    drawn.spell("ann", "cme", "2026-01-01", borough=KINGSTON)
    drawn.spell("ann", "cme", "2026-05-01", "2026-06-01", borough=RICHMOND)  # later, but not open
    action(drawn, "bob")
    drawn.spell("bob", "cme", "2026-01-01", "2026-02-01", borough=KINGSTON)
    drawn.spell("bob", "cme", "2026-05-01", "2026-06-01", borough=RICHMOND)

    assert {KINGSTON: 1, RICHMOND: 1} == boroughs(drawn)


def test_the_register_asked_first_answers_even_where_it_is_blank():
    drawn = Drawn()
    action(drawn, "ann")
    drawn.spell("ann", "cme", "2026-01-01")
    drawn.spell("ann", "ehe", "2026-01-01", borough=RICHMOND)

    assert {None: 1} == boroughs(drawn)


def test_a_year_group_is_worked_out_from_the_registers_birth_date():
    drawn = Drawn()
    action(drawn, "ann")
    drawn.spell("ann", "cme", "2026-01-01", date_of_birth=date(2015, 9, 1))

    assert [("Year 6", "primary")] == [
        (row["year_group"], row["phase"])
        for row in ACTIONS.count(drawn.world(), Question(DAY, by=("year_group", "phase"))).rows]


def test_the_register_filter_is_not_the_actions_and_a_spells_column_leaves_them_out():
    drawn = Drawn()
    action(drawn)

    assert 1 == ACTIONS.count(drawn.world(), Question(DAY, filters={"register": ("ehe",)})).one["open"]
    assert [] == ACTIONS.count(drawn.world(), Question(DAY, by=("category",))).rows
    assert 0 == ACTIONS.count(drawn.world(), Question(DAY, filters={"lead_service": ("x",)})).one["open"]


def test_the_list_says_what_is_to_be_done_by_whom_and_for_whom():
    drawn = Drawn()
    action(drawn, due="2026-11-10", action="Visit", owner="Q", service="SEND", action_id="A1")
    drawn.spell("ann", "cme", "2026-01-01", surname="Ash", borough=KINGSTON)

    (row,) = ACTIONS.list(drawn.world(), Question(DAY), "overdue", detail=True)

    assert ("ann", "actions", "Visit", "Q", "SEND", "A1", 10, "Ash", KINGSTON) == tuple(
        row[name] for name in ("child", "register", "action", "owner", "service", "action_id", "days_overdue",
                               "surname", "borough"))
    assert [] == ACTIONS.list(drawn.world(), Question(DAY), "due_soon")
