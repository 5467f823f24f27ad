"""R7: the check letter, modulo 23, without I, O and S; a temporary number ends in a letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cme_data.workbook.upn import normalised, upn_is_key, upn_problem
from tests.workbook_files import pru

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


@pytest.mark.parametrize(
    ("upn", "key"),
    [
        ("B801200005001", True),
        ("F314999926001", True),
        ("P318999926042", True),
        ("E31499992601A", False),  # temporary
        ("H31899992601Z", False),
    ],
)
def test_the_worked_examples_are_right_and_a_temporary_number_is_no_key(upn, key):
    assert (upn_problem(upn), upn_is_key(upn)) == (None, key)


@pytest.mark.parametrize(
    ("upn", "letter"), [("A314999926001", "F"), ("B207000016049", "P"), ("A31499992601A", "E")]
)
def test_a_wrong_check_letter_is_said_with_the_right_one(upn, letter):
    assert upn_problem(upn) == f"by its other characters the check letter should be {letter}"
    assert not upn_is_key(upn)


@pytest.mark.parametrize("upn", ["F31499992600", "F3149999260011", "I314999926001", "F31499992600I", "314999926001F",
                                 "F31499992A001", "F٣14999926001", "F314-999926001"])  # fmt: skip
def test_what_has_not_the_shape_of_a_upn_is_said(upn):
    assert upn_problem(upn) is not None
    assert upn_problem(upn).startswith("a UPN is a letter (not I, O or S) and 12 digits")
    assert not upn_is_key(upn)


@given(st.text("0123456789", min_size=11, max_size=11), st.sampled_from("0123456789" + LETTERS))
def test_the_check_letter_is_the_weighted_sum_modulo_23(digits, last):
    values = [int(d) for d in digits] + [int(last) if last.isdigit() else LETTERS.index(last)]
    letter = LETTERS[sum(weight * value for weight, value in enumerate(values, 2)) % 23]
    assert [first for first in LETTERS if upn_problem(first + digits + last) is None] == [letter]


def test_spaces_and_case_do_not_matter():
    assert normalised(" f314 9999\xa026001 ") == "F314999926001"


def test_in_a_list_a_wrong_upn_is_shown_and_said_and_a_blank_is_none():
    rows = pru("UPN No", " f314 9999 26001 ", "E31499992601A", "B207000016049", "", "n/a", "314999926001.0")
    assert rows.columns["upn"] == [
        "F314999926001", "E31499992601A", "B207000016049", None, None, "314999926001.0",
    ]  # fmt: skip
    assert [(f.level, f.rule, f.cell, f.value) for f in rows.findings] == [
        ("warning", "unreadable", "G6", "n/a"),
        ("warning", "upn", "G4", "B207000016049"),
        ("warning", "upn", "G7", "314999926001.0"),
    ]
    assert rows.findings[1].message == (
        "Sheet, cell G4, UPN: “B207000016049” stands here; by its other characters the check letter should be P."
    )
    assert rows.findings[1].fix == (
        "The check letter by calculation is P: P207000016049. Correct the UPN; until then the child is told by "
        "record number, or name and date of birth."
    )
    assert rows.findings[2].fix.startswith("Correct the UPN;")  # its digits do not say what was meant
