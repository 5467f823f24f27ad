"""The form of one new case, drawn from its register's declaration; what is typed stays until it is kept or cleared."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from html import escape
from typing import Any, cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cme_data.findings import Finding
from pages.components import frame, show
from schemas.groups import LONG, grouped
from schemas.register import Column, Register

_ROUND = "case_round_of_"
_EARLIEST, _AHEAD = date(1990, 1, 1), timedelta(days=3660)
_LEVELS = {"error": "Error", "warning": "Warning"}


class Form:
    """The fields of a register, part by part; what stands in them, and room beneath each for what is wrong."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.row: dict[str, Any] = {}
        self._beneath: dict[str, DeltaGenerator] = {}
        for part, columns in grouped(register).items():
            if any(column.required for column in columns):
                show.section(part)
                self._fields(part, columns)
            else:
                used = any(
                    st.session_state.get(_key(register, column)) not in (None, "") for column in columns
                )
                with st.expander(f"{part} (may stay blank)", expanded=used):
                    self._fields(part, columns)

    def tell(self, problems: Iterable[Finding]) -> None:
        """Write each problem beneath the field that it is of."""
        for problem in problems:
            if problem.column:
                told = escape(said(self.register, problem))
                self._beneath[problem.column].html(f'<p class="problem {problem.level}">{told}</p>')

    def _fields(self, part: str, columns: Sequence[Column]) -> None:
        with st.container(key=f"fields-{part.lower().replace(' ', '-')}"):
            for column in columns:
                with st.container(key=f"field-{self.register.name}-{column.name}"):
                    value = _field(self.register, column)
                    self.row[column.name] = value.strip() or None if isinstance(value, str) else value
                    self._beneath[column.name] = st.container()


def clear(register: Register) -> None:
    """Forget what was typed for a register, and draw its fields anew."""
    for column in register.columns:
        st.session_state.pop(_key(register, column), None)
    st.session_state[_ROUND + register.name] = _round(register) + 1


def said(register: Register, problem: Finding) -> str:
    """A problem's sentence without the cell of a sheet that nobody has seen."""
    if problem.rule == "required":
        return "Error: fill this in, or the case cannot be counted."
    label = register.column(problem.column).label if problem.column else ""
    told = problem.message.split(f"{label}: ", 1)[-1] if label else problem.message
    return f"{_LEVELS[problem.level]}: {told} {problem.fix}"


def _field(register: Register, column: Column) -> Any:
    label = f"{column.label} (required)" if column.required else column.label
    asked = {"help": column.meaning, "key": _key(register, column), "persist_state": "session"}
    choices = column.codes.values if column.codes else ()
    if column.name == "data_provider":
        choices = register.holders
    if choices:
        sure = 0 if column.name == "data_provider" and len(choices) == 1 else None
        blank = "Choose" if column.required else "Choose, or leave blank"
        return st.selectbox(label, choices, sure, placeholder=blank, **asked)
    if column.kind == "date":
        today = frame.this().now.date()
        latest = today if column.not_future else today + _AHEAD
        return st.date_input(label, None, _EARLIEST, latest, format="DD/MM/YYYY", **asked)
    if column.kind in ("hours", "number"):
        return st.number_input(label, value=None, step=0.5, format="%g", **asked)
    if column.kind == "whole":
        return st.number_input(label, value=None, step=1, **asked)
    if column.name in LONG:
        return st.text_area(label, None, max_chars=5_000, **asked)
    return st.text_input(label, None, max_chars=300, autocomplete="off", **asked)


def _key(register: Register, column: Column) -> str:
    return f"case-{_round(register)}-{register.name}-{column.name}"


def _round(register: Register) -> int:
    return cast(int, st.session_state.get(_ROUND + register.name, 0))
