"""Children nobody holds: the cases of each gap that people argue about."""

from datetime import date
from typing import Any

import pytest

from cme_data.measures import MEASURES, Question
from schemas import REGISTERS
from tests.fake_world import Drawn

GAPS = MEASURES["gaps"]
DAY = date(2026, 11, 20)
RICHMOND = "Richmond upon Thames"
day = date.fromisoformat


def found(drawn: Drawn, on: date = DAY, **filters: Any) -> list[tuple[str, str, str, date]]:
    rows = GAPS.count(drawn.world(), Question(on, filters=filters)).rows
    return [(row["gap"], row["register"], row["child"], row["since"]) for row in rows]


# Closed nowhere.


@pytest.mark.parametrize(("register", "column", "outcome"), [
    ("cme", "outcome", "Other"),
    ("cme", "outcome", None),  # what became of the child is not recorded
    ("ehe", "end_reason", "Became CME"),
    ("ehe", "end_reason", "Moved away"),
    ("ehe", "end_reason", "Other"),
    ("medical_tuition", "outcome", "Moved away"),
    ("medical_tuition", "outcome", "Other"),
    ("pru", "outcome", "Moved away"),
    ("pru", "outcome", None),
])  # fmt: skip
def test_a_spell_that_closed_without_confirmed_education_is_a_gap(register, column, outcome):
    drawn = Drawn()
    drawn.spell("ann", register, "2026-01-05", "2026-10-12", **{column: outcome})

    assert [("closed_nowhere", register, "ann", day("2026-10-12"))] == found(drawn)
    assert [("closed_nowhere", register, "ann", day("2026-10-12"))] == found(drawn, day("2026-10-12"))
    assert [] == found(drawn, day("2026-10-11"))  # still open


CONFIRMED = [("cme", "outcome", value) for value in REGISTERS["cme"].column("outcome").codes.values if value != "Other"]
CONFIRMED += [("ehe", "end_reason", value) for value in ("Returned to school", "Over compulsory school age")]
CONFIRMED += [("medical_tuition", "outcome", value)
              for value in ("Returned to school", "Moved to alternative provision", "Over compulsory school age")]
CONFIRMED += [("pru", "outcome", value)
              for value in ("Reintegrated to mainstream", "Specialist placement", "Completed Year 11")]


@pytest.mark.parametrize(("register", "column", "outcome"), CONFIRMED)
def test_an_outcome_that_confirms_education_is_none(register, column, outcome):
    drawn = Drawn()
    drawn.spell("ann", register, "2026-01-05", "2026-10-12", **{column: outcome})

    assert [] == found(drawn)


def test_a_gap_ends_on_the_day_a_later_spell_opens():
    drawn = Drawn()
    drawn.spell("ann", "ehe", "2026-01-05", "2026-10-12", end_reason="Became CME")
    drawn.spell("ann", "pru", "2026-11-01", "2026-11-15", outcome="Specialist placement")

    assert [("closed_nowhere", "ehe", "ann", day("2026-10-12"))] == found(drawn, day("2026-10-31"))
    assert [] == found(drawn, day("2026-11-01"))
    assert [] == found(drawn)  # the last spell closed with a place


def test_ended_and_added_on_one_day_is_no_gap():  # R23
    drawn = Drawn()
    drawn.spell("ann", "ehe", "2026-01-05", "2026-10-12", end_reason="Became CME")
    drawn.spell("ann", "cme", "2026-10-12")

    assert [] == found(drawn, day("2026-10-12"))


def test_the_virtual_school_is_put_aside_when_it_closes_but_holds_a_child_while_it_is_open():
    drawn = Drawn()
    drawn.spell("ann", "virtual_school", "2026-01-05", "2026-11-12")  # no gap by itself
    drawn.spell("bob", "virtual_school", "2026-01-05", "2026-11-12")
    drawn.spell("bob", "cme", "2026-01-05", "2026-10-12", outcome="Other")  # not hidden by the later closing
    drawn.spell("cas", "cme", "2026-01-05", "2026-10-12", outcome="Other")
    drawn.spell("cas", "virtual_school", "2026-01-05")  # open: somebody holds the child

    assert [("closed_nowhere", "cme", "bob", day("2026-10-12"))] == found(drawn)


