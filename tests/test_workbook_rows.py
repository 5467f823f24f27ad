"""Rows as services keep them: nothing is dropped in silence, and nothing is taken for what it is not."""

import datetime as dt

import pytest

from tests.workbook_files import ANN, ANN_IN_PRU, CHILD, PRU, pru, typed

BOB_IN_PRU = ("Jones", "Bob", *ANN_IN_PRU[2:])


def said(rows):
    """Level, rule, cell and value of every finding."""
    return [(f.level, f.rule, f.cell, f.value) for f in rows.findings]


def test_blank_rows_between_are_passed_over_and_numbers_stay_the_sheets():
    rows = typed(["Title"], PRU, [], ANN_IN_PRU, ["", " ", "\xa0"], [" "] * 6, BOB_IN_PRU)
    assert (rows.row_numbers, rows.findings) == ([4, 7], [])
    assert (rows.cell(1, "surname"), rows.raw(1, "surname")) == ("A7", "Jones")


def test_a_heading_in_mid_sheet_is_said_and_closes_nothing():
    rows = typed(PRU, ANN_IN_PRU, ["CLOSED"], BOB_IN_PRU)
    assert (rows.row_numbers, said(rows)) == ([2, 4], [("warning", "heading_row", "A3", "CLOSED")])
    assert rows.columns["left_on"] == [None, None]
    (finding,) = rows.findings
    assert finding.message == (
        "Sheet, cell A3: “CLOSED” stands alone here and was taken for a heading; row 4 under it is not thereby"
        " closed."
    )
    assert (
        finding.fix == "Give each row under it its own “Date left”, or complete the row if it is a child's."
    )


@pytest.mark.parametrize(
    "row",
    [
        ["Total: 2"], ["TOTAL", 2], ["Grand total", "", "2"], ["", "Total", 2, "45%"], ["Number of children", 2],
        ["Total", 2, 2, 2, 2, 2], ["Count", 2], ["Subtotal", 1],
    ],
)  # fmt: skip
def test_a_totals_row_is_passed_over_and_said(row):
    rows = typed(PRU, ANN_IN_PRU, BOB_IN_PRU, row)
    assert rows.row_numbers == [2, 3]
    assert [f.rule for f in rows.findings] == ["totals_row"]


def test_a_child_of_that_name_is_no_total():
    rows = typed(PRU, ["Total", *ANN_IN_PRU[1:]], ["Count", *ANN_IN_PRU[1:]])
    assert (rows.columns["surname"], rows.findings) == (["Total", "Count"], [])


def test_the_header_again_is_passed_over_and_said():
    loud = [heading.upper() + " " for heading in PRU]
    rows = typed(PRU, ANN_IN_PRU, PRU, BOB_IN_PRU, loud, [*PRU[:4], "", ""])
    assert rows.row_numbers == [2, 4]
    assert [(f.rule, f.row) for f in rows.findings] == [
        ("repeated_header", 3),
        ("repeated_header", 5),
        ("repeated_header", 6),
    ]


def test_both_rows_of_a_double_header_may_come_again():
    upper = ["Child", "", "", "", "Date", "Basis"]
    lower = ["Surname", "Forename", "DOB", "Borough", "admitted", ""]
    rows = typed(upper, lower, ANN_IN_PRU, upper, lower, BOB_IN_PRU)
    assert rows.row_numbers == [3, 6]
    assert [(f.rule, f.row) for f in rows.findings] == [("repeated_header", 4), ("repeated_header", 5)]


def test_rows_numbered_in_advance_are_said_once():
    rows = typed(["No.", *PRU], [1, *ANN_IN_PRU], [2], [3], [4])
    assert (rows.row_numbers, said(rows)) == ([2], [("warning", "nothing_read", "A3", None)])
    assert "and in 2 more rows, the last of them row 5" in rows.findings[0].message


def test_a_row_that_is_incomplete_stays_to_be_an_error():
    rows = typed(PRU, ["Smith", "Ann"], ["", "", dt.date(2014, 5, 5), "K"])
    assert (rows.row_numbers, rows.findings) == ([2, 3], [])


