"""A register is recognised by its headings, wherever they stand and however they are written."""

import datetime as dt

import pytest

from cme_data.workbook.headings import recognise
from schemas import REGISTERS
from tests.workbook_files import ANN_IN_PRU, PRU, sheet

DAY = dt.date(2026, 9, 7)
FULL = {
    name: tuple(column.label for column in register.columns) for name, register in REGISTERS.items()
}  # fmt: skip


def found(*rows, register=None, name="Sheet", provider=None):
    match = recognise(sheet(*rows, name=name), register, provider=provider)
    assert match is not None
    return match


@pytest.mark.parametrize("register", REGISTERS)
def test_every_register_is_told_by_its_own_headings_or_canonical_names(register):
    for headings in (FULL[register], REGISTERS[register].names):
        match = found(headings)
        assert (match.register, match.unmatched, match.findings) == (register, [], [])
        assert list(match.columns) == list(REGISTERS[register].names)
        assert tuple(match.headers.values()) == tuple(headings)


@pytest.mark.parametrize("register", REGISTERS)
def test_the_columns_a_register_needs_are_enough_in_any_order(register):
    needed = [c.label for c in REGISTERS[register].required]
    if register == "enquiries":
        needed += ["UPN"]
    match = found(needed[::-1], name=REGISTERS[register].sheet if register == "meetings" else "Sheet")
    assert (match.register, match.findings) == (register, [])


def test_one_heading_is_a_list_only_where_somebody_says_so():
    days = ["ROME 2026/27"], [], ["Panel date"], [DAY]
    assert recognise(sheet(*days, name="Notes")) is None
    assert recognise(sheet(["Surname"], ["Smith"]), "ehe") is None
    match = found(*days, register="meetings")
    assert (match.register, match.header_row, match.columns) == ("meetings", 3, {"held_on": 0})


def test_titles_above_and_columns_in_front_do_not_hide_a_header():
    match = found(["Malden Oaks"], [], ["As at", DAY], ["", "", *PRU], ["", "", *ANN_IN_PRU])
    assert (match.register, match.header_row, match.first_row) == ("pru", 4, 5)
    assert match.columns["surname"] == 2


def test_case_spaces_line_breaks_stars_and_hints_do_not_matter():
    written = ["SURNAME *", " first\nname(s)", "D.O.B. (dd/mm/yyyy)", "k/r", "Admitted\xa0 on", "BASIS:"]
    match = found(written)
    assert (match.register, match.unmatched, match.findings) == ("pru", [], [])
    assert match.headers["forename"] == "first name(s)"


def test_two_header_rows_are_read_together():
    match = found(
        ["PRU roll"],
        ["Child", "", "", "", "Date", "", "Hours", "Basis"],
        ["Surname", "Forename", "DOB", "Borough", "admitted", "excluded", "per week", ""],
        [*ANN_IN_PRU[:5], "", 5, "Medical"],
    )
    assert (match.register, match.header_row, match.first_row, match.header_rows) == ("pru", 3, 4, 2)
    assert (match.unmatched, match.findings) == ([], [])
    assert {name: match.columns[name] for name in ("admitted_on", "excluded_on", "hours_per_week", "basis")} == {
        "admitted_on": 4, "excluded_on": 5, "hours_per_week": 6, "basis": 7,
    }  # fmt: skip
    assert match.headers["admitted_on"] == "Date admitted"


def test_a_header_that_would_do_alone_is_read_with_the_row_under_it_where_that_heads_more():
    match = found([*PRU, "Review", ""], [*[""] * len(PRU), "last", "due"], ANN_IN_PRU)
    assert (match.header_row, match.header_rows, match.columns["review_due"]) == (2, 2, len(PRU) + 1)
    assert match.unmatched == ["Review last"]


def test_a_title_or_the_first_child_does_not_become_half_of_a_header():
    match = found(["Name of the unit: Malden Oaks"], PRU, ANN_IN_PRU, PRU)
    assert (match.header_row, match.first_row, match.header_rows) == (2, 3, 1)


@pytest.mark.parametrize("heading", ["Name", "Child's name", "Pupil", "Surname, Forename", "NAME OF CHILD"])
def test_one_column_may_hold_both_names(heading):
    match = found([heading, *PRU[2:]])
    assert match.columns["surname"] == match.columns["forename"] == 0
    assert (match.headers["surname"], match.unmatched, match.findings) == (heading, [], [])