def test_the_spell_that_closed_last_decides():
    drawn = Drawn()
    drawn.spell("ann", "pru", "2026-01-05", "2026-09-07", outcome="Other")
    drawn.spell("ann", "medical_tuition", "2026-02-02", "2026-10-12", outcome="Returned to school")
    drawn.spell("bob", "pru", "2026-01-05", "2026-10-12", outcome="Other")
    drawn.spell("bob", "medical_tuition", "2026-01-05", "2026-10-12", outcome="Returned to school")  # the same day

    assert [("closed_nowhere", "pru", "bob", day("2026-10-12"))] == found(drawn)


def test_a_planned_closing_is_no_gap_yet_and_an_action_holds_nobody():
    drawn = Drawn()
    drawn.spell("ann", "pru", "2026-01-05", "2026-12-18", outcome="Other")  # open until then
    drawn.spell("bob", "pru", "2026-01-05", "2026-10-12", outcome="Other")
    drawn.spell("bob", "actions", "2026-10-01", due_on=day("2026-12-01"))

    assert ["bob"] == [child for _, _, child, _ in found(drawn)]


# Dropped.


def test_a_dropped_spell_is_listed_always_on_cme_and_elsewhere_while_nobody_has_the_child():
    drawn = Drawn()
    drawn.spell("ann", "cme", "2026-01-05", dropped_on="2026-10-09")  # stays open
    drawn.spell("ann", "virtual_school", "2026-01-05")
    drawn.spell("bob", "pru", "2026-01-05", dropped_on="2026-10-16")
    drawn.spell("cas", "pru", "2026-01-05", dropped_on="2026-10-16")  # not counted: held elsewhere
    drawn.spell("cas", "ehe", "2026-10-20")
    drawn.spell("dot", "virtual_school", "2026-01-05", dropped_on="2026-10-23")

    assert [
        ("dropped", "cme", "ann", day("2026-10-09")),
        ("dropped", "pru", "bob", day("2026-10-16")),  # and not as closed nowhere too
        ("dropped", "virtual_school", "dot", day("2026-10-23")),
    ] == found(drawn)
    assert ["ann"] == [child for _, _, child, _ in found(drawn, day("2026-10-15"))]
    assert "cas" in {child for _, _, child, _ in found(drawn, day("2026-10-19"))}  # until home education began


# Home education.


def test_unsuitable_home_education_is_a_gap_unless_the_child_is_on_cme():
    drawn = Drawn()
    unsuitable = {"suitability": "Unsuitable", "assessed_on": day("2026-10-12")}
    drawn.spell("ann", "ehe", "2026-01-05", **unsuitable)
    drawn.spell("bob", "ehe", "2026-01-05", **unsuitable)
    drawn.spell("bob", "cme", "2026-10-12", "2026-11-02", outcome="New school place")
    drawn.spell("cas", "ehe", "2026-01-05", **unsuitable)
    drawn.spell("cas", "cme", "2026-10-12", category="Not receiving suitable education")
    drawn.spell("dot", "ehe", "2026-01-05", suitability="Unsuitable")  # when it was judged is not recorded
    drawn.spell("eve", "ehe", "2026-01-05", suitability="Not yet assessed")

    assert [
        ("ehe_unsuitable", "ehe", "dot", day("2026-01-05")),
        ("ehe_unsuitable", "ehe", "ann", day("2026-10-12")),
        ("ehe_unsuitable", "ehe", "bob", day("2026-11-02")),  # since it left the CME register
    ] == found(drawn)