def test_a_meeting_may_be_a_date_alone():
    rows = typed(["Meeting date", "Chair"], [dt.date(2026, 9, 10)], ["24/09/2026"], ["ROME"])
    assert rows.columns["held_on"] == [dt.date(2026, 9, 10), dt.date(2026, 9, 24), None]
    assert said(rows) == [("error", "unreadable", "A4", "ROME")]


def test_cells_under_no_heading_are_said_once_a_column():
    rows = typed(
        [*PRU, "", "RAG"], [*ANN_IN_PRU, "", "red"], [*BOB_IN_PRU, "note", "red"], [*BOB_IN_PRU, "note", ""]
    )
    assert rows.match.unmatched == ["RAG"]
    assert said(rows) == [("warning", "no_heading", "G3", "note")]
    assert "column G has no heading, so its 2 cells from here on were not read" in rows.findings[0].message


def test_an_unreadable_cell_is_an_error_where_it_is_required_and_else_counts_as_not_recorded():
    rows = pru("Hours", "tbc", date_of_birth="31/02/2014", borough="Surrey")
    assert said(rows) == [
        ("error", "unreadable", "C2", "31/02/2014"),
        ("error", "unreadable", "D2", "Surrey"),
        ("warning", "unreadable", "G2", "tbc"),
    ]
    assert rows.columns["hours_per_week"] == rows.columns["date_of_birth"] == [None]
    birth, _, hours = rows.findings
    assert birth.message == (
        "Sheet, cell C2, Date of birth: “31/02/2014” stands here; a date such as 31/08/2011 was expected."
    )
    assert birth.fix == "Write a date such as 31/08/2011: until then the row is kept out."
    assert hours.fix == (
        "Write hours a week as a number, such as 12.5, or leave the cell empty: until then it counts as not recorded."
    )


def test_dates_four_ways_in_one_column():
    rows = pru("Date left", dt.date(2026, 10, 1), 46296, "1/10/26", "1st Oct 2026", "2026-10-01 00:00:00", "")
    assert rows.columns["left_on"] == [dt.date(2026, 10, 1)] * 5 + [None]
    assert rows.findings == []


def test_ft_is_25_hours_with_a_warning():
    rows = pru("Hrs pw", "FT", 25, "25")
    assert rows.columns["hours_per_week"] == [25.0] * 3
    assert said(rows) == [("warning", "full_time", "G2", "FT")]
    assert rows.findings[0].message.endswith("it was read as 25 hours, though no number stands there.")


def test_a_plan_column_answered_no_says_why_it_was_not_read():
    rows = pru("EHCP", "Y", "N")
    assert rows.columns["sen"] == ["EHC plan", None]
    assert "under the heading “EHCP” it does not say which sen provision" in rows.findings[0].message


EHE = (*CHILD, "Date EHE started")
ANN_AT_HOME = (*ANN, dt.date(2026, 9, 7))


def test_a_blank_that_counts_for_something_worth_a_word_is_said():
    rows = typed([*EHE, "Reason"], [*ANN_AT_HOME, ""], [*ANN_AT_HOME, "Lifestyle choice"])
    assert rows.columns["reason"][0] == "No reason given"
    assert said(rows) == [("warning", "blank_counts", "F2", None)]
    assert (
        rows.findings[0].message
        == "Sheet, cell F2, Reason: an empty cell stands here; it counts as No reason given."
    )
    rows = typed(EHE, ANN_AT_HOME, ANN_AT_HOME)
    assert (rows.columns["reason"], said(rows)) == (
        ["No reason given"] * 2,
        [("warning", "blank_counts", None, None)],
    )


def test_columns_the_sheet_has_not_are_blank_and_every_column_is_there():
    rows = pru()
    assert rows.columns["hours_per_week"] == [None]
    assert rows.columns["sex"] == ["Unknown"]
    frame = rows.frame()
    assert list(frame.columns) == list(rows.columns)
    assert list(frame.index) == [2]
    assert (str(frame.dtypes["admitted_on"]), str(frame.dtypes["hours_per_week"])) == (
        "datetime64[us]",
        "float64",
    )


