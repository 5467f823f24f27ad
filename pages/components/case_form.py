"""The form of one new case, drawn from its register's declaration; what is typed stays until it is kept or cleared."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from html import escape
from typing import Any

import streamlit as st

from cme_data.findings import Finding
from pages.components import frame, show
from schemas.groups import LONG, grouped
from schemas.register import Column, Register

_ROUND = "case_round"
_EARLIEST, _AHEAD = date(1990, 1, 1), timedelta(days=3660)
_LEVELS = {"error": "Error", "warning": "Warning"}

Problems = Mapping[str, Sequence[Finding]]


def typed(register: Register) -> dict[str, Any]:
    """What stands in the form by now; a field left blank is None."""
    values = {column.name: st.session_state.get(_key(register, column)) for column in register.columns}
    return {
        name: None if isinstance(value, str) and not value.strip() else value
        for name, value in values.items()
    }


def draw(register: Register, problems: Problems) -> None:
    """Every field, part by part, with what is wrong in it beneath; parts that may stay blank are folded."""
    for part, columns in grouped(register).items():
        if any(column.required for column in columns):
            show.section(part)
            _fields(register, part, columns, problems)
        else:
            used = any(problems.get(column.name) or _filled(register, column) for column in columns)
            with st.expander(f"{part} (may stay blank)", expanded=used):
                _fields(register, part, columns, problems)


def clear(register: Register) -> None:
    """Forget what was typed, and draw the fields anew."""
    for column in register.columns:
        st.session_state.pop(_key(register, column), None)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def said(register: Register, problem: Finding) -> str:
    """A problem's sentence without the cell of a sheet that nobody has seen."""
    if problem.rule == "required":
        return "Error: fill this in, or the case cannot be counted."
    label = register.column(problem.column).label if problem.column else ""
    told = problem.message.split(f"{label}: ", 1)[-1] if label else problem.message
    return f"{_LEVELS[problem.level]}: {told} {problem.fix}"


def _fields(register: Register, part: str, columns: Sequence[Column], problems: Problems) -> None:
    with st.container(key=f"fields-{part.lower().replace(' ', '-')}"):
        for column in columns:
            with st.container(key=f"field-{register.name}-{column.name}"):
                _field(register, column)
                for problem in problems.get(column.name, ()):
                    st.html(f'<p class="problem {problem.level}">{escape(said(register, problem))}</p>')


def _field(register: Register, column: Column) -> None:
    label = f"{column.label} (required)" if column.required else column.label
    asked = {"help": column.meaning, "key": _key(register, column), "persist_state": "session"}
    choices = column.codes.values if column.codes else ()
    if column.name == "data_provider":
        choices = register.holders
    if choices:
        sure = 0 if column.name == "data_provider" and len(choices) == 1 else None
        st.selectbox(
            label,
            choices,
            sure,
            placeholder="Choose" if column.required else "Choose, or leave blank",
            **asked,
        )
    elif column.kind == "date":
        today = frame.this().now.date()
        latest = today if column.not_future else today + _AHEAD
        st.date_input(label, None, _EARLIEST, latest, format="DD/MM/YYYY", **asked)
    elif column.kind in ("hours", "number"):
        st.number_input(label, value=None, step=0.5, format="%g", **asked)
    elif column.kind == "whole":
        st.number_input(label, value=None, step=1, **asked)
    elif column.name in LONG:
        st.text_area(label, None, max_chars=5_000, **asked)
    else:
        st.text_input(label, None, max_chars=300, autocomplete="off", **asked)


def _filled(register: Register, column: Column) -> bool:
    return st.session_state.get(_key(register, column)) not in (None, "")


def _key(register: Register, column: Column) -> str:
    return f"case-{st.session_state.get(_ROUND, 0)}-{register.name}-{column.name}"
