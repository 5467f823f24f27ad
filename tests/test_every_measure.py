"""What must hold of every measure, and what each gives beside a slow and obvious second reading of the contract.

``CME_HYPOTHESIS=thorough`` draws many more worlds than the usual few.
"""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cme_data.dimensions import DIMENSIONS
from cme_data.measures import MEASURES
from cme_data.measures.measure import Question
from cme_data.settings import shipped
from cme_data.store import Store, World
from tests.alternative_spells import CHILD_REGISTERS, Known, Upload, known
from tests.comparing import A_BREAKDOWN, both
from tests.terms import KINGSTON, RICHMOND, TERMS
from tests.worlds import Seeded, a_world, send, telling_days, worlds

FEW = settings(
    max_examples=400 if os.environ.get("CME_HYPOTHESIS") == "thorough" else 15,
    deadline=None,
    suppress_health_check=list(HealthCheck),  # a whole store is built for each world: slow is as it should be
)
"""How many worlds are drawn."""

POPULATION = ((KINGSTON, 2025, 37), (RICHMOND, 2026, 3))
"""Few residents, so that the rates of a small world differ."""

START, DAY, END = date(2026, 7, 1), date(2026, 10, 7), date(2026, 10, 31)
SPLITS = [(name, by) for name, measure in MEASURES.items() for by in measure.dimensions]
COUNTED = [
    (name, figure.name) for name, measure in MEASURES.items() for figure in measure.figures if figure.where
]
OF_A_PERIOD = ("flows", "trend", "duration", "ehe_annual")
IN_SPELLS = {
    "actions": ("open", "overdue", "due_soon", "escalated"),
    "flows": ("opening", "joined", "left", "closing", "rejoined"),
    "duration": ("spells", "closed"),
    "clocks": ("count",),
    "gaps": ("count",),
}
IN_CHILDREN = {
    "caseload": ("children",),
    "hours": ("children", "not_recorded", "below_25"),
    "unknown": ("missing", "at_risk", "not_suitable"),
    "rates": ("children",),
    "dfe_return": ("child_count",),
    "ehe_annual": ("child_count",),
}


# What must hold of every measure, on one larger world.


@pytest.fixture(scope="module")
def town() -> Iterator[World]:
    """A world with two dozen children, the same every time."""
    store = Store.open(None)
    send(store, a_world(Seeded(29), most_children=24, most_sources=7))
    yield store.world()
    store.close()


def asked(name: str, **more: Any) -> Question:
    period = {"start": START, "end": END} if name in OF_A_PERIOD else {}
    every = {"every": "month"} if name == "trend" else {}
    return Question(**{"as_at": DAY, "population": POPULATION, **period, **every, **more})


@cache
def counted(world: World, name: str, question: Question) -> list[dict[str, Any]]:
    return MEASURES[name].count(world, question).rows


def figures(world: World, name: str, **more: Any) -> list[dict[str, Any]]:
    return counted(world, name, asked(name, **more))


def total(world: World, name: str, figure: str, **more: Any) -> int:
    if MEASURES[name].each and "by" not in more:
        return len(figures(world, name, **more))
    rows = figures(world, name, **more)
    return sum(row[figure] or 0 for row in rows if row.get("breakdown_topic", "Total") == "Total")


@pytest.mark.parametrize("name", MEASURES)
def test_the_town_has_something_to_count(town, name):
    by = MEASURES[name].own[0].dimension.name if MEASURES[name].each else None
    rows = figures(town, name, by=(by,) if by else ())
    assert any(cell for row in rows for cell in row.values() if isinstance(cell, int | float))


@pytest.mark.parametrize(("name", "by"), SPLITS)
def test_splitting_loses_no_one(town, name, by):
    carrying = [each for each in MEASURES[name].registers if each in DIMENSIONS[by].registers]
    only = {} if name == "actions" else {"filters": {"register": tuple(carrying)}}
    for figure in IN_SPELLS.get(name, ()):
        assert total(town, name, figure, by=(by,)) == total(town, name, figure, **only) or (
            name == "actions" and "actions" not in DIMENSIONS[by].registers and not DIMENSIONS[by].of_child
        )
    for figure in IN_CHILDREN.get(name, ()) if carrying else ():
        if name == "dfe_return":
            assert total(town, name, figure, **only) <= total(town, name, figure, by=(by,))
            continue  # a child missing by one register and home educated by another is in one return only
        groups = [row[figure] for row in figures(town, name, by=(by,))]
        whole = total(town, name, figure, **only)
        if name == "hours" and figure != "children":
            continue  # a child's hours in a group are those of its registers there
        assert max(groups, default=0) <= whole <= sum(groups)


@pytest.mark.parametrize(("name", "by"), SPLITS)
def test_only_declared_values_come_back_and_no_group_twice(town, name, by):
    groups = [
        (row.get("period"), row.get("borough"), *(row.get(each) for each in A_BREAKDOWN), row[by])
        for row in figures(town, name, by=(by,))
    ]

    assert len(groups) == len(set(groups))
    if DIMENSIONS[by].order:
        assert {value for *_, value in groups} <= {*DIMENSIONS[by].order, None}


