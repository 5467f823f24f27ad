"""Nothing is read that is not certain: which register, which name, which number; and nothing goes missing unsaid."""

import csv
import datetime as dt
import io

import openpyxl
import pytest

from cme_data import ingest
from cme_data.errors import NothingRecognised
from cme_data.workbook.headings import recognise
from cme_data.workbook.hours import read_hours
from cme_data.workbook.names import split_name
from cme_data.workbook.near import near_code
from cme_data.workbook.read import Sheet, read
from cme_data.workbook.rows import typed_rows
from schemas.codes import BOROUGH, CATEGORY, YEAR_GROUP
from tests.workbook_files import pru

AS_AT = dt.date(2026, 11, 20)
CHILD, ANN = ["Surname", "Forename", "DOB", "Borough"], ["Smith", "Ann", "31/08/2011", "K"]
SHARED = [*CHILD, "Start date", "End date"]  # headings that five registers have
EHE = [*CHILD, "Date EHE started"]


def as_csv(*rows: list) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


@pytest.mark.parametrize(
    ("name", "lacks"), [("PRU", ("pru", "basis")), ("Virtual School", ("virtual_school", "status"))]
)
def test_a_list_named_after_one_register_is_never_read_as_another_that_lacks_nothing(name, lacks):
    data = as_csv(SHARED, [*ANN, "1/9/2026", ""])
    (sheet,) = ingest.examine(data, f"{name}.csv", as_at=AS_AT, today=AS_AT).sheets

    assert (sheet.register, [problem.column for problem in sheet.problems]) == (lacks[0], [lacks[1]])
    with pytest.raises(NothingRecognised):
        ingest.examine(data, "list.csv", as_at=AS_AT, today=AS_AT)


@pytest.mark.parametrize(("name", "register"), [("EHE register", None), ("Sheet1", "ehe")])
def test_a_register_that_lacks_its_opening_date_is_told_so(name, register):
    match = recognise(Sheet(name, [[*CHILD, "Date EHE strated"], [*ANN, "1/9/2026"]]), register)

    assert match is not None
    assert [(fault.rule, fault.column) for fault in match.findings] == [("column_missing", "started_on")]
    assert "Date EHE strated" in match.findings[0].fix


def test_a_formula_whose_result_was_not_saved_is_no_empty_cell():
    book = openpyxl.Workbook()
    book.active.append([*EHE, "School"])
    book.active.append([*ANN, "=DATE(2026,9,1)", '="St "&"Ann"'])
    data = io.BytesIO()
    book.save(data)
    (sheet,) = read(data.getvalue(), "EHE.xlsx")
    match = recognise(sheet)
    assert match is not None

    typed = typed_rows(sheet, match, as_at=AS_AT)

    assert (typed.columns["started_on"], typed.columns["school"]) == ([None], [None])
    assert {(f.level, f.rule, f.cell) for f in typed.findings if f.cell} == {
        ("error", "unreadable", "E2"),
        ("warning", "unreadable", "F2"),
    }


@pytest.mark.parametrize("cell", ["12h3", "1:5"])
def test_minutes_of_one_figure_are_not_read_without_their_unit(cell):
    assert read_hours(cell) is None
    assert read_hours("12h 3m") == 12.05


def test_a_calculated_time_is_read_to_the_minute():
    assert read_hours(dt.time(12, 29, 59, 994_000)) == 12.5
    assert read_hours(dt.timedelta(seconds=44_999.99)) == 12.5


@pytest.mark.parametrize("name", ["Smith A", "Smith A.", "Maria de SOUZA"])
def test_an_initial_or_a_small_word_leaves_the_surname_uncertain(name):
    assert split_name(name) is None


def test_a_csv_row_with_a_birth_date_alone_is_kept_to_be_an_error():
    sheet = Sheet("EHE", [EHE, [*ANN, "1/9/2026"], ["", "", "31/08/2011", "", ""]])
    match = recognise(sheet)
    assert match is not None

    assert typed_rows(sheet, match, as_at=AS_AT).row_numbers == [2, 3]


def test_a_number_that_a_csv_marks_as_text_keeps_its_noughts():
    assert read(b'Record number,Surname\n="00123",Smith\n', "a.csv")[0].rows[1] == ["00123", "Smith"]


@pytest.mark.parametrize(
    ("codes", "text", "meant"),
    [
        (BOROUGH, "Kingstone", "Kingston upon Thames"),
        (BOROUGH, "Kingston?", "Kingston upon Thames"),
        (BOROUGH, "Richmnd upon Thames", "Richmond upon Thames"),
        (BOROUGH, "Hounslow", None),
        (BOROUGH, "K?", None),
        (YEAR_GROUP, "Year 111", None),  # near to two: 11 and 1
        (CATEGORY, "Missing - locatd", None),  # near to its opposite as well
        (CATEGORY, "Not receivng suitable education", "Not receiving suitable education"),
    ],
)
def test_a_value_that_comes_near_one_of_the_list_is_asked_about_and_not_read(codes, text, meant):
    assert codes.read(text) is None
    assert near_code(codes, text) == meant


def test_the_question_stands_in_the_fix():
    (finding,) = pru("SEN", "EHC plann").findings

    assert finding.fix.startswith("Is “EHC plan” meant? Write one of None, SEN support,")
