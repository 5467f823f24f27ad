"""Whatever people make of a list: what is read is what they meant, or a finding names the cell."""

import datetime as dt
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cme_data.examine import examine
from schemas import REGISTERS
from tests.builders import a_row
from tests.faults import FAULTS
from tests.messes import MESSES
from tests.messy_lists import Kept, clean_list
from tests.messy_outcomes import AS_AT, outcome
from tests.messy_strategies import STACKS, clean_lists, messy_lists
from tests.second_pass import sent_twice
from tests.workbook_files import ANN_IN_PRU, PRU, xlsx


def a_list(register: str, rows: int = 12) -> Kept:
    """So many children on a register, with all its required columns and some that messes are made in."""
    declared = REGISTERS[register]
    more = {
        "upn": "F314999926001", "record_number": "90210", "sex": "Female", "year_group": "Year 7",
        "hours_per_week": 12.5, "surname": "Smith", "forename": "Ann", "date_of_birth": dt.date(2014, 5, 5),
    }  # fmt: skip
    row = a_row(register) | {name: value for name, value in more.items() if name in declared.names}
    if "action_id" in row:
        return clean_list(register, [row | {"action_id": f"A{i}"} for i in range(rows)], list(row))
    if register == "meetings":
        dates = [
            row | {"held_on": dt.date(2026, 1, 1) + dt.timedelta(days=14 * i), "chair": "A. Chair"}
            for i in range(rows)
        ]
        return clean_list(register, dates, ["held_on", "chair"])
    return clean_list(register, [dict(row) for _ in range(rows)], list(row))


@pytest.mark.parametrize("mess", MESSES)
def test_each_mess_alone_is_read_through_on_every_register(mess):
    for register in REGISTERS:
        kept = a_list(register)
        MESSES[mess](kept, Random(f"{mess} {register}"))

        found = outcome(kept)

        assert (register, found.wrong, found.asked) == (register, [], [])
        assert found.counts["matched"] == found.counts["columns"] > 1
        assert found.counts["rows"] == 12
        # Of a second table under the list, and where one cell may be a whole row, a person is asked.
        if mess != "table below" and register != "meetings":
            assert found.counts["rows asked about"] == 0


@settings(max_examples=60)
@given(messy_lists())
def test_what_comes_out_is_what_went_in_or_a_finding_names_the_cell(kept):
    assert outcome(kept).wrong == []


@settings(max_examples=25)
@given(
    clean_lists(),
    STACKS,
    st.sets(st.sampled_from(list(FAULTS)), min_size=1, max_size=6),
    st.integers(0, 2**32),
)
def test_a_list_mended_as_its_findings_ask_has_no_fault_that_it_had_not_before(kept, messes, faults, seed):
    assert sent_twice(kept, sorted(messes), sorted(faults), Random(seed)).after == []


def said(*rows) -> list[tuple[str, str | None, str]]:
    """Level, cell and message of all that is said of a unit's list."""
    (sheet,) = examine(xlsx(rows), "list.xlsx", as_at=AS_AT, today=AS_AT, register="pru").sheets
    return [(f.rule, f.cell, f.message) for f in sheet.problems]


BOB_IN_PRU = ("Jones", "Bob", *ANN_IN_PRU[2:])


def test_a_missing_heading_hides_neither_faulty_cells_nor_another_heading():
    without_borough = ("Surname", "Forename", "Date of birth", "Place", "Date admitted", "Basis")
    found = said(without_borough, ("Smith", "Ann", "31/02/2014", "K", "tbc", "Medical"))

    assert [(rule, cell) for rule, cell, _ in found] == [
        ("column_missing", None), ("unreadable", "E2"), ("unreadable", "C2"),
    ]  # fmt: skip


def test_a_heading_that_is_nearly_right_is_asked_about_with_the_faults_under_it():
    found = said((*PRU[:4], "Date admited", "Basis"), (*ANN_IN_PRU[:4], "tbc", "Medical"))

    assert [(rule, cell) for rule, cell, _ in found] == [("column_missing", None), ("unreadable", "E2")]


def test_of_two_columns_headed_alike_the_faults_of_each_are_said():
    found = said((*PRU, "Admission date"), (*ANN_IN_PRU[:4], "tbc", "Medical", "n/k"))

    assert [(rule, cell) for rule, cell, _ in found] == [
        ("column_twice", "G1"), ("unreadable", "E2"), ("unreadable", "G2"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["CLOSED"], BOB_IN_PRU], "row 3 under it is not thereby closed"),
        (
            [["Left the unit"], BOB_IN_PRU, ANN_IN_PRU, ["Kingston"], BOB_IN_PRU],
            "the 2 rows from 3 to 4 under it are not thereby closed",
        ),
        ([["Kingston"], BOB_IN_PRU, ["CLOSED"]], "row 3 under it is read without it"),
        ([["September 2026"]], "no row stands under it"),
    ],
)
def test_a_heading_among_the_rows_names_the_rows_under_it(rows, told):
    found = [message for rule, cell, message in said(PRU, *rows) if cell == "A2"]

    assert [told in message for message in found] == [True], found


