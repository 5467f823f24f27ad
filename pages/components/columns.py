"""The columns of a list of children: in which order, under which heading, and how each is shown."""

from collections.abc import Collection, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from cme_data.dimensions import DIMENSIONS
from cme_data.measures import MEASURES
from schemas import REGISTERS

if TYPE_CHECKING:
    import pyarrow as pa

_KINDS = {
    **{own.dimension.name: own.dimension for measure in ("clocks", "gaps") for own in MEASURES[measure].own},
    **DIMENSIONS,
}
_HIDDEN = frozenset({"child", "spell_id", "content_id", "provider"})
_FIRST = (
    "surname",
    "forename",
    "date_of_birth",
    "duty",
    "gap",
    "register",
    "category",
    "action",
    "service",
    "owner",
    "due_on",
)
_HEADINGS = {
    "register": "Register",
    "opened_on": "Since",
    "closed_on": "Left on",
    "child": "Child",
    "file_name": "File",
    "list_as_at": "List as at",
    "value": "What stands there",
    "message": "What is wrong",
    "collection": "Return",
    "what": "What to look at",
}


def for_screen(rows: Sequence[dict[str, Any]], telling: Collection[str] = ()) -> list[str]:
    """The columns worth showing, who and where first: those with a value, and those whose very blank tells something."""
    hidden = _HIDDEN | ({"register"} if all(row["register"] == "actions" for row in rows) else set())
    told = [
        name
        for name in rows[0]
        if name not in hidden and (name in telling or any(row[name] is not None for row in rows))
    ]
    return [name for name in _FIRST if name in told] + [name for name in told if name not in _FIRST]


@cache
def heading(name: str) -> str:
    """The words over a column."""
    if name in _HEADINGS:
        return _HEADINGS[name]
    if name in _KINDS:
        return _KINDS[name].label
    for register in REGISTERS.values():
        if name in register.names:
            return register.column(name).label
    return name.replace("_", " ").capitalize()


def value(name: str, found: Any) -> Any:
    """A value as people say it: a register by its title."""
    return _KINDS[name].title(found) if name in _KINDS and found is not None else found


def values(rows: Sequence[dict[str, Any]], names: Sequence[str]) -> list[list[Any]]:
    """The cells of a list, row by row."""
    return [[value(name, row[name]) for name in names] for row in rows]


def table(rows: Sequence[dict[str, Any]], names: Sequence[str]) -> "pa.Table":
    """The list in the form the browser's table takes."""
    import pyarrow

    return pyarrow.table({heading(name): [value(name, row[name]) for row in rows] for name in names})


def config(names: Sequence[str]) -> dict[str, Any]:
    """How the browser's table writes dates."""
    dates = {
        name
        for name in names
        if name.endswith(("_on", "_due", "_as_at", "_since")) or name == "date_of_birth"
    }
    return {heading(name): st.column_config.DateColumn(format="D MMMM YYYY") for name in dates}