def test_home_educated_and_missing_at_once():  # R23
    drawn = Drawn()
    for child, category in (
        ("ann", "Missing - located"), ("bob", "Missing - not located"), ("cas", "At risk"),
        ("dot", "Not receiving suitable education"),
    ):  # fmt: skip
        drawn.spell(child, "ehe", "2026-01-05")
        drawn.spell(child, "cme", "2026-11-16", category=category, identified_on=day("2026-11-16"))

    since = day("2026-11-16")
    assert [("ehe_and_missing", "cme", "ann", since), ("ehe_and_missing", "cme", "bob", since)] == found(drawn)


# Clocks that have run out.


def test_permanently_excluded_without_provision_after_the_sixth_day():
    drawn = Drawn()
    excluded = {"exclusion": "Permanent", "excluded_on": day("2026-11-09"), "borough": RICHMOND}
    drawn.spell("ann", "cme", "2026-11-09", **excluded)
    drawn.spell("bob", "cme", "2026-11-09", **excluded, provision_started_on=day("2026-11-18"))  # late, but begun
    drawn.spell("cas", "cme", "2026-11-09", **excluded | {"exclusion": "Suspension"})  # the school's

    gap = ("excluded_no_provision", "cme", "ann", day("2026-11-16"))
    assert [gap] == found(drawn)
    assert [] == found(drawn, day("2026-11-16"))  # the sixth day itself
    assert {"ann", "bob"} == {child for _, _, child, _ in found(drawn, day("2026-11-17"))}


def test_not_located_and_no_enquiry_in_five_school_days():
    drawn = Drawn()
    missing = {"category": "Missing - not located", "identified_on": day("2026-11-02"), "borough": RICHMOND}
    drawn.spell("ann", "cme", "2026-11-02", **missing)
    drawn.spell("bob", "cme", "2026-11-02", **missing)
    drawn.spell("bob", "enquiries", "2026-11-13")  # the next is due on the 20th

    assert [("not_located_no_enquiry", "cme", "ann", day("2026-11-09"))] == found(drawn)
    assert [] == found(drawn, day("2026-11-09"))


def test_removed_without_the_panels_approval():
    drawn = Drawn()
    removed = {"removed_on": day("2026-11-02"), "outcome": "New school place"}
    drawn.spell("ann", "cme", "2026-01-05", **removed)
    drawn.spell("bob", "cme", "2026-01-05", "2026-11-19", **removed, removal_approved_on=day("2026-11-19"))
    drawn.spell("cas", "cme", "2026-01-05", later={"2026-11-27": removed})  # the newest known says when

    gap, since = "removed_unapproved", day("2026-11-02")
    assert [(gap, "cme", "ann", since), (gap, "cme", "cas", since)] == found(drawn)
    assert {"ann", "bob", "cas"} == {child for _, _, child, _ in found(drawn, day("2026-11-18"))}
    assert [] == found(drawn, day("2026-11-01"))


# Asking.


def test_a_split_counts_each_gap_and_a_filter_narrows_it():
    drawn = Drawn()
    drawn.spell("ann", "pru", "2026-01-05", "2026-10-12", outcome="Other", borough=RICHMOND)
    drawn.spell("bob", "ehe", "2026-01-05", suitability="Unsuitable", borough="Kingston upon Thames")
    drawn.spell("cas", "ehe", "2026-01-05", suitability="Unsuitable", borough=RICHMOND)
    world = drawn.world()

    assert [{"gap": "closed_nowhere", "count": 1}, {"gap": "ehe_unsuitable", "count": 2}] == (
        GAPS.count(world, Question(DAY, by=("gap",))).rows)
    assert ["cas", "ann"] == [child for _, _, child, _ in found(drawn, borough=(RICHMOND,))]
    assert ["ann"] == [child for _, _, child, _ in found(drawn, register=("pru",))]
    assert [{"child": "cas", "register": "ehe"}] == [
        {name: row[name] for name in ("child", "register")}
        for row in GAPS.list(world, Question(DAY, filters={"gap": ("ehe_unsuitable",), "borough": (RICHMOND,)}))]
