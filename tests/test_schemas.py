"""The registers are what the contract says, and read what officers write, and no more."""

import runpy
import subprocess
import sys
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import CHILD_REGISTERS, REGISTERS, handbook
from schemas.codes import CODELISTS, EHC_PLAN_ONLY, SEN
from schemas.codes.codelist import Code, Codelist
from schemas.register import Column, Register, fold
from tests.registers_contract import COLUMNS, VALUES

EVERY_REGISTER = pytest.mark.parametrize("register", REGISTERS.values(), ids=REGISTERS)
EVERY_CODELIST = pytest.mark.parametrize("codelist", CODELISTS.values(), ids=CODELISTS)


def test_the_registers_in_their_order():
    assert list(REGISTERS) == list(COLUMNS)
    assert list(REGISTERS)[:5] == list(CHILD_REGISTERS)


@EVERY_REGISTER
def test_columns_headings_and_required_columns_are_those_of_the_contract(register: Register):
    contract = [entry.strip() for entry in COLUMNS[register.name].split(";")]
    declared = [f"{c.name}={c.label}{'*' if c.required else ''}" for c in register.columns]

    assert declared == contract


@pytest.mark.parametrize("name", VALUES)
def test_values_are_those_of_the_contract(name: str):
    assert "; ".join(CODELISTS[name].values) == VALUES[name]


def test_every_coded_column_has_a_codelist_of_the_contract():
    used = {c.codes.name for register in REGISTERS.values() for c in register.columns if c.codes}

    assert used == set(VALUES)


@EVERY_REGISTER
def test_a_register_hangs_together(register: Register):
    assert register.opens in register.names
    assert register.closes is None or register.column(register.closes).kind == "date"
    for column in register.columns:
        assert (column.codes is not None) == (column.kind in ("code", "yes_no"))
        assert column.blank is None or column.codes is None or column.blank in column.codes.values
        assert set(column.narrower) <= set(column.also)
        if column.not_before:
            assert (column.kind, register.column(column.not_before).kind) == ("date", "date")
        if column.expected_with:
            asked = register.column(column.expected_with)
            assert asked.codes is None or set(column.expected_values) <= set(asked.codes.values)


def test_a_closing_before_the_opening_is_an_error_and_any_other_order_a_warning():
    levels = {
        f"{register.name}.{column.name}": column.level("date_order")
        for register in REGISTERS.values()
        for column in register.columns
        if column.not_before
    }

    assert levels == {
        "cme.added_on": "warning",
        "cme.removed_on": "error",
        "ehe.ended_on": "error",
        "medical_tuition.ended_on": "error",
        "pru.left_on": "error",
        "virtual_school.closed_on": "error",
        "actions.due_on": "warning",
        "actions.completed_on": "error",
    }


def test_a_value_off_the_list_keeps_the_row_out_only_where_it_is_required():
    cme = REGISTERS["cme"]

    assert cme.column("borough").level("code") == "error"
    assert cme.column("ethnicity").level("code") == "warning"
    assert cme.column("hours_per_week").level("range") == "warning"


def test_a_column_that_is_not_there_is_a_key_error():
    with pytest.raises(KeyError, match="no column 'hours'"):
        REGISTERS["cme"].column("hours")


@EVERY_CODELIST
def test_every_spelling_means_one_value(codelist: Codelist):
    assert "" not in codelist.spellings
    for code in codelist.codes:
        for spelling in (code.value, *code.also):
            assert codelist.read(f"  {spelling.upper()} ") == code.value


def test_a_spelling_of_two_values_is_refused():
    codelist = Codelist("sides", "Sides", (Code("Left", ("L",)), Code("Lower", ("l.",))))

    with pytest.raises(ValueError, match=r"'l\.' means 'Lower' and another value"):
        codelist.read("Left")


@EVERY_REGISTER
def test_every_heading_heads_one_column(register: Register):
    assert "" not in register.headings()
    for column in register.columns:
        assert register.headings()[fold(column.label)] == column.name
        assert register.headings()[fold(column.name)] == column.name


def test_a_heading_of_two_columns_is_refused():
    twice = (Column("a", "First", "One."), Column("b", "Second", "Another.", also=("first*",)))
    register = Register("r", "R", "R", "row", "Rows.", "a", None, ("X",), "none", "closes", twice)

    with pytest.raises(ValueError, match="'first' heads a and b"):
        register.headings()


def test_the_opening_date_tells_the_registers_apart():
    for one, other in permutations(REGISTERS.values(), 2):
        heading = fold(one.column(one.opens).label)
        assert other.headings().get(heading) != other.opens, (one.name, other.name)


def test_the_data_dictionary_is_current():
    assert handbook.README.read_text(encoding="utf-8") == handbook.text(), "run: python -m schemas"


def test_the_data_dictionary_is_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(handbook, "README", tmp_path / "README.md")

    runpy.run_module("schemas", run_name="__main__")

    assert (tmp_path / "README.md").read_text(encoding="utf-8") == handbook.text()


def test_the_registers_are_known_without_pandas():
    code = "import schemas, schemas.handbook, sys; print({'pandas', 'pandera', 'numpy'} & set(sys.modules))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("D.O.B.", "dob"),
        (" Date of\nbirth * (dd/mm/yyyy)", "date of birth"),
        ("DOB dd/mm/yy:", "dob"),
        ("Forename(s)", "forenames"),
        ("On roll? (Y/N)", "on roll"),
        ("Safeguarding concern Yes/No", "safeguarding concern"),
        ("Child’s\u00a0name", "childs name"),
        ("Child's_name", "childs name"),
        ("Renée & Zoë", "renee and zoe"),
        ("M/F", "m f"),
        ("✔\ufe0f", "✔"),
        (" -- ", ""),
    ],
)
def test_folding_keeps_the_words(typed: str, folded: str):
    assert fold(typed) == folded


@given(st.text())
def test_folding_is_done_once_and_for_all_cases(text: str):
    once = fold(text)

    assert once == " ".join(once.split())
    assert fold(once) == once


def test_no_says_nothing_about_sen_support_under_a_heading_that_asks_for_a_plan():
    sen = REGISTERS["cme"].column("sen")

    assert sen.codes_under("SEN status") is SEN
    assert sen.codes_under("EHCP Y/N") is EHC_PLAN_ONLY
    assert SEN.read("N") == "None"
    assert EHC_PLAN_ONLY.read("N") is None
    assert (SEN.read("Y"), EHC_PLAN_ONLY.read("Y"), EHC_PLAN_ONLY.read("K")) == (
        None,
        "EHC plan",
        "SEN support",
    )
