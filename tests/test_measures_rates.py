"""Caseload for each 100 children who live in a borough."""

from datetime import date

import pytest

from cme_data.measures import MEASURES, Question
from tests.fake_world import Drawn

RATES = MEASURES["rates"]
DAY = date(2026, 11, 20)
KINGSTON, RICHMOND = "Kingston upon Thames", "Richmond upon Thames"


def aged(*birth_days, register="cme", borough=KINGSTON):
    drawn = Drawn()
    for number, born in enumerate(birth_days):
        drawn.spell(f"c{number}", register, "2026-09-01", borough=borough, date_of_birth=date.fromisoformat(born))
    return drawn


def test_only_children_aged_5_to_16_on_the_day_count():
    drawn = aged(
        "2021-11-20",  # five today
        "2021-11-21",  # not counted: five tomorrow
        "2009-11-21",  # sixteen, for the last day
        "2009-11-20",  # not counted: seventeen today
        "2020-02-29",
    )

    assert [{"borough": KINGSTON, "children": 3, "population": None, "rate": None}] == (
        RATES.count(drawn.world(), Question(DAY)).rows)


@pytest.mark.parametrize(("years", "population", "rate"), [
    ([], None, None),
    ([(2025, 100), (2026, 400), (2027, 200)], 400, 0.3),  # the newest year not after the day's; 0.25 goes up
    ([(2025, 100)], 100, 1.0),
    ([(2027, 200)], None, None),
])  # fmt: skip
def test_the_population_is_that_of_the_newest_year_by_then(years, population, rate):
    table = tuple((KINGSTON, year, number) for year, number in years)

    counted = RATES.count(aged("2015-01-01").world(), Question(DAY, population=table)).one

    assert {"borough": KINGSTON, "children": 1, "population": population, "rate": rate} == counted


@pytest.mark.parametrize(("children", "population", "rate"), [(1, 2000, 0.1), (3, 2000, 0.2), (1, 2001, 0.0), (7, 3, 233.3)])
def test_a_half_goes_up_at_one_decimal(children, population, rate):
    drawn = aged(*["2015-01-01"] * children)

    counted = RATES.count(drawn.world(), Question(DAY, population=((KINGSTON, 2026, population),))).one

    assert rate == counted["rate"]


def test_rows_are_boroughs_whatever_the_registers():
    drawn = aged("2015-01-01", "2016-01-01")
    drawn.spell("c0", "ehe", "2026-09-01", borough=RICHMOND, date_of_birth=date(2015, 1, 1))
    drawn.spell("c1", "ehe", "2026-09-01", borough=KINGSTON, date_of_birth=date(2016, 1, 1))  # once in a borough
    world = drawn.world()

    def rows(**filters):
        return [(row["borough"], row["children"]) for row in RATES.count(world, Question(DAY, filters=filters)).rows]

    assert [(KINGSTON, 2), (RICHMOND, 1)] == rows()
    assert [(KINGSTON, 1), (RICHMOND, 1)] == rows(register=("ehe",))
    assert [] == rows(register=("pru",))
    assert [("cme", KINGSTON, 2), ("ehe", KINGSTON, 1), ("ehe", RICHMOND, 1)] == [
        tuple(row.values())[:3] for row in RATES.count(world, Question(DAY, by=("register",))).rows
    ]
    assert [("c0", KINGSTON), ("c1", KINGSTON), ("c0", RICHMOND)] == [
        (row["child"], row["borough"]) for row in RATES.list(world, Question(DAY))]