@pytest.mark.parametrize(("name", "by"), SPLITS)
def test_a_filter_gives_the_figures_of_its_group(town, name, by):
    if name == "actions" and by == "register":
        pytest.skip("the filter register does not touch actions")
    groups = figures(town, name, by=(by,))
    for value in {row[by] for row in groups[:2]}:
        filtered = [row for row in figures(town, name, by=(by,), filters={by: (value,)}) if row[by] == value]
        group = [row for row in groups if row[by] == value]
        if name == "trend" and by == "register":  # the register asked for also says which periods are blank
            group, filtered = ([row for row in some if row["period"] in known_in(filtered)] for some in (group, filtered))
        assert filtered == group


def known_in(rows: list[dict[str, Any]]) -> set[str]:
    return {row["period"] for row in rows if row["caseload"] is not None}


@pytest.mark.parametrize(("name", "figure"), COUNTED)
def test_a_list_is_as_long_as_its_figure(town, name, figure):
    if name == "trend":
        pytest.skip("a list of a trend is that of its last period")
    rows = MEASURES[name].list(town, asked(name), figure)
    printed = {each.name for each in MEASURES[name].figures if each.printed}

    assert all({"child", "register", "opened_on", "closed_on"} <= row.keys() for row in rows)
    if figure in printed:
        assert len(rows) == total(town, name, figure)


@pytest.mark.parametrize("by", [(), *((name,) for name in MEASURES["flows"].dimensions)])
def test_whoever_was_there_or_came_left_or_is_there(town, by):
    for row in figures(town, "flows", by=by):
        assert row["opening"] + row["joined"] - row["left"] == row["closing"]


def test_a_trend_ends_where_the_flows_end_and_adds_up_to_them(town):
    for register in CHILD_REGISTERS:
        only = {"filters": {"register": (register,)}}
        (flows,) = figures(town, "flows", **only)
        fortnights = figures(town, "trend", every="fortnight", **only)
        assert sum(row["joined"] or 0 for row in fortnights) <= flows["joined"]
        assert fortnights[-1]["caseload"] == total(town, "caseload", "children", as_at=END, **only)


# Beside the second reading, on generated worlds.

SPLIT_BY = ("register", "borough", "year_group", "phase", "key_stage", "category", "referral_group", "reason")
SPLIT_BY += ("provision", "school", "lead_service", "sex", "sen", "social_care", "ethnicity")
NARROWED = (
    {},
    {"register": ("cme",)},
    {"register": ("medical_tuition", "ehe")},
    {"borough": (KINGSTON,)},
    {"phase": ("primary",), "sex": ("Female", "Unknown")},
    {"year_group": ("Year 6", "Year 7", "Reception")},
    {"lead_service": ("Holly School",)},
    {"sen": ("None", None)},
    {"social_care": ("Child in need",), "borough": (RICHMOND, "Out of borough")},
)


@FEW
@given(worlds(), st.data())
def test_every_measure_is_what_the_second_reading_says(world: tuple[Upload, ...], data: st.DataObject):
    compared(world, data)


@FEW
@given(worlds(ambiguous=True), st.data())
def test_and_so_it_is_where_rows_contradict_one_another(world: tuple[Upload, ...], data: st.DataObject):
    compared(world, data)


def compared(world: tuple[Upload, ...], data: st.DataObject) -> None:
    """Every measure of one world, as at and as known on days when mistakes show, split and narrowed in some way."""
    days = telling_days(world)
    known_days = [None, *sorted({each.as_at for each in world})]
    with Store.open(None) as store:
        send(store, world)
        for known_at in (None, data.draw(st.sampled_from(known_days), "known at")):
            told = known(world, known_at)
            for name in MEASURES:
                both(name, store.world(known_at), told, a_question(data, name, days))


def a_question(data: st.DataObject, name: str, days: list[date]) -> Question:
    first, last = sorted(data.draw(st.tuples(st.sampled_from(days), st.sampled_from(days)), "period"))
    question: dict[str, Any] = {
        "as_at": data.draw(st.sampled_from(days), "as at"),
        "by": tuple(data.draw(st.lists(st.sampled_from(SPLIT_BY), max_size=2, unique=True), "by")),
        "filters": data.draw(st.sampled_from(NARROWED), "filters"),
    }
    if name == "actions":
        question["by"] += data.draw(st.sampled_from(((), ("service", "owner"))), "of actions")
        question["filters"] = {key: value for key, value in question["filters"].items() if key != "register"}
    if MEASURES[name].each:
        question |= {"settings": data.draw(st.sampled_from((TERMS, shipped())), "terms")}
        own = [each.dimension.name for each in MEASURES[name].own]
        question["by"] += tuple(data.draw(st.lists(st.sampled_from(own), max_size=2, unique=True), "own"))
    if name in ("hours", "duration") and data.draw(st.booleans(), "bands"):
        question["by"] = (*question["by"][:1], "band")
    elif name in OF_A_PERIOD:
        question |= {"start": max(first, last - timedelta(days=730)), "end": last}
    if name == "trend":
        question["every"] = data.draw(
            st.sampled_from(("fortnight", "month", "term", "half-year", "year")), "every"
        )
    if name == "rates":
        question["population"] = POPULATION
    return Question(**question)


def test_the_second_reading_agrees_with_itself_where_nothing_is_known():
    assert known([]) == Known([], [])
