"""What holds of every measure's declaration: its SQL, its dimensions, its figures, its handbook."""

from datetime import date

import pytest

from cme_data.dimensions import COMMON, DIMENSIONS, FILTERS, NOT_RECORDED
from cme_data.errors import CmeError, UnknownValue
from cme_data.measures import MEASURES, Question, handbook
from cme_data.measures.compose import ctes, staged
from cme_data.measures.hours import BAND as HOURS_BAND
from cme_data.measures.trend import TREND
from cme_data.settings import shipped
from tests.fake_world import Drawn

DAY = date(2026, 11, 20)
EMPTY = Drawn().world()


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_every_declared_dimension_is_a_column_of_the_set(measure):
    wanted = {*measure.dimensions, *FILTERS}
    parts = {**measure.cases(wanted), "staged": staged(wanted)}
    params = measure.params(Question(DAY)) | {"starts": [DAY], "ends": [DAY], "hours_registers": [], "full": 25.0}
    params |= {"run_first": [1], "run_after": [2], "run_day": [DAY]} | measure.found_out(EMPTY, Question(DAY))

    columns = {row["column_name"] for row in EMPTY.rows(f"DESCRIBE {ctes(parts)} SELECT * FROM staged", params)}

    assert wanted <= columns


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_its_sql_says_in_its_header_what_a_row_is(measure):
    header = measure.file.read_text(encoding="utf-8").split("SELECT")[0]

    assert header.startswith("-- ")
    assert "-- Grain: " in header
    assert "Parameter" in header


@pytest.mark.parametrize("part", [part for measure in MEASURES.values() for part in measure.parts],
                         ids=lambda part: part.name)
def test_each_of_its_parts_says_in_words_what_it_is_and_in_its_header_what_a_row_is(part):
    header = part.file.read_text(encoding="utf-8").split("SELECT")[0]

    assert part.label
    assert part.says(shipped()).endswith(".")
    assert header.startswith("-- ")
    assert "-- Grain: " in header


@pytest.mark.parametrize("measure", [measure for measure in MEASURES.values() if measure.parts],
                         ids=lambda measure: measure.name)
def test_every_file_beside_its_parts_is_one_of_them(measure):
    (folder,) = {part.folder for part in measure.parts}

    assert {part.file for part in measure.parts} == {*folder.glob("*.sql")}


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_it_declares_itself_in_full(measure):
    assert measure.title
    assert measure.definition.endswith(".")
    assert all(figure.label and (figure.where is None) != (figure.value is None) for figure in measure.figures)
    assert {name for name in measure.splits if measure.splits[name].label}


def test_the_handbook_is_current():
    assert handbook.is_current(), "run: python -m cme_data.measures"


def test_the_handbook_is_written_where_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(handbook, "README", tmp_path / "README.md")

    assert not handbook.is_current()
    handbook.write()
    assert handbook.is_current()


# Dimensions.


@pytest.mark.parametrize(("name", "registers"), [
    ("lead_service", {"cme"}),
    ("reason", {"cme", "ehe"}),
    ("provision", {"cme", "virtual_school"}),
    ("service", {"actions"}),
    ("phase", {"cme", "ehe", "medical_tuition", "pru", "virtual_school", "actions", "enquiries"}),
])  # fmt: skip
def test_a_dimension_knows_the_registers_that_carry_it(name, registers):
    assert registers == {*DIMENSIONS[name].registers}


def test_the_filters_of_the_command_line_are_dimensions_of_every_measure():
    assert {*FILTERS} <= {dimension.name for dimension in COMMON}


def test_values_sort_as_their_codelist_has_them_and_blanks_last():
    years, schools = DIMENSIONS["year_group"], DIMENSIONS["school"]

    assert ["Nursery", "Reception", "Year 2", "Year 10", None] == sorted(
        ["Year 10", None, "Reception", "Year 2", "Nursery"], key=years.rank)
    assert ["Ash", "Elm", None] == sorted(["Elm", None, "Ash"], key=schools.rank)


@pytest.mark.parametrize(("name", "said", "value"), [
    ("borough", "kingston", "Kingston upon Thames"),
    ("borough", "Atlantis", None),
    ("phase", "PRIMARY", "primary"),
    ("register", "Elective home education", "ehe"),
    ("year_group", "Y9", "Year 9"),
    ("lead_service", "Any team", "Any team"),
    ("sen", "not recorded", NOT_RECORDED),
])  # fmt: skip
def test_a_filter_is_read_in_the_words_people_use(name, said, value):
    assert value == DIMENSIONS[name].read(said)


