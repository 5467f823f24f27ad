"""The other measures over time."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from cme_data.dimensions import DIMENSIONS
from cme_data.measures import MEASURES, Question
from tests.fake_world import Drawn, anything

TREND = MEASURES["trend"]
FIGURES = ("caseload", "below_25", "overdue", "joined", "left")


def autumn(every="month", *by, **filters):
    return Question(date(2026, 12, 31), by, filters, date(2026, 9, 1), date(2026, 11, 20), every)


def uploaded(drawn, *days, register="cme"):
    drawn.upload(register, *days)
    return drawn


def column(drawn, name, question):
    return [row[name] for row in TREND.count(drawn.world(), question).rows]


def test_a_row_a_period_and_the_last_one_ends_where_the_question_does():
    rows = TREND.count(Drawn().world(), autumn()).rows

    assert ["period", "start", "end", *FIGURES] == list(rows[0])
    assert [("2026-09", date(2026, 9, 1), date(2026, 9, 30)), ("2026-10", date(2026, 10, 1), date(2026, 10, 31)),
            ("2026-11", date(2026, 11, 1), date(2026, 11, 20))] == [
                (row["period"], row["start"], row["end"]) for row in rows]


def test_stock_is_as_at_the_end_and_flow_is_over_the_period():
    drawn = uploaded(Drawn(), "2026-09-30", "2026-10-30", "2026-11-20")
    drawn.spell("ann", "cme", "2026-08-01", "2026-10-31", hours_per_week=10.0)  # on the closing day the child has left
    drawn.spell("bob", "cme", "2026-09-30", hours_per_week=25.0, later={"2026-10-30": {"hours_per_week": 5.0}})
    drawn.spell("cas", "cme", "2026-10-02", "2026-10-20")  # came and went within a period
    drawn.spell("ann", "actions", "2026-09-01", "2026-11-20", due_on=date(2026, 9, 29))
    rows = TREND.count(drawn.world(), autumn()).rows

    assert [
        {"caseload": 2, "below_25": 1, "overdue": 1, "joined": 1, "left": 0},
        {"caseload": 1, "below_25": 1, "overdue": 1, "joined": 1, "left": 2},
        {"caseload": 1, "below_25": 1, "overdue": 0, "joined": 0, "left": 0},
    ] == [{name: row[name] for name in FIGURES} for row in rows]


def test_a_child_whose_spells_overlap_is_one_child_throughout():
    drawn = uploaded(Drawn(), "2026-09-30", "2026-10-30", "2026-11-20")
    drawn.spell("ann", "cme", "2026-08-01", "2026-10-10", borough="Out of borough", hours_per_week=1.0)
    drawn.spell("ann", "pru", "2026-09-10", "2026-11-10", borough="Out of borough", hours_per_week=25.0)
    drawn.spell("ann", "medical_tuition", "2026-10-20", borough="Out of borough", hours_per_week=2.0,
                later={"2026-11-15": {"borough": "Kingston upon Thames"}})

    assert [1, 1, 1] == column(drawn, "caseload", autumn())
    assert [0, 0, 1] == column(drawn, "below_25", autumn())  # the largest hours count
    assert [
        ("Kingston upon Thames", "2026-11", 1, 1, 0),
        ("Out of borough", "2026-09", 1, 0, 0),
        ("Out of borough", "2026-10", 1, 0, 1),
        ("Out of borough", "2026-11", 0, 0, 1),  # nobody is there, but a spell there has ended
    ] == [
        (row["borough"], row["period"], row["caseload"], row["below_25"], row["left"])
        for row in TREND.count(drawn.world(), autumn("month", "borough")).rows
    ]


def test_a_month_without_an_upload_is_blank_and_a_fortnight_carries_on():
    drawn = uploaded(Drawn(), "2026-10-01")
    drawn.spell("ann", "cme", "2026-08-01")

    assert [None, 1, None] == column(drawn, "caseload", autumn("month"))
    assert [None] * 2 + [1] * 4 == column(drawn, "caseload", autumn("fortnight"))[0:6]
    blank = TREND.count(drawn.world(), autumn("month")).rows[0]
    assert [None] * 5 == [blank[name] for name in FIGURES]  # not 0


def test_only_uploads_of_the_registers_asked_for_are_data():
    drawn = uploaded(Drawn(), "2026-09-15")
    uploaded(drawn, "2026-10-15", register="ehe")
    uploaded(drawn, "2026-11-15", register="actions")  # no data for a caseload
    drawn.spell("ann", "cme", "2026-08-01")

    assert [1, 1, None] == column(drawn, "caseload", autumn())
    assert [1, None, None] == column(drawn, "caseload", autumn(register=("cme",)))


def test_the_register_filter_does_not_touch_overdue():
    drawn = uploaded(Drawn(), "2026-09-30", register="ehe")
    drawn.spell("ann", "actions", "2026-09-01", due_on=date(2026, 9, 10))

    assert [1, None, None] == column(drawn, "overdue", autumn(register=("ehe",)))


def test_a_group_has_a_row_where_there_is_something_to_say_or_nothing_is_known():
    drawn = uploaded(Drawn(), "2026-09-30", "2026-11-20")
    drawn.spell("ann", "cme", "2026-08-01", "2026-10-10", category="At risk")
    drawn.spell("bob", "cme", "2026-08-01", category="Missing - located")

    assert [
        ("At risk", "2026-09", 1, None),
        ("At risk", "2026-10", None, None),  # blank: nothing was uploaded, so nobody can say it was empty
        ("Missing - located", "2026-09", 1, None),
        ("Missing - located", "2026-10", None, None),
        ("Missing - located", "2026-11", 1, None),
    ] == [  # no overdue: an action has no category
        (row["category"], row["period"], row["caseload"], row["overdue"])
        for row in TREND.count(drawn.world(), autumn("month", "category")).rows
    ]


def test_a_year_group_worked_out_from_the_birth_date_moves_up_in_september():
    drawn = uploaded(Drawn(), "2026-07-15", "2026-08-15", "2026-09-15")
    drawn.spell("ann", "cme", "2026-07-01", date_of_birth=date(2015, 8, 31))
    asked = Question(date(2026, 9, 30), ("year_group",), {}, date(2026, 7, 1), date(2026, 9, 30), "month")

    assert [("2026-07", "Year 6"), ("2026-08", "Year 6"), ("2026-09", "Year 7")] == [
        (row["period"], row["year_group"]) for row in TREND.count(drawn.world(), asked).rows]
    primary = replace(asked, by=(), filters={"phase": ("primary",)})
    assert [1, 1, 0] == column(drawn, "caseload", primary)


def test_the_list_is_the_caseload_of_each_period():
    drawn = uploaded(Drawn(), "2026-09-30", "2026-11-20")
    drawn.spell("ann", "cme", "2026-08-01", "2026-10-10")
    drawn.spell("bob", "cme", "2026-08-01")
    world = drawn.world()

    assert [("2026-09", "ann"), ("2026-09", "bob"), ("2026-11", "bob")] == [
        (row["period"], row["child"]) for row in TREND.list(world, autumn())]
    assert [] == TREND.list(world, autumn(), "joined")
    assert [] == TREND.list(world, autumn("month", "register"), "overdue")


# Against the measures it repeats, on worlds of no particular sense.

BEHIND = {"caseload": ("caseload", "children"), "below_25": ("hours", "below_25"), "overdue": ("actions", "overdue"),
          "joined": ("flows", "joined"), "left": ("flows", "left")}
FILTERS = ({}, {}, {"borough": ("Kingston upon Thames", None)}, {"phase": ("primary",)}, {"register": ("cme", "ehe")},
           {"lead_service": ("One",)}, {"year_group": ("Year 5", "Year 6")})


def a_question(dice):
    by = dice.sample(["borough", "phase", "category", "year_group", "register", "school", "sen"], dice.choice([0, 1, 1, 2]))
    start = date(2024, 9, 1) + timedelta(days=dice.randrange(300))
    end = start + timedelta(days=dice.randrange(1, 300))
    every = dice.choice(["fortnight", "month", "term", "half-year", "year"])
    return Question(end, tuple(by), dice.choice(FILTERS), start, end, every)


def one_by_one(world, question, span):
    """The figures of one period, by group, each asked of the measure it belongs to."""
    of_child = all(DIMENSIONS[name].of_child for name in question.by)
    asked = replace(question, as_at=span.end, start=span.start, end=span.end)
    found = {} if question.by else {(): {"overdue": 0}}
    for figure, (name, behind) in BEHIND.items():
        if figure == "overdue" and not of_child:
            continue
        for row in MEASURES[name].count(world, asked).rows:
            group = found.setdefault(tuple(row[by] for by in question.by), {})
            group[figure] = group.get(figure, 0) + row[behind]
    return {group: {name: figures.get(name, 0 if of_child or name != "overdue" else None) for name in FIGURES}
            for group, figures in found.items() if not question.by or any(figures.values())}


@pytest.mark.parametrize("seed", range(4))
def test_every_period_is_what_the_measures_say_one_by_one(seed):
    world, dice = anything(seed, children=30).world(), random.Random(seed)
    for _ in range(3):
        question = a_question(dice)
        counted = TREND.count(world, question)
        spans = TREND.periods(question)
        for span, is_known in zip(spans, TREND.known(world, question, spans), strict=True):
            rows = [row for row in counted.rows if row["period"] == span.label]
            if is_known:
                assert one_by_one(world, question, span) == {
                    tuple(row[by] for by in question.by): {name: row[name] for name in FIGURES} for row in rows}
            else:
                assert all(row[name] is None for row in rows for name in FIGURES)
        figure = dice.choice(FIGURES)
        assert len(TREND.list(world, question, figure)) == (counted.total(figure) or 0)
