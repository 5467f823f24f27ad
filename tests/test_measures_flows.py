"""Who joined and who left."""

from datetime import date

import pytest

from cme_data.measures import MEASURES, Question
from tests.fake_world import Drawn

FLOWS = MEASURES["flows"]
SEPTEMBER = {"start": date(2026, 9, 1), "end": date(2026, 9, 30)}
FIGURES = ("opening", "joined", "left", "closing", "rejoined")


def asked(*by, **filters):
    return Question(date(2026, 11, 20), by, filters, **SEPTEMBER)


def flow(drawn, *by, **filters):
    (row,) = FLOWS.count(drawn.world(), asked(*by, **filters)).rows
    return {name: row[name] for name in FIGURES if row[name]}


@pytest.mark.parametrize(("opened", "closed", "figures"), [
    ("2026-08-31", None, {"opening", "closing"}),
    ("2026-09-01", None, {"joined", "closing"}),
    ("2026-09-30", None, {"joined", "closing"}),
    ("2026-10-01", None, None),  # after the period
    ("2026-08-01", "2026-08-31", None),  # closed the day before: not open then
    ("2026-08-01", "2026-09-01", {"opening", "left"}),  # the day before it was still open
    ("2026-08-01", "2026-09-30", {"opening", "left"}),
    ("2026-08-01", "2026-10-01", {"opening", "closing"}),
    ("2026-09-10", "2026-09-10", {"joined", "left"}),  # came and went on one day
    ("2026-09-30", "2026-09-30", {"joined", "left"}),
])  # fmt: skip
def test_a_spell_moves_as_its_days_say(opened, closed, figures):
    drawn = Drawn()
    drawn.spell("ann", "cme", opened, closed)
    rows = FLOWS.count(drawn.world(), asked()).rows

    assert ([figures] if figures else []) == [{name for name in FIGURES if row[name]} for row in rows]


def test_who_was_there_or_came_left_or_is_there():
    drawn = Drawn()
    for number, (opened, closed) in enumerate((
        ("2026-08-01", None), ("2026-08-01", "2026-09-05"), ("2026-09-02", "2026-09-02"), ("2026-09-02", None),
        ("2026-09-08", "2026-10-08"),
    )):  # fmt: skip
        drawn.spell(f"c{number}", "ehe", opened, closed)

    assert {"opening": 2, "joined": 3, "left": 2, "closing": 3} == flow(drawn)


@pytest.mark.parametrize(("left", "rejoined"), [
    ("2025-09-10", 1),  # 365 days before
    ("2025-09-09", 0),  # 366
    ("2026-09-10", 1),  # left and came back on one day
])  # fmt: skip
def test_whoever_comes_back_within_a_year_has_rejoined(left, rejoined):
    drawn = Drawn()
    drawn.spell("ann", "medical_tuition", "2025-01-01", left, provider="Malden Oaks")  # whatever the provider
    drawn.spell("ann", "medical_tuition", "2026-09-10")
    drawn.spell("ann", "cme", "2025-01-01", "2026-09-09")  # another register is no coming back

    assert rejoined == flow(drawn, register=("medical_tuition",)).get("rejoined", 0)


def test_it_is_the_latest_earlier_leaving_that_counts():
    drawn = Drawn()
    drawn.spell("ann", "cme", "2024-01-01", "2024-02-01")
    drawn.spell("ann", "cme", "2026-01-01", "2026-02-01")
    drawn.spell("ann", "cme", "2026-09-10", "2026-09-20")
    drawn.spell("bob", "cme", "2026-09-10", "2026-12-20")  # never left before

    assert {"joined": 2, "left": 1, "closing": 1, "rejoined": 1} == flow(drawn)


def test_without_a_split_there_is_a_row_for_each_register_that_has_an_upload():
    drawn = Drawn()
    drawn.spell("ann", "cme", "2026-09-10")
    drawn.upload("cme", "2026-09-30")
    drawn.upload("ehe", "2026-09-30")
    drawn.upload("actions", "2026-09-30")
    world = drawn.world()

    def registers(**filters):
        return [row["register"] for row in FLOWS.count(world, asked(**filters)).rows]

    assert ["cme", "ehe"] == registers()
    assert {"register": "ehe"} | dict.fromkeys(FIGURES, 0) == FLOWS.count(world, asked()).rows[1]
    assert ["cme"] == registers(register=("cme",))
    assert ["pru"] == registers(register=("pru",))  # asked for by name: a row, though nothing is known
    assert ["cme"] == registers(lead_service=("Team A",))  # home education has no lead service
    assert [] == registers(register=("ehe", "pru"), lead_service=("Team A",))


def test_groups_are_those_of_the_last_day_and_only_those_with_anyone():
    drawn = Drawn()
    drawn.spell("ann", "cme", "2026-08-01", category="At risk", later={"2026-09-30": {"category": "Missing - located"}})
    drawn.spell("bob", "cme", "2026-08-01", category="At risk", later={"2026-10-01": {"category": "Missing - located"}})
    drawn.spell("cas", "cme", "2026-10-05", category="Missing - not located")

    assert [("At risk", 1, 1), ("Missing - located", 1, 1)] == [
        (row["category"], row["opening"], row["closing"])
        for row in FLOWS.count(drawn.world(), asked("category")).rows]


def test_the_list_of_a_figure_is_its_spells():
    drawn = Drawn()
    drawn.spell("ann", "pru", "2026-09-10", "2026-09-11")
    drawn.spell("ann", "cme", "2026-09-10")
    drawn.spell("bob", "cme", "2026-01-10")

    assert [("cme", "ann"), ("pru", "ann")] == [
        (row["register"], row["child"]) for row in FLOWS.list(drawn.world(), asked(), "joined")]
    assert [{"child": "ann", "register": "pru", "opened_on": date(2026, 9, 10), "closed_on": date(2026, 9, 11)}] == (
        FLOWS.list(drawn.world(), asked(), "left"))