def test_a_name_column_beside_surname_and_forename_is_not_read():
    match = found([*PRU, "Name"])
    assert (match.columns["surname"], match.columns["forename"], match.unmatched) == (0, 1, ["Name"])


def test_the_childs_columns_are_told_from_a_siblings():
    match = found(
        ["Child", "", "", "", "", "", "Sibling", ""],
        [*PRU, "Surname", "Forename"],
    )
    assert (match.columns["surname"], match.columns["forename"]) == (0, 1)
    assert (match.unmatched, match.findings) == (["Sibling Surname", "Sibling Forename"], [])


@pytest.mark.parametrize(
    "headings", [[*PRU, "Date of birth "], [*PRU, "School", "Current school"], [*PRU, "School name", "Base"]]
)
def test_two_headings_of_one_column_are_an_error_whichever_is_the_templates(headings):
    assert [(fault.level, fault.rule) for fault in found(headings).findings] == [("error", "column_twice")]


def test_a_real_tie_is_an_error_that_names_both_cells():
    match = found(["Unit"], [*PRU, "Date of birth"])
    (finding,) = match.findings
    assert (finding.level, finding.rule, finding.cell, finding.value) == (
        "error", "column_twice", "G2", "Date of birth",
    )  # fmt: skip
    assert finding.message == (
        "Sheet: “Date of birth” and “Date of birth” (cells C2 and G2) both head date of birth, and which to read is"
        " not certain."
    )
    assert finding.fix == "Head the one to be read “Date of birth”, or give the other a heading of its own."


def test_a_narrower_question_gives_way_and_is_said():
    match = found([*PRU, "EHCP", "SEN status"])
    (finding,) = match.findings
    assert (match.headers["sen"], match.unmatched) == ("SEN status", ["EHCP"])
    assert (finding.level, finding.rule, finding.cell) == ("warning", "column_passed_over", "G1")
    assert found([*PRU, "EHCP"]).headers["sen"] == "EHCP"


def test_a_missing_column_is_named_with_what_may_have_been_meant():
    match = found(["Unit"], [*PRU[:3], "Burough", *PRU[4:]])
    (finding,) = match.findings
    assert (finding.level, finding.rule, finding.column) == ("error", "column_missing", "borough")
    assert finding.message == (
        "Sheet: the Pupil referral unit register needs a column “Borough”, and no heading in row 2 is one"
        " (also read: LA, Local authority, K/R, R/K, Kingston/Richmond …)."
    )
    assert finding.fix == "Is “Burough” meant? Head it “Borough”."
    assert match.unmatched == ["Burough"]
    assert "borough" not in match.columns
    (finding,) = found([*PRU[:3], *PRU[4:]]).findings
    assert finding.fix == "Add a column headed “Borough”."


def test_the_person_may_say_whose_list_it_is_where_no_column_does():
    headings = [h for h in FULL["medical_tuition"] if h != "Data provider"]
    (finding,) = found(headings).findings
    assert finding.column == "data_provider"
    assert finding.fix.endswith("Or say whose list it is when you upload it.")
    assert found(headings, provider="Malden Oaks").findings == []


def test_extra_columns_are_listed_as_unmatched():
    assert found(["RAG", *PRU, "Phone\nnumber"]).unmatched == ["RAG", "Phone number"]


@pytest.mark.parametrize(
    "rows",
    [
        [["a", "b"], [1, 2]], [[""]], [["Surname", "Forename", "Date of birth"]], [["Heading", "Required"], ["UPN", ""]],
        [["Date", "Hours"], [DAY, 5]],
    ],
)  # fmt: skip
def test_what_is_no_register_is_not_taken_for_one(rows):
    assert recognise(sheet(*rows)) is None


def test_a_header_far_down_is_found_and_one_below_that_is_not():
    assert found(*[["x"]] * 29, PRU).header_row == 30
    assert recognise(sheet(*[["x"]] * 30, PRU)) is None


def test_the_sheets_name_breaks_a_tie_and_a_choice_by_hand_settles_it():
    alike = [*PRU[:4], "Start date", "Reason", "Date closed", "Outcome", "Data provider"]
    by_hand = {register: recognise(sheet(alike), register) for register in ("cme", "ehe", "medical_tuition")}
    assert by_hand["ehe"] is not None
    assert by_hand["ehe"].register == "ehe"
    assert found(PRU, name="PRU").register == "pru"
