"""One new case by form: its own workbook says what was typed, and a child who is known already is found."""

import io
from datetime import date

import openpyxl
import pytest

from cme_data import new_case
from cme_data.store import Store
from schemas import REGISTERS
from schemas.groups import grouped
from tests.builders import TODAY, a_row, a_upn, upload

DAY = date(2026, 11, 20)


@pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda register: register.name)
def test_a_case_is_read_as_it_was_typed(register):
    row = a_row(register.name)

    found = new_case.examined(register, row, TODAY)

    (sheet,) = found.sheets
    assert (1, 1, 0) == (sheet.rows, sheet.passed, found.errors)
    typed = sheet.valid.typed.row(0)
    assert row == {name: typed[name] for name in row}
    blanks = {column.name: column.blank for column in register.columns if column.name not in row}
    blanks.pop("data_provider", None)  # the register's one holder
    assert blanks == {name: typed[name] for name in blanks}


@pytest.mark.parametrize("text", ["Null", "O'Brien", "00123", "1E5", "2/3", "TRUE", "-5", "+44", "@home"])
def test_a_text_stays_a_text(text):
    row = a_row("pru", school=text, commissioning_school=f" {text} ")

    (sheet,) = new_case.examined(REGISTERS["pru"], row, TODAY).sheets

    assert (text, text) == tuple(
        sheet.valid.typed.columns[name][0] for name in ("school", "commissioning_school")
    )


def test_a_formula_is_written_as_text_and_named():
    examined = new_case.examined(REGISTERS["pru"], a_row("pru", surname="=1+1\x00"), TODAY)

    sheet = openpyxl.load_workbook(io.BytesIO(examined.data)).worksheets[0]
    assert ("s", "=1+1") == (sheet["C2"].data_type, sheet["C2"].value)
    assert [("unreadable", "surname")] == [(p.rule, p.column) for p in examined.sheets[0].problems]


def test_its_file_name_tells_of_no_child():
    examined = new_case.examined(REGISTERS["cme"], a_row("cme"), DAY)

    assert "New case, CME, 20 November 2026.xlsx" == examined.file_name


@pytest.mark.parametrize(
    ("typed", "by"),
    [
        ({"upn": f" {a_upn(1).lower()} "}, "same_upn"),
        ({"record_number": "R1"}, "same_record_number"),
        ({"surname": "SMITH", "forename": "ann", "date_of_birth": date(2014, 5, 5)}, "same_name"),
    ],
)
def test_a_child_is_known_by_any_of_the_three_on_every_register(typed, by):
    with Store.open(None) as store:
        upload(store, "pru", [a_row("pru", upn=a_upn(1), record_number="R1")], DAY)
        upload(
            store,
            "ehe",
            [a_row("ehe", upn=a_upn(1), forename="Annie", ended_on=DAY, end_reason="Other")],
            DAY,
        )
        upload(store, "pru", [a_row("pru", upn=a_upn(2), forename="Bob")], DAY, mode="additions")

        found = new_case.known(store.world(), typed)

        assert ["pru", "ehe"] == [spell["register"] for spell in found]  # the open one first
        assert all(spell[by] for spell in found)


def test_half_a_name_or_nothing_knows_nobody():
    with Store.open(None) as store:
        upload(store, "pru", [a_row("pru")], DAY)  # without UPN or record number

        for typed in ({}, {"surname": "Smith", "forename": "Ann"}, {"upn": "", "record_number": " "}):
            assert [] == new_case.known(store.world(), typed)


@pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda register: register.name)
def test_a_form_has_every_column_once(register):
    parts = grouped(register)

    assert sorted(register.names) == sorted(column.name for part in parts.values() for column in part)
    assert not any(column.required for column in parts.get("When it ends", ()))
