"""The DfE's returns: the cases of R1 to R6 that people argue about."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cme_data.calendar import compulsory_school_age
from cme_data.measures import MEASURES, Question
from cme_data.measures.compose import SHARED, ctes, sql
from cme_data.measures.dfe_return import BREAKDOWNS
from tests.alternative_dfe import PUBLISHED
from tests.fake_world import Drawn

NOBODY = Drawn().world()
RETURN = MEASURES["dfe_return"]
CENSUS = date(2026, 10, 1)
KINGSTON, RICHMOND = "Kingston upon Thames", "Richmond upon Thames"
CHILD: dict[str, Any] = {"borough": KINGSTON, "date_of_birth": date(2014, 5, 5), "sex": "Female"}
MISSING = {**CHILD, "on_roll": "No", "category": "Missing - located", "provision": "None"}


def counted(drawn: Drawn, on: date = CENSUS, **question: Any) -> dict[tuple[str, ...], int]:
    """The rows that count anybody: (collection, borough initial, topic, breakdown) and how many."""
    rows = RETURN.count(drawn.world(), Question(on, **question)).rows
    return {
        (row["collection"], row["borough"][0], row["breakdown_topic"], row["breakdown"]): row["child_count"]
        for row in rows
        if row["child_count"]
    }


def returned(drawn: Drawn, on: date = CENSUS, **question: Any) -> list[tuple[str, str]]:
    """Each child listed, and in which return."""
    return [(row["child"], row["collection"]) for row in RETURN.list(drawn.world(), Question(on, **question))]


def of(register: str, opened_on: str = "2026-09-01", **columns: Any) -> Drawn:
    drawn = Drawn()
    drawn.spell("ann", register, opened_on, **{**(MISSING if register == "cme" else CHILD), **columns})
    return drawn


def test_every_published_breakdown_stands_in_the_published_order_zeros_included():
    rows = RETURN.count(Drawn().world(), Question(CENSUS)).rows
    published = [
        (collection, borough, topic, value, 0)
        for collection, topics in PUBLISHED.items()
        for borough in (KINGSTON, RICHMOND)
        for topic, values in topics.items()
        for value in values
    ]

    assert published == [tuple(row.values()) for row in rows]
    assert (45, 36) == tuple(sum(map(len, topics.values())) for topics in BREAKDOWNS.values())


@given(st.dates(date(1995, 1, 1), date(2035, 12, 31)))
def test_compulsory_school_age_is_that_of_the_calendar(born):
    parts = {"in_force": f"SELECT DATE '{born}' AS date_of_birth", "aged": sql(SHARED / "school_age.sql")}
    (row,) = NOBODY.rows(f"{ctes(parts)}\nSELECT school_age_from, school_age_to\nFROM aged")

    assert compulsory_school_age(born) == tuple(row.values())


@pytest.mark.parametrize(("born", "on", "counts"), [
    ("2021-10-01", "2026-10-01", False),  # five that day, of school age from 31 December
    ("2021-10-01", "2026-12-31", True),
    ("2021-08-31", "2026-10-01", True),
    ("2010-08-31", "2026-06-26", True),  # the last Friday in June
    ("2010-08-31", "2026-06-27", False),
    ("2010-09-01", "2026-10-01", True),
])  # fmt: skip
@pytest.mark.parametrize(("register", "collection"), [("cme", "CME"), ("ehe", "EHE")])
def test_only_children_of_compulsory_school_age_count(born, on, counts, register, collection):
    drawn = of(register, "2026-01-05", date_of_birth=date.fromisoformat(born))

    assert ([("ann", collection)] if counts else []) == returned(drawn, date.fromisoformat(on))


@pytest.mark.parametrize(("columns", "counts"), [
    ({}, True),
    ({"category": "Missing - not located"}, True),
    ({"category": "Not receiving suitable education", "provision": "Individual tuition"}, True),
    ({"provision": "School reduced timetable"}, True),
    ({"provision": "Elective home education"}, True),
    ({"on_roll": "Yes", "hours_per_week": 5.0}, False),  # on a roll, however few the hours
    ({"category": "At risk"}, False),
    ({"provision": "School full timetable"}, False),
    ({"provision": "Alternative provision"}, False),
    ({"provision": "Pupil referral unit"}, False),
])  # fmt: skip
def test_who_is_missing_education_for_the_return(columns, counts):
    assert ([("ann", "CME")] if counts else []) == returned(of("cme", **columns))


@pytest.mark.parametrize(("suitability", "collection"), [
    ("Unsuitable", "CME"), ("Not yet assessed", "EHE"), ("Suitable", "EHE"), (None, "EHE"),
])  # fmt: skip
def test_home_education_judged_unsuitable_is_missing_education(suitability, collection):
    assert [("ann", collection)] == returned(of("ehe", suitability=suitability))


@pytest.mark.parametrize("register", ["medical_tuition", "pru", "virtual_school"])
def test_no_other_register_counts(register):
    assert [] == returned(of(register))


def test_a_child_is_in_one_return_and_the_cme_registers_row_speaks():
    drawn = of("ehe", "2025-09-01", reason="Lifestyle", suitability="Unsuitable", sex="Male")
    drawn.spell("ann", "cme", "2026-09-01", **MISSING, dfe_reason="Waiting school start", missing_from=date(2026, 9, 17))
    drawn.spell("bob", "ehe", "2025-09-01", **CHILD, suitability="Not yet assessed")
    drawn.spell("bob", "cme", "2026-09-01", **MISSING)
    drawn.spell("cat", "ehe", "2025-09-01", **CHILD, suitability="Suitable")
    drawn.spell("cat", "cme", "2026-09-01", **MISSING | {"on_roll": "Yes"})

    assert [("ann", "CME"), ("bob", "CME"), ("cat", "EHE")] == returned(drawn)
    found = counted(drawn)
    assert 2 == found["CME", "K", "Total", "Total"] == found["CME", "K", "Sex", "Female"]
    assert 1 == found["CME", "K", "Reason", "Waiting school start"] == found["CME", "K", "Duration", "2 to 4 weeks"]
    assert 1 == found["CME", "K", "Reason", "Not recorded"] == found["CME", "K", "Duration", "Unknown"]
    assert 1 == found["EHE", "K", "Total", "Total"] == found["EHE", "K", "Reason", "No reason given"]


def test_who_counts_through_unsuitable_home_education_alone_has_that_reason_and_no_known_duration():
    assert {
        ("CME", "K", "Total", "Total"): 1,
        ("CME", "K", "Sex", "Female"): 1,
        ("CME", "K", "Year group", "Year 8"): 1,
        ("CME", "K", "Duration", "Unknown"): 1,
        ("CME", "K", "Reason", "Unsuitable elective home education"): 1,
    } == counted(of("ehe", reason="Lifestyle", suitability="Unsuitable"))


@pytest.mark.parametrize(("days", "band"), [
    (0, "Less than 2 weeks"), (13, "Less than 2 weeks"), (14, "2 to 4 weeks"), (27, "2 to 4 weeks"),
    (28, "4 to 8 weeks"), (55, "4 to 8 weeks"), (56, "8 to 12 weeks"), (84, "12 to 26 weeks"), (181, "12 to 26 weeks"),
    (182, "26 to 52 weeks"), (363, "26 to 52 weeks"), (364, "Over 52 weeks"), (None, "Unknown"),
])  # fmt: skip
def test_time_missing_counts_from_the_first_day_missing_not_from_the_register(days, band):
    since = None if days is None else CENSUS - timedelta(days=days)
    found = counted(of("cme", "2026-09-28", missing_from=since))

    assert [band] == [value for (_, _, topic, value) in found if topic == "Duration"]


def test_the_bands_of_time_are_the_authoritys():
    drawn = of("cme", missing_from=CENSUS - timedelta(days=10))

    assert ("CME", "K", "Duration", "2 to 4 weeks") in counted(drawn, duration_edges=(7, 28, 56, 84, 182, 364))


@pytest.mark.parametrize(("recorded", "published"), [
    ("Reception", "Reception"), ("Year 11", "Year 11"), (None, "Year 8"), ("Nursery", "Unknown"),
    ("Year 12", "Unknown"), ("Not followed", "Unknown"),
])  # fmt: skip
def test_a_year_group_without_a_published_place_is_unknown(recorded, published):
    assert ("CME", "K", "Year group", published) in counted(of("cme", year_group=recorded))


def test_unknown_not_recorded_and_other_are_three_reasons():
    drawn = Drawn()
    for place, reason in enumerate(("Unknown", "Not recorded", "Other", None)):
        drawn.spell(f"c{place}", "cme", "2026-09-01", **MISSING, dfe_reason=reason)
    found = counted(drawn)

    assert [1, 2, 1] == [found["CME", "K", "Reason", reason] for reason in ("Unknown", "Not recorded", "Other")]


def test_each_borough_has_returns_of_its_own_and_no_other_place_has_one():
    drawn = of("cme")
    drawn.spell("bob", "cme", "2026-09-01", **MISSING | {"borough": RICHMOND})
    drawn.spell("cat", "cme", "2026-09-01", **MISSING | {"borough": "Out of borough"})
    only = RETURN.count(drawn.world(), Question(CENSUS, filters={"borough": (RICHMOND,)})).rows

    assert [("ann", "CME"), ("bob", "CME")] == returned(drawn)
    assert {RICHMOND} == {row["borough"] for row in only}
    assert 81 == len(only)


def test_the_day_that_a_spell_closes_the_child_has_left():
    drawn = of("ehe")
    drawn.spell("bob", "ehe", "2026-09-01", "2026-10-01", **CHILD)

    assert [("ann", "EHE")] == returned(drawn)
    assert [("ann", "EHE"), ("bob", "EHE")] == returned(drawn, date(2026, 9, 30))


def test_it_goes_by_what_the_list_in_force_on_the_day_says():
    drawn = of("cme", later={"2026-10-15": {"on_roll": "Yes"}})

    assert [("ann", "CME")] == returned(drawn)
    assert [] == returned(drawn, date(2026, 10, 15))


def test_split_further_every_group_has_its_returns():
    drawn = of("cme", sen="EHC plan")
    drawn.spell("bob", "ehe", "2026-09-01", **CHILD, sen="None")
    rows = RETURN.count(drawn.world(), Question(CENSUS, by=("sen",))).rows

    assert ["None"] * 162 + ["EHC plan"] * 162 == [row["sen"] for row in rows]
    assert 10 - 1 == sum(row["child_count"] for row in rows)  # five breakdowns of the one, four of the other


def test_who_counts_in_neither_return_is_listed_with_the_reason():
    drawn = of("cme", on_roll="Yes")
    drawn.spell("bob", "cme", "2026-09-01", **MISSING | {"date_of_birth": date(2021, 10, 1)})
    drawn.spell("cat", "cme", "2026-09-01", **MISSING | {"provision": "Alternative provision"})
    drawn.spell("dan", "cme", "2026-09-01", **MISSING)
    drawn.spell("dan", "ehe", "2026-09-01", **CHILD)
    drawn.spell("eve", "cme", "2026-09-01", **MISSING | {"category": "At risk"})
    rows = RETURN.list(drawn.world(), Question(CENSUS), "not_counted", detail=True)

    assert {
        "ann": "On the roll of a school",
        "bob": "Not of compulsory school age",
        "cat": "In education: Alternative provision",
        "dan": "Counted as CME",
        "eve": "At risk, not missing",
    } == {row["child"]: row["why"] for row in rows}
