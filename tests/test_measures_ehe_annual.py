"""The annual EHE items: the cases people argue about, each with a year of its own."""

from datetime import date
from typing import Any

import pytest

from cme_data.measures import MEASURES, Question
from tests.fake_world import Drawn

ANNUAL = MEASURES["ehe_annual"]
YEAR = {"as_at": date(2026, 8, 31), "start": date(2025, 9, 1), "end": date(2026, 8, 31)}
KINGSTON = "Kingston upon Thames"
CHILD: dict[str, Any] = {"borough": KINGSTON, "date_of_birth": date(2014, 5, 5)}


def counted(drawn: Drawn, **question: Any) -> dict[str, int]:
    """The items of Kingston that count anybody."""
    drawn.upload("ehe", "2026-03-01")
    rows = ANNUAL.count(drawn.world(), Question(**{**YEAR, **question})).rows
    return {
        row["item"]: row["child_count"] for row in rows if row["child_count"] and row["borough"] == KINGSTON
    }


def of(opened_on: str, closed_on: str | None = None, **columns: Any) -> Drawn:
    drawn = Drawn()
    drawn.spell("ann", "ehe", opened_on, closed_on, **{**CHILD, **columns})
    return drawn


@pytest.mark.parametrize(("opened", "closed", "items"), [
    ("2025-08-31", None, {"anytime"}),  # began the day before the year
    ("2025-09-01", None, {"anytime", "starts", "else_unk"}),
    ("2026-08-31", None, {"anytime", "starts", "else_unk"}),
    ("2026-09-01", None, set()),  # the next year's
    ("2025-01-01", "2025-08-31", set()),
    ("2025-01-01", "2025-09-01", {"anytime", "returns"}),  # left on the year's first day
])  # fmt: skip
def test_a_year_holds_its_first_and_its_last_day(opened, closed, items):
    found = counted(of(opened, closed, end_reason="Returned to school"))

    assert items == {name.split("_")[1] if "schtype" not in name else "else_unk" for name in found}


@pytest.mark.parametrize(("reason", "item"), [
    ("Returned to school", "ehe_returns_full_year"),
    ("Moved away", "ehe_leave"),
    ("Other", "ehe_leave"),
    ("Became CME", None),  # ended, and neither a return to school nor left
    ("Over compulsory school age", None),
    (None, None),
])  # fmt: skip
def test_how_home_education_ended(reason, item):
    found = counted(of("2025-01-01", "2026-02-02", end_reason=reason))

    assert {"ehe_anytime_full_year", item} - {None} == found.keys()


def test_an_end_that_nobody_explained_is_listed():
    drawn = of("2025-01-01", "2026-02-02")
    drawn.spell("bob", "ehe", "2025-01-01", dropped_on="2026-02-02", **CHILD)
    drawn.spell("cat", "ehe", "2025-01-01", "2026-02-02", **CHILD, end_reason="Became CME")
    rows = ANNUAL.list(drawn.world(), Question(**YEAR), "no_reason")

    assert ["ann", "bob"] == [row["child"] for row in rows]


def test_a_child_who_starts_twice_started_once_in_each_kind_of_setting():
    drawn = of("2025-09-10", "2025-10-10", previous_setting="Academy", end_reason="Moved away")
    drawn.spell("ann", "ehe", "2026-01-10", **CHILD, previous_setting="Special")

    assert {
        "ehe_anytime_full_year": 1,
        "ehe_starts_full_year": 1,
        "ehe_schtype_acad": 1,
        "ehe_schtype_spec": 1,
        "ehe_leave": 1,
    } == counted(drawn)


def test_notices_and_orders_count_once_a_day_of_a_child_and_not_by_child():
    notices = {
        "notice_437_on": date(2025, 9, 20),
        "sao_issued_on": date(2025, 10, 20),
        "sao_revoked_on": date(2026, 9, 2),
    }
    drawn = of("2025-01-01", "2025-10-10", **notices)
    drawn.spell("ann", "ehe", "2025-11-11", **CHILD, notice_437_on=date(2026, 1, 8))
    drawn.spell(
        "ann", "ehe", "2026-05-05", **CHILD, notice_437_on=date(2026, 1, 8)
    )  # the same one, listed again
    found = counted(drawn)

    assert (2, 1) == (found["ehe_section_437_full_year"], found["ehe_sao_issued_full_year"])
    assert "ehe_sao_revoked_full_year" not in found  # revoked in the next year
    assert 1 == found["ehe_anytime_full_year"]


@pytest.mark.parametrize(("born", "counts"), [
    (date(2021, 8, 31), True),
    (date(2021, 5, 5), True),  # of school age from 31 August 2026, the year's last day
    (date(2021, 9, 1), False),
    (date(2009, 9, 1), True),  # until 26 June 2026
    (date(2009, 8, 31), False),  # until 27 June 2025
])  # fmt: skip
def test_only_children_of_compulsory_school_age_count(born, counts):
    assert counts == bool(counted(of("2024-09-01", date_of_birth=born)))


def test_a_year_without_a_list_of_home_education_is_blank_and_one_with_a_list_is_0():
    drawn = Drawn()
    drawn.upload("ehe", "2024-03-01")
    drawn.upload("cme", "2026-03-01")
    before, there = (
        {row["child_count"] for row in ANNUAL.count(drawn.world(), Question(day, start=day, end=day)).rows}
        for day in (date(2026, 3, 1), date(2024, 3, 1))
    )

    assert ({None}, {0}) == (before, there)


def test_every_item_stands_for_each_borough():
    rows = ANNUAL.count(Drawn().world(), Question(**YEAR)).rows

    assert 2 * 18 == len(rows) == len({(row["item"], row["borough"]) for row in rows})
    assert {"child": 15, "notice": 1, "order": 2} == {
        per: sum(row["per"] == per for row in rows) / 2 for per in ("child", "notice", "order")
    }