def test_a_value_keeps_its_title_and_its_place_in_a_palette():
    category = DIMENSIONS["category"]

    assert "Not recorded" == category.title(None)
    assert "Elective home education" == DIMENSIONS["register"].title("ehe")
    assert [0, None] == [category.slot("At risk"), category.slot(None)]


# Questions that cannot be answered, and questions that would be answered wrongly if they were.


def test_a_dimension_that_a_measure_does_not_have_is_refused_by_name():
    with pytest.raises(UnknownValue, match="Caseload cannot be split by “owner”"):
        MEASURES["caseload"].count(EMPTY, Question(DAY, by=("owner",)))
    with pytest.raises(UnknownValue, match="narrowed by “surname"):
        MEASURES["caseload"].count(EMPTY, Question(DAY, filters={"surname = '' OR 1": ("x",)}))


def test_a_list_of_a_figure_that_cannot_be_listed_is_refused():
    with pytest.raises(UnknownValue, match="no list of “mean”"):
        MEASURES["hours"].list(EMPTY, Question(DAY), "mean")


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(CmeError, match="should not be before"):
        Question(DAY, start=DAY, end=date(2026, 11, 19))


def test_a_value_is_only_ever_a_value():
    drawn = Drawn()
    drawn.spell("ann", "cme", "2026-09-01", school="St John's")
    drawn.spell("bob", "cme", "2026-09-01", school="x') OR TRUE --")
    world = drawn.world()

    for school in ("St John's", "x') OR TRUE --"):
        asked = Question(DAY, filters={"school": (school,)})
        assert 1 == MEASURES["caseload"].count(world, asked).one["children"]


def test_a_question_is_the_same_however_its_filters_are_written():
    one = Question(DAY, filters={"sen": (None, "None"), "borough": ()}, by=("sex", "sex"))
    other = Question(DAY, filters={"sen": (NOT_RECORDED, "None")}, by=("sex",))

    assert one == other
    assert hash(one) == hash(other)


def test_the_period_is_the_academic_year_to_date_unless_it_is_given():
    assert (date(2026, 9, 1), DAY) == Question(DAY).period
    assert (date(2026, 9, 1), date(2026, 10, 1)) == Question(DAY, end=date(2026, 10, 1)).period
    assert (date(2026, 12, 1), date(2026, 12, 1)) == Question(DAY, start=date(2026, 12, 1)).period


# What every answer has.


def test_an_answer_says_what_was_asked_in_the_command_lines_words():
    counted = MEASURES["caseload"].count(EMPTY, Question(DAY, filters={"phase": ("primary",)}))

    assert {"measure": "caseload", "as_at": DAY, "known_at": None, "filters": {"phase": ["primary"]},
            "rows": [{"children": 0}]} == counted.as_json()
    assert "Children" == counted.labels["children"]


def test_a_total_leaves_blanks_out_and_is_blank_without_any_figure():
    drawn = Drawn()
    drawn.spell("ann", "cme", "2026-09-01", borough="Out of borough", hours_per_week=5.0)
    drawn.spell("bob", "cme", "2026-09-01", borough="Kingston upon Thames")
    counted = MEASURES["hours"].count(drawn.world(), Question(DAY, by=("borough",)))

    assert (2, 5.0) == (counted.total("children"), counted.total("mean"))
    assert MEASURES["trend"].count(EMPTY, Question(DAY)).total("caseload") is None


def test_a_world_without_uploads_has_nobody_in_it():
    zeros = {"caseload": {"children": 0}, "unknown": {"missing": 0, "at_risk": 0, "not_suitable": 0,
                                                      "median_days_unknown": None}}
    for name, row in zeros.items():
        assert row == MEASURES[name].count(EMPTY, Question(DAY)).one
    for name in ("flows", "rates"):
        assert [] == MEASURES[name].count(EMPTY, Question(DAY)).rows
    assert all(measure.list(EMPTY, Question(DAY)) == [] for measure in MEASURES.values())


def test_the_handbook_prints_every_band():
    assert "0.1–4.9" in HOURS_BAND.dimension.order
    assert {"service", "owner"} <= MEASURES["actions"].splits.keys()
    assert "band" not in TREND.splits
