"""Who owes what by when: the cases of each duty that people argue about."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cme_data.measures import MEASURES, Question
from cme_data.measures.duties import DUTIES
from cme_data.settings import shipped
from tests.benchmarks.clocks import differences
from tests.fake_world import Drawn
from tests.terms import KINGSTON, RICHMOND, TERMS
from tests.worlds_clocks import Town

CLOCKS = MEASURES["clocks"]
DAY = date(2026, 11, 20)
MISSING = {"category": "Missing - not located", "identified_on": date(2026, 11, 2), "borough": RICHMOND}
day = date.fromisoformat


def cme(drawn: Drawn, child: str = "ann", opened_on: str = "2026-11-02", closed_on: str | None = None,
        later: Any = None, **columns: Any) -> None:
    drawn.spell(child, "cme", opened_on, closed_on, later, **({"borough": RICHMOND} | columns))


def owed(drawn: Drawn, duty: str | None = None, on: date = DAY, **asked: Any) -> list[dict[str, Any]]:
    filters = asked.pop("filters", {}) | ({"duty": (duty,)} if duty else {})
    return CLOCKS.count(drawn.world(), Question(on, filters=filters, **asked)).rows


def one(drawn: Drawn, duty: str, on: date = DAY, **asked: Any) -> tuple[Any, ...]:
    """Due, met, status, days late."""
    (row,) = owed(drawn, duty, on, **asked)
    return row["due_on"], row["met_on"], row["status"], row["days_late"]


# Met, late or due.


@pytest.mark.parametrize(("on", "status", "days_late"), [
    ("2026-11-05", "due", 0),
    ("2026-11-06", "due", 0),  # the due day itself is not over
    ("2026-11-07", "late", 1),
    ("2026-11-20", "late", 14),  # calendar days
])  # fmt: skip
def test_what_is_not_done_is_due_until_the_end_of_its_day_and_then_late(on, status, days_late):
    drawn = Drawn()
    cme(drawn, missing_from=day("2026-11-02"))

    assert (day("2026-11-06"), None, status, days_late) == one(drawn, "spa_referral", day(on))


@pytest.mark.parametrize(("done", "days_late"), [
    ("2026-11-04", 0),  # before the due day
    ("2026-11-06", 0),
    ("2026-11-09", 3),
    ("2026-11-20", 14),
])  # fmt: skip
def test_what_is_done_is_met_and_late_by_the_days_between(done, days_late):
    drawn = Drawn()
    cme(drawn, missing_from=day("2026-11-02"), spa_referred_on=day(done))

    assert (day("2026-11-06"), day(done), "met", days_late) == one(drawn, "spa_referral")


def test_what_is_done_after_the_day_is_not_done_by_it():
    drawn = Drawn()
    cme(drawn, missing_from=day("2026-11-02"), spa_referred_on=day("2026-11-21"))

    assert (day("2026-11-06"), None, "late", 14) == one(drawn, "spa_referral")


def test_the_list_in_force_on_the_day_speaks():
    drawn = Drawn()
    cme(drawn, missing_from=day("2026-11-02"),
        later={"2026-11-13": {"spa_referred_on": day("2026-11-05")}})

    assert "late" == one(drawn, "spa_referral", day("2026-11-12"))[2]  # no list had said so yet
    assert "met" == one(drawn, "spa_referral", day("2026-11-13"))[2]


def test_a_duty_lasts_as_long_as_its_spell():
    drawn = Drawn()
    cme(drawn, missing_from=day("2026-11-02"))
    cme(drawn, "bob", closed_on="2026-11-20", missing_from=day("2026-11-02"))  # not counted: closed that day
    cme(drawn, "cas", opened_on="2026-11-21", missing_from=day("2026-11-02"))  # not counted: not open yet
    cme(drawn, "dot")  # not counted: first day missing not recorded

    assert ["ann"] == [row["child"] for row in owed(drawn, "spa_referral")]


# The rules.


def test_day_20_of_a_child_not_located():  # R14
    drawn = Drawn()
    cme(drawn, **MISSING, missing_from=day("2026-11-02"))
    cme(drawn, "bob", **MISSING | {"category": "Missing - located"}, missing_from=day("2026-11-02"))  # not counted

    (row,) = owed(drawn, "day_20")
    assert ("ann", day("2026-11-27"), "Education Welfare Service") == (row["child"], row["due_on"], row["owed_by"])


def test_school_days_are_those_of_the_childs_borough():  # R15: half-term from 26 to 30 October
    drawn = Drawn()
    for child, borough in {"ann": KINGSTON, "bob": RICHMOND, "cas": "Out of borough"}.items():
        drawn.spell(child, "medical_tuition", "2026-10-19", borough=borough, absent_from=day("2026-10-19"))

    assert {"ann": day("2026-11-13"), "bob": day("2026-11-06"), "cas": day("2026-11-06")} == {
        row["child"]: row["due_on"] for row in owed(drawn, "medical_15", settings=TERMS)}


def test_a_spell_moved_to_another_borough_is_counted_by_that_ones_terms():
    drawn = Drawn()
    cme(drawn, borough=RICHMOND, missing_from=day("2026-10-26"), later={"2026-11-13": {"borough": KINGSTON}})

    assert day("2026-10-30") == one(drawn, "spa_referral", day("2026-11-12"), settings=TERMS)[0]
    assert day("2026-11-06") == one(drawn, "spa_referral", settings=TERMS)[0]


@pytest.mark.parametrize(("exclusion", "school", "owed_by"), [
    ("Suspension", "Holly School", "Holly School"),
    ("Suspension", None, "School"),  # which one is not recorded
    ("Permanent", "Holly School", "Achieving for Children"),
])  # fmt: skip
def test_provision_from_the_sixth_school_day_of_an_exclusion(exclusion, school, owed_by):  # R16, R17
    drawn = Drawn()
    cme(drawn, exclusion=exclusion, excluded_on=day("2026-11-09"), school=school)

    (row,) = owed(drawn, "sixth_day")
    assert (day("2026-11-16"), owed_by, "late", 4) == (row["due_on"], row["owed_by"], row["status"], row["days_late"])


def test_only_an_exclusion_with_its_day_has_a_sixth_day():
    drawn = Drawn()
    cme(drawn, excluded_on=day("2026-11-09"))  # not counted: no exclusion recorded
    cme(drawn, "bob", excluded_on=day("2026-11-09"), exclusion="None")  # not counted: none
    cme(drawn, "cas", exclusion="Permanent")  # not counted: its day not recorded
    cme(drawn, "dot", exclusion="Suspension", excluded_on=day("2026-11-09"),
        provision_started_on=day("2026-11-11"))  # how long it was is not recorded: provision meets it

    assert [("dot", "met", 0)] == [
        (row["child"], row["status"], row["days_late"]) for row in owed(drawn, "sixth_day")]


def test_tuition_by_the_fifteenth_school_day_of_illness():  # R15
    drawn = Drawn()
    drawn.spell("ann", "medical_tuition", "2026-11-02", borough=RICHMOND, absent_from=day("2026-11-02"),
                provider="Malden Oaks", started_on=day("2026-11-19"))
    (row,) = owed(drawn, "medical_15")

    assert (day("2026-11-20"), day("2026-11-19"), "met", 0, "Malden Oaks") == (
        row["due_on"], row["met_on"], row["status"], row["days_late"], row["owed_by"])


def test_without_a_first_day_absent_tuition_was_due_when_a_list_first_said_fifteen_days():
    drawn = Drawn()
    later = {"2026-10-16": {"absence_days": 15}, "2026-10-30": {"absence_days": 22}}
    drawn.spell("ann", "medical_tuition", "2026-10-02", None, later, borough=RICHMOND, absence_days=14)

    assert [] == owed(drawn, "medical_15", day("2026-10-15"))  # 14 days: not yet
    assert (day("2026-10-16"), None, "due", 0) == one(drawn, "medical_15", day("2026-10-16"))
    assert (day("2026-10-16"), None, "late", 35) == one(drawn, "medical_15")


def test_the_first_day_absent_counts_for_more_than_the_days_added_up():
    drawn = Drawn()
    drawn.spell("ann", "medical_tuition", "2026-10-02", borough=RICHMOND, absence_days=40, absent_from=day("2026-11-02"))

    assert day("2026-11-20") == one(drawn, "medical_15")[0]


# Enquiries.


def test_an_enquiry_is_due_five_school_days_after_the_child_was_identified():
    drawn = Drawn()
    cme(drawn, **MISSING)

    assert (day("2026-11-09"), None, "late", 11) == one(drawn, "enquiry")


def test_an_enquiry_made_begins_the_next_five_school_days():
    drawn = Drawn()
    cme(drawn, **MISSING)
    drawn.spell("ann", "enquiries", "2026-11-09")
    drawn.spell("ann", "enquiries", "2026-11-16")
    drawn.spell("ann", "enquiries", "2026-11-23")  # not counted on the 20th: not made yet
    drawn.spell("bob", "enquiries", "2026-11-19")  # of another child

    assert (day("2026-11-16"), None, "due", 0) == one(drawn, "enquiry", day("2026-11-15"))
    assert (day("2026-11-23"), None, "due", 0) == one(drawn, "enquiry")
    assert (day("2026-11-30"), None, "late", 2) == one(drawn, "enquiry", day("2026-12-02"))


def test_no_enquiry_is_owed_once_the_child_is_located():
    drawn = Drawn()
    cme(drawn, **MISSING, later={"2026-11-13": {"category": "Missing - located"}})

    assert "late" == one(drawn, "enquiry", day("2026-11-12"))[2]
    assert [] == owed(drawn, "enquiry", day("2026-11-13"))


def test_an_enquiry_of_an_earlier_absence_does_not_count():
    drawn = Drawn()
    cme(drawn, opened_on="2025-03-03", closed_on="2025-06-01", **MISSING)
    cme(drawn, **MISSING)
    drawn.spell("ann", "enquiries", "2025-03-10")

    assert day("2026-11-09") == one(drawn, "enquiry")[0]


def test_a_child_listed_twice_owes_one_enquiry_the_newest():
    drawn = Drawn()
    cme(drawn, **MISSING)
    cme(drawn, opened_on="2026-11-10", **MISSING | {"identified_on": day("2026-11-10")})

    assert day("2026-11-17") == one(drawn, "enquiry")[0]


# Reviews.


@pytest.mark.parametrize(("register", "duty", "due", "done", "owed_by"), [
    ("ehe", "ehe_review", "review_due", "assessed_on", "Education Welfare Service"),
    ("virtual_school", "pep", "pep_due", "pep_on", "Virtual School"),
    ("medical_tuition", "tuition_review", "review_due", "reviewed_on", "Malden Oaks"),
    ("pru", "pru_review", "review_due", "reviewed_on", "Malden Oaks"),
])  # fmt: skip
def test_a_review_is_met_on_or_after_its_due_day_and_a_newer_due_date_replaces_it(register, duty, due, done, owed_by):
    drawn = Drawn()
    drawn.spell("ann", register, "2026-01-05", provider=owed_by, **{due: day("2026-10-01"), done: day("2026-09-30")},
                later={"2026-10-09": {done: day("2026-10-01")}, "2026-10-23": {done: day("2026-10-05")},
                       "2026-11-06": {due: day("2027-01-05")}})

    assert (day("2026-10-01"), None, "late", 7) == one(drawn, duty, day("2026-10-08"))  # the one before it
    assert (day("2026-10-01"), day("2026-10-01"), "met", 0) == one(drawn, duty, day("2026-10-09"))
    assert (day("2026-10-01"), day("2026-10-05"), "met", 4) == one(drawn, duty, day("2026-10-23"))
    assert (day("2027-01-05"), None, "due", 0) == one(drawn, duty)
    assert owed_by == owed(drawn, duty)[0]["owed_by"]


def test_a_review_without_a_due_day_is_not_owed():
    drawn = Drawn()
    drawn.spell("ann", "ehe", "2026-01-05", assessed_on=day("2026-02-02"))

    assert [] == owed(drawn)


# Meetings.


def meeting(drawn: Drawn, held_on: str = "2026-11-26", **columns: Any) -> None:
    drawn.spell(None, "meetings", held_on, **columns)


def test_the_papers_of_a_meeting_to_come():  # R22
    drawn = Drawn()
    meeting(drawn, register_sent_on=day("2026-11-18"))

    assert (day("2026-11-19"), None, "late", 1) == one(drawn, "agenda")
    assert (day("2026-11-19"), day("2026-11-18"), "met", 0) == one(drawn, "register_out")
    assert {("meetings", None, "Business support")} == {
        (row["register"], row["child"], row["owed_by"]) for row in owed(drawn)}


def test_bank_holidays_are_no_working_days():
    drawn = Drawn()
    meeting(drawn, "2027-01-05")

    assert day("2026-12-24") == one(drawn, "agenda")[0]  # 25 and 28 December and 1 January are left out
    assert day("2026-12-29") == one(drawn, "register_out")[0]


def test_an_emergency_agenda_is_met_on_the_day_it_is_sent():
    drawn = Drawn()
    meeting(drawn, agenda_sent_on=day("2026-11-25"), agenda_exception="Yes")
    meeting(drawn, "2026-11-12", agenda_sent_on=day("2026-11-11"), agenda_exception="No")

    late, emergency = owed(drawn, "agenda", day("2026-11-26"))
    assert (day("2026-11-25"), "met", 0) == (emergency["met_on"], emergency["status"], emergency["days_late"])
    assert (day("2026-11-11"), "met", 6) == (late["met_on"], late["status"], late["days_late"])
    assert "late" == owed(drawn, "agenda", day("2026-11-24"))[1]["status"]  # not sent yet


# Actions.


def test_every_action_agreed_is_due_and_done_when_it_is_closed():
    drawn = Drawn()
    for child, agreed, done in (
        ("ann", "2026-10-01", None),
        ("bob", "2026-10-01", "2026-11-15"),
        ("cas", "2026-10-01", "2026-11-21"),  # not done by the day
        ("dot", "2026-11-21", None),  # not counted: not agreed yet
    ):
        drawn.spell(child, "actions", agreed, done, service="Virtual School", due_on=day("2026-11-10"))

    assert [("ann", None, "late", 10), ("bob", day("2026-11-15"), "met", 5), ("cas", None, "late", 10)] == [
        (row["child"], row["met_on"], row["status"], row["days_late"]) for row in owed(drawn, "action")]
    assert {"Virtual School"} == {row["owed_by"] for row in owed(drawn)}


def test_an_action_is_its_childs_where_its_own_row_does_not_say():
    drawn = Drawn()
    cme(drawn, borough=KINGSTON)
    drawn.spell("ann", "actions", "2026-10-01", service="Virtual School", due_on=day("2026-11-10"))
    drawn.spell("bob", "actions", "2026-10-01", service="Virtual School", due_on=day("2026-11-10"), borough=RICHMOND)

    assert ["ann"] == [row["child"] for row in owed(drawn, "action", filters={"borough": (KINGSTON,)})]


# Asking.


def everything() -> Drawn:
    drawn = Drawn()
    cme(drawn, **MISSING, missing_from=day("2026-11-02"), lead_service="Holly School")
    drawn.spell("bob", "ehe", "2026-01-05", review_due=day("2026-10-01"), borough=KINGSTON)
    drawn.spell("bob", "actions", "2026-10-01", service="Virtual School", due_on=day("2026-11-30"))
    meeting(drawn)
    return drawn


def test_without_a_split_it_names_each_duty_the_oldest_first():
    assert [
        ("ehe_review", "bob"), ("spa_referral", "ann"), ("enquiry", "ann"), ("agenda", None), ("register_out", None),
        ("day_20", "ann"), ("action", "bob"),
    ] == [(row["duty"], row["child"]) for row in owed(everything())]  # fmt: skip
    assert ["duty", "register", "child", "owed_by", "due_on", "met_on", "status", "days_late"] == [
        *owed(everything())[0]]


def test_a_split_counts_the_duties_late_ones_first():
    counted = CLOCKS.count(everything().world(), Question(DAY, by=("status", "register"))).rows

    assert [
        ("late", "cme", 2), ("late", "ehe", 1), ("late", "meetings", 2), ("due", "cme", 1), ("due", "actions", 1),
    ] == [(row["status"], row["register"], row["count"]) for row in counted]  # fmt: skip
    assert [("Business support", 2)] == [
        (row["owed_by"], row["count"]) for row in
        CLOCKS.count(everything().world(), Question(DAY, by=("owed_by",), filters={"register": ("meetings",)})).rows]


def test_what_a_register_does_not_carry_leaves_its_duties_out():
    assert {"ehe", "actions"} == {row["register"] for row in owed(everything(), filters={"borough": (KINGSTON,)})}
    assert {"cme"} == {row["register"] for row in owed(everything(), filters={"lead_service": ("Holly School",)})}


def test_a_list_names_the_children_of_late_duties():
    rows = CLOCKS.list(everything().world(), Question(DAY, by=("duty",)), "late", detail=True)

    assert 5 == len(rows)
    assert [("ann", "spa_referral", 14), ("ann", "enquiry", 11)] == [
        (row["child"], row["duty"], row["days_late"]) for row in rows if row["register"] == "cme"]


def test_an_authority_sets_its_own_days():
    triggers = replace(shipped().triggers, spa_referral_day=3, enquiry_every=2, day_20=10, medical_days=20)
    panel = replace(shipped().panel, agenda_working_days=3, register_days=5)
    settings = replace(shipped(), triggers=triggers, panel=panel)
    due = {row["duty"]: row["due_on"] for row in owed(everything(), settings=settings)}

    assert [day("2026-11-04"), day("2026-11-04"), day("2026-11-13"), day("2026-11-23"), day("2026-11-21")] == [
        due[name] for name in ("spa_referral", "enquiry", "day_20", "agenda", "register_out")]
    assert "by school day 3 of an" in DUTIES["spa_referral"].says(settings)
    assert "within 5 school days" in DUTIES["enquiry"].says(shipped())


@pytest.mark.parametrize("seed", [0, 1])
def test_it_is_what_a_count_day_by_day_says(seed):
    from collections import Counter

    assert 0 == differences(Town(seed, 60), (TERMS, shipped())[seed], Counter())