@pytest.mark.parametrize(
    ("heading", "written", "surname", "forename"),
    [
        ("Name", "SMITH, Ann", "SMITH", "Ann"),
        ("Name", "Smith,Ann Mary", "Smith", "Ann Mary"),
        ("Name", "Garcia Lopez, Maria Jose", "Garcia Lopez", "Maria Jose"),
        ("Name", "Ann Smith", "Smith", "Ann"),
        ("Name", "SMITH Ann Mary", "SMITH", "Ann Mary"),
        ("Name", "Ann Mary SMITH-JONES", "SMITH-JONES", "Ann Mary"),
        ("Name", "DE SOUZA Maria", "DE SOUZA", "Maria"),
        ("Name", "Sean O'BRIEN", "O'BRIEN", "Sean"),
        ("Name", "McDONALD Ian", "McDONALD", "Ian"),
        ("Name", "SMITH,\nAnn", "SMITH", "Ann"),
        ("Surname, forename", "Smith Ann", "Smith", "Ann"),
        ("Surname, forename", "SMITH ANN", "SMITH", "ANN"),
        ("Name", "Null, True", "Null", "True"),
    ],
)
def test_one_name_column_is_split(heading, written, surname, forename):
    rows = typed([heading, *PRU[2:]], [written, *ANN_IN_PRU[2:]])
    assert (rows.columns["surname"], rows.columns["forename"]) == ([surname], [forename])
    assert rows.findings == []


@pytest.mark.parametrize(
    "written",
    [
        "Cher",
        "Ann Mary Smith",
        "Anna van der Berg",
        "SMITH ANN",
        "AJ Smith",
        "NG Wei",
        "Smith,",
        "Smith, Ann, Mary",
        "?",
    ],
)
def test_a_name_whose_parts_are_not_certain_is_an_error(written):
    rows = typed(["Name", *PRU[2:]], [written, *ANN_IN_PRU[2:]])
    assert said(rows) == [("error", "unreadable", "A2", written)]


@pytest.mark.parametrize(
    "written",
    ["Ann & Bob Smith", "Ann and Bob Smith", "SMITH, Ann + Bob", "Ann Smith; Bob Smith", "Ann Smith\nBob Smith",
     "Ann Smith, Bob Smith", "SMITH, Ann / Bob"],
)  # fmt: skip
def test_siblings_in_one_cell_are_an_error_that_says_to_split(written):
    rows = typed(["Name", *PRU[2:]], [written, *ANN_IN_PRU[2:]])
    assert said(rows) == [("error", "siblings", "A2", written)]
    assert rows.findings[0].fix.startswith("Give each child a row")
    assert rows.columns["surname"] == rows.columns["forename"] == [written]  # something stands there


@pytest.mark.parametrize(
    "forename", ["Ann & Bob", "Ann, Bob", "Ann/Bob", "Ann\nBob", "Ann AND Bob", "Ann;Bob"]
)
def test_siblings_in_a_forename_cell_are_an_error(forename):
    assert said(pru(forename=forename)) == [("error", "siblings", "B2", forename)]


@pytest.mark.parametrize(
    "name", ["Anne-Marie", "Sandy", "Andrew", "D'Andre", "2/3", "Ann (Annie)", "Null", "None"]
)
def test_a_name_of_one_child_is_left_as_it_is(name):
    rows = pru(forename=name, surname=name)
    assert (rows.columns["forename"], rows.columns["surname"], rows.findings) == ([name], [name], [])


def test_the_name_of_an_action_need_not_be_certain():
    rows = typed(
        ["Action number", "Name", "UPN", "Date agreed", "Action", "Service", "Due date", "Status"],
        ["1", "Ann Mary Smith", "F314999926001", dt.date(2026, 9, 7), "Visit", "EWS", "21/09/2026", "Open"],
    )
    assert said(rows) == [("warning", "unreadable", "B2", "Ann Mary Smith")]
    assert (rows.columns["surname"], rows.columns["forename"]) == ([None], [None])