def test_a_month_over_some_rows_is_a_heading_and_a_sum_without_a_word_is_no_child():
    found = said(
        (*PRU, "Hours per week"), (dt.date(2026, 9, 1),), (*ANN_IN_PRU, 10), ("", "", "", "", "", "", 10), ("F314999926001",),
    )  # fmt: skip

    assert [(rule, cell) for rule, cell, _ in found] == [
        ("heading_row", "A2"),
        ("nothing_read", "G4"),
        ("heading_row", "A5"),
    ]


def test_a_upn_alone_is_a_child_of_whom_all_else_is_missing():
    (sheet,) = examine(
        xlsx([("UPN", *PRU), ("", *ANN_IN_PRU), ("F314999926001",)]), "list.xlsx", as_at=AS_AT, today=AS_AT
    ).sheets

    assert (sheet.rows, sheet.passed) == (2, 1)


@pytest.mark.parametrize("names", ["Ann & Bob", "Ann, Bob", "Ann/Bob", "Ann and Bob"])
def test_siblings_in_one_cell_are_an_error_that_says_to_split_them(names):
    (sheet,) = examine(
        xlsx([PRU, ("Smith", names, *ANN_IN_PRU[2:])]), "list.xlsx", as_at=AS_AT, today=AS_AT
    ).sheets
    (finding,) = sheet.problems

    assert (finding.level, finding.rule, finding.cell) == ("error", "siblings", "B2")
    assert "Give each child a row" in finding.fix


def test_two_header_rows_of_which_the_lower_heads_one_column():
    kept = a_list("meetings", rows=2)
    kept.groups, kept.headings = ["Meeting date", ""], ["", "Chair"]

    assert (outcome(kept).wrong, outcome(kept).counts["matched"]) == ([], 2)


def test_a_question_mark_for_a_name_that_is_not_known_is_no_name():
    (sheet,) = examine(
        xlsx([("Name", *PRU[2:]), ("Smith, ?", *ANN_IN_PRU[2:])]), "list.xlsx", as_at=AS_AT, today=AS_AT
    ).sheets

    assert [(f.level, f.rule, f.cell) for f in sheet.problems] == [("error", "unreadable", "A2")]


def test_headings_that_lack_a_column_are_not_left_for_fuller_ones_further_down():
    lacking = (*PRU[:4], "Began", "Basis")
    (sheet,) = examine(
        xlsx([lacking, ANN_IN_PRU, ANN_IN_PRU, PRU, BOB_IN_PRU]),
        "PRU.xlsx",
        as_at=AS_AT,
        today=AS_AT,
        register="pru",
    ).sheets

    assert (sheet.header_row, sheet.rows) == (1, 3)
    assert [(f.rule, f.column or f.cell) for f in sheet.problems] == [
        ("column_missing", "admitted_on"), ("repeated_header", "A4"),
    ]  # fmt: skip


def test_rows_above_the_headings_that_are_as_full_as_a_childs_are_an_error():
    found = said(("Family", "Given", "Born", "Where", "When", "Why"), ANN_IN_PRU, ANN_IN_PRU, PRU, BOB_IN_PRU)

    assert [(rule, cell) for rule, cell, _ in found] == [("above_headings", "A2")]
    assert "the 2 rows from 2 to 3 above the headings in row 4" in found[0][2]


def test_of_two_alike_neither_is_chosen_for_the_title_over_one_of_them():
    (sheet,) = examine(
        xlsx([("Malden Oaks",), (*PRU, "", "Basis"), (*ANN_IN_PRU, "", "?")]),
        "PRU.xlsx",
        as_at=AS_AT,
        today=AS_AT,
    ).sheets

    assert next((f.rule, f.cell) for f in sheet.problems) == ("column_twice", "H2")
    assert sheet.valid is None


def test_a_surname_in_capitals_may_end_in_a_letter_that_has_none():
    (sheet,) = examine(
        xlsx([("Name", *PRU[2:]), ("WEIß Ann", *ANN_IN_PRU[2:])]), "list.xlsx", as_at=AS_AT, today=AS_AT
    ).sheets

    assert sheet.valid is not None
    assert [sheet.valid.typed.columns[name] for name in ("surname", "forename")] == [["WEIß"], ["Ann"]]
