"""A template, filled in, comes back without a fault."""

import datetime as dt
import io

import openpyxl
import pytest

from cme_data.examine import examine
from cme_data.workbook.headings import recognise
from cme_data.workbook.read import read
from cme_data.workbook.template import template
from schemas import REGISTERS
from tests import builders
from tests.workbook_files import saved


def opened(register):
    return openpyxl.load_workbook(io.BytesIO(template(REGISTERS[register])))


@pytest.mark.parametrize("register", REGISTERS)
def test_a_template_is_recognised_with_every_column_and_nothing_else(register):
    first, *others = read(template(REGISTERS[register]), f"{register}.xlsx")
    match = recognise(first)
    assert match is not None
    assert (match.register, match.header_row, match.unmatched, match.findings) == (register, 1, [], [])
    assert list(match.columns) == list(REGISTERS[register].names)
    assert [(s.name, s.hidden, recognise(s)) for s in others] == [
        ("Lists", True, None),
        ("Notes", False, None),
    ]


@pytest.mark.parametrize("register", REGISTERS)
def test_rows_appended_to_a_template_pass_without_an_error(register):
    book = opened(register)
    rows = []
    for n, year in enumerate((2012, 2014)):
        own = {
            "action_id": f"A{n}",
            "held_on": dt.date(2026, 9, 10 + 14 * n),
            "date_of_birth": dt.date(year, 5, 5),
        }
        own = {name: value for name, value in own.items() if name in REGISTERS[register].names}
        if register == "enquiries":
            own |= {"surname": "Smith", "forename": "Ann"}
        rows.append(builders.a_row(register, **own))
    for row in rows:
        book.worksheets[0].append([row.get(name) for name in REGISTERS[register].names])
    day = dt.date(2026, 11, 20)
    found = examine(saved(book), f"{register}.xlsx", as_at=day, today=day)
    (sheet,) = found.sheets
    assert (sheet.register, sheet.rows, sheet.passed, found.errors) == (register, 2, 2, 0)
    assert [problem.message for problem in sheet.problems if problem.level == "error"] == []


@pytest.mark.parametrize("register", REGISTERS)
def test_every_list_can_be_chosen_from_and_every_choice_is_read(register):
    book = opened(register)
    sheet, lists = book.worksheets[0], book["Lists"]
    offered = {}
    for choice in sheet.data_validations.dataValidation:
        (at,) = choice.sqref.ranges
        assert at.min_row == 2
        _, area = choice.formula1.split("!")
        offered[sheet.cell(1, at.min_col).value] = tuple(
            cell.value for (cell,) in lists[area.replace("$", "")]
        )
    coded = [column for column in REGISTERS[register].columns if column.codes]
    assert offered == {column.label: column.codes.values for column in coded}
    assert all(column.codes.read(value) == value for column in coded for value in offered[column.label])


def test_headings_say_what_is_required_and_dates_are_shown_as_dates():
    book = opened("cme")
    sheet = book.worksheets[0]
    headings = {cell.value: cell for cell in sheet[1]}
    assert headings["Surname"].comment.text.startswith("Required. ")
    assert not headings["UPN"].comment.text.startswith("Required. ")
    assert sheet.column_dimensions[headings["Date of birth"].column_letter].number_format == "DD/MM/YYYY"
    assert headings["Surname"].fill.fgColor.rgb != headings["UPN"].fill.fgColor.rgb
    notes = [row[:2] for row in book["Notes"].iter_rows(values_only=True)]
    assert ("Surname", "Yes") in notes
    assert ("UPN", None) in notes


def test_a_template_is_the_same_file_each_time(monkeypatch):
    made = template(REGISTERS["pru"])

    class Later(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2031, 1, 1, tzinfo=tz)

        @classmethod
        def utcnow(cls):
            return cls(2031, 1, 1)

    monkeypatch.setattr("openpyxl.writer.excel.datetime.datetime", Later)
    assert template(REGISTERS["pru"]) == made
