"""One setting on the page: its rule in words, the value in force, and the field that fits it."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from html import escape
from math import isnan
from typing import Any, cast, get_args
from zlib import crc32

import streamlit as st

from cme_data.local import Change
from cme_data.settings import Settings
from cme_data.settings.described import DESCRIBED, Described
from cme_data.settings.plain import bare, choices, columns, hints
from pages.components import words

_BACK = "settings_back"
_ROUND = "settings_round"
_MOST = 6
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 1, 1)


def told(described: Described, value: Any, shipped: Any) -> None:
    """The rule and where it is from, beside the value in force and whose it is."""
    said = described.said
    source = f'<p class="note">Source: {escape(said.source)}</p>' if said.source else ""
    st.html(
        f'<h3>{escape(described.label)}</h3><p class="rule">{escape(said.rule)}</p>{source}'
        f"{_doubt(said.unverified, value != shipped)}"
        f'<p class="force"><strong>{escape(in_words(value))}</strong> {escape(_whose(value, shipped))}</p>'
    )


def _doubt(unverified: str, own: bool) -> str:
    if not unverified:
        return ""
    told = escape(unverified[:1].upper() + unverified[1:])
    if own:
        return f'<p class="note">Unverified as it came. {told}</p>'
    return f'<p class="state asks">Unverified: check this. <span>{told}</span></p>'


def _whose(value: Any, shipped: Any) -> str:
    if value == shipped:
        return "in force, as it came"
    return "in force, the authority's own" + (
        "" if isinstance(value, list) else f"; it came as {in_words(shipped)}"
    )


def field(described: Described, value: Any, shipped: Any, settings: Settings) -> Any:
    """The field of a setting, in the way that its type asks for; gives what stands in it now."""
    path, hint = described.path, hints()[described.path]
    back = path in _given_back()
    start = shipped if back else value
    # What is typed rests on the value in force: when somebody else changes it, the field begins anew with theirs.
    key = f"set-{turn()}-{path.replace('.', '-')}-{crc32(repr((value, back)).encode())}"
    if described.columns:
        return _rows(described, columns(hint), start, key, settings)
    asked = {"label": described.label, "label_visibility": "collapsed", "key": key, "persist_state": "session",
             "width": 320}  # fmt: skip
    kind = bare(hint)
    if texts := choices(hint):
        return st.selectbox(options=texts, index=texts.index(start), **asked)
    if kind is date:
        return st.date_input(
            value=start, min_value=_EARLIEST, max_value=_LATEST, format="DD/MM/YYYY", **asked
        )
    if kind is int:
        return st.number_input(value=start, step=1, **asked)
    if kind is float:
        typed = st.number_input(value=float(start), step=0.5, format="%g", **asked)
        return int(typed) if typed.is_integer() else typed
    if isinstance(start, list) and get_args(hint)[0] is str:
        typed = st.text_input(value=_listed(start), autocomplete="off", **asked | {"width": 640})
        return [part.strip() for part in typed.split(",") if part.strip()]
    if isinstance(start, list):
        typed = st.text_input(value=_listed(start), autocomplete="off", **asked)
        return [int(part) if part.isdigit() else part for part in typed.replace(",", " ").split()]
    return st.text_input(value=start, max_chars=120, autocomplete="off", **asked).strip()


def give_back(described: Described, value: Any, shipped: Any) -> None:
    """The button that fills the field with the shipped value; like any change, it counts once it is saved."""
    back = described.path in _given_back()
    if value != shipped and not back:
        st.button(
            f"Back to the value it came with: {in_words(shipped)}", key=f"back-{described.path}", icon=":material/undo:",
            on_click=_given_back().add, args=(described.path,),
        )  # fmt: skip


def turn() -> int:
    """A number that changes with each save, for the keys of what is typed until then."""
    return cast(int, st.session_state.get(_ROUND, 0))


def begin_anew() -> None:
    """Forget what was typed, after it was saved."""
    _given_back().clear()
    st.session_state[_ROUND] = turn() + 1


def in_words(value: Any) -> str:
    """A value as people say it; of a list, how many entries it has."""
    if isinstance(value, list):
        return (
            words.some(len(value), "entry", "entries")
            if not value or isinstance(value[0], dict)
            else _listed(value)
        )
    return words.cell(value)


def change_in_words(change: Change) -> dict[str, str]:
    """A change as a row of a table; of a list, the entries that go and those that come."""
    # A store outlives its program: a change may be of a setting that there is no more.
    described = DESCRIBED.get(change.path) or Described(change.path, change.path)
    old, new = change.old, change.new
    if not described.columns:
        return {"setting": described.label, "old": in_words(old), "new": in_words(new)}
    gone, come = [row for row in old if row not in new], [row for row in new if row not in old]
    return {
        "setting": described.label,
        "old": _entries(described, gone) or f"{in_words(old)}, all kept",
        "new": _entries(described, come) or "Taken out" if gone or come else "The same in another order",
    }


def _entries(described: Described, rows: list[dict[str, Any]]) -> str:
    """Entries of a list, each in the order of its columns; no more than can be read."""
    lines = [
        " · ".join(
            str(row[name]) if name == "year" else words.cell(row[name])
            for name in described.columns
            if row.get(name) is not None
        )
        for row in rows[:_MOST]
    ]
    more = len(rows) - _MOST
    return "; ".join([*lines, *([f"{words.number(more)} more"] if more > 0 else [])])


def _rows(
    described: Described, kinds: Mapping[str, Any], start: list[dict[str, Any]], key: str, settings: Settings
) -> list[dict[str, Any]]:
    """An editable table, to which rows are added and from which they are taken; an empty row is none."""
    import pyarrow

    types = {date: pyarrow.date32(), int: pyarrow.int64(), str: pyarrow.string()}
    schema = pyarrow.schema([(name, types[bare(kinds[name])]) for name in described.columns])
    boroughs = [borough.name for borough in settings.boroughs]
    edited = st.data_editor(
        pyarrow.Table.from_pylist(start, schema),
        num_rows="dynamic",
        hide_index=True,
        key=key,
        height=min(420, 76 + 35 * len(start)),
        column_config={
            name: _column(heading, bare(kinds[name]), boroughs if name == "borough" else [])
            for name, heading in described.columns.items()
        },
        placeholder="",
        alt=described.label,
    )
    # Where rows were added, the table has an index beside the columns.
    rows = (
        {name: cell(bare(kinds[name]), row[name]) for name in described.columns} for row in edited.to_pylist()
    )
    return [
        filled for row in rows if (filled := {name: said for name, said in row.items() if said is not None})
    ]


def _column(heading: str, kind: Any, options: list[str]) -> Any:
    if options:
        return st.column_config.SelectboxColumn(heading, options=options)
    if kind is date:
        return st.column_config.DateColumn(heading, format="D MMMM YYYY")
    if kind is int:
        return st.column_config.NumberColumn(heading, step=1, format="%d")
    return st.column_config.TextColumn(heading, max_chars=200)


def cell(kind: Any, found: Any) -> Any:
    """What a person entered in a cell, as the settings hold it.

    The table gives a day as text where it was empty before, and a whole number as a decimal one beside a blank.
    """
    if isinstance(found, str):
        text = found.strip()
        return date.fromisoformat(text) if kind is date and _ISO.fullmatch(text) else text or None
    if isinstance(found, datetime):
        return found.date()
    if isinstance(found, float):
        return None if isnan(found) else int(found) if found.is_integer() else found
    return found


def _listed(values: list[Any]) -> str:
    return ", ".join(map(str, values))


def _given_back() -> set[str]:
    return cast("set[str]", st.session_state.setdefault(_BACK, set()))
