"""Lists for Hypothesis: any register, any of its columns, any rows, any messes on top of one another."""

import datetime as dt
from random import Random
from typing import Any

from hypothesis import note
from hypothesis import strategies as st

from schemas import REGISTERS
from schemas.register import Column, Register
from tests.builders import a_upn
from tests.messes import MESSES
from tests.messy_lists import Kept, clean_list

_LETTERS = st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F)
_PART = st.text(_LETTERS, min_size=2, max_size=8).map(str.title)
_NAMES = st.one_of(
    st.sampled_from(
        ("Null", "None", "Na", "True", "O'Brien", "Smith-Jones", "Al Amin", "Nguyễn", "Ng", "Total", "May")
    ),
    _PART,
    st.builds("{}-{}".format, _PART, _PART),
    st.builds("{} {}".format, _PART, _PART),
)
_TEXTS = st.one_of(
    st.sampled_from(
        (
            "=cmd|' /C calc'!A0",
            "#N/A",
            "2/3",
            "1E5",
            "00123",
            "31/08/2011",
            "n/a",
            "TRUE",
            "12.0",
            'St. Mary\'s; "A"',
        )
    ),
    st.text(st.characters(categories=["L", "N", "P", "Zs", "Sc", "Sm"], max_codepoint=0xFFFF), max_size=30),
    st.builds("{}\n{}".format, _PART, _PART),
)
_DAYS = st.dates(dt.date(2023, 9, 1), dt.date(2026, 11, 20))


def _values(register: Register, column: Column) -> st.SearchStrategy[Any]:
    if column.name in ("surname", "forename"):
        return _NAMES
    if column.name == "date_of_birth":
        return st.dates(dt.date(2007, 9, 1), dt.date(2022, 8, 31))
    if column.name == "upn":
        return st.integers(0, 999).map(a_upn)
    if column.name == "record_number":
        return st.integers(1, 10**7).map(str)
    if column.name == "action_id":
        return st.uuids().map(lambda uuid: f"A{uuid.hex[:8]}")
    if column.name == "data_provider":
        return st.sampled_from(column.codes.values if column.codes else (*register.holders, "A School"))
    if column.codes is not None:
        return st.sampled_from(column.codes.values)
    if column.kind == "date":
        return _DAYS
    if column.kind == "hours":
        return st.one_of(
            st.sampled_from((0.0, 25.0, 12.5, 3.0)), st.integers(0, 240).map(lambda quarters: quarters / 4)
        )
    if column.kind == "number":
        return st.integers(0, 1000).map(lambda tenths: tenths / 10)
    if column.kind == "whole":
        return st.integers(0, 190)
    return _TEXTS.map(_as_kept)


def _as_kept(text: str) -> str | None:
    """A text as a cell keeps it: without the spaces that nobody sees."""
    return " ".join(text.split(" ")).strip() or None


@st.composite
def clean_lists(draw: st.DrawFn) -> Kept:
    """A list as the template has it, with some of a register's columns."""
    register = draw(st.sampled_from(list(REGISTERS.values())))
    optional = [column.name for column in register.columns if not column.required]
    some = draw(st.sets(st.sampled_from(optional), min_size=1, max_size=8))
    if register.child == "findable":
        some |= draw(st.sampled_from(({"upn"}, {"record_number"}, {"surname", "forename", "date_of_birth"})))
    columns = [column for column in register.columns if column.required or column.name in some]
    row = {
        column.name: _values(register, column) if column.required else st.none() | _values(register, column)
        for column in columns
    }
    rows = draw(st.lists(st.fixed_dictionaries(row), min_size=1, max_size=5))
    return clean_list(register.name, rows, [column.name for column in columns], provider=register.holders[0])


STACKS = st.sets(st.sampled_from(list(MESSES)), max_size=7)
"""Messes to be put on top of one another."""


@st.composite
def messy_lists(draw: st.DrawFn) -> Kept:
    """A list with its messes."""
    kept, chosen = draw(clean_lists()), draw(STACKS)
    dice = Random(draw(st.integers(0, 2**32)))
    for name, mess in MESSES.items():
        if name in chosen:
            mess(kept, dice)
    note("Messes: " + ", ".join(name for name in MESSES if name in chosen))
    return kept
