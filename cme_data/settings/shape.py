"""From the tables of a settings file to the values of the tree, by the types the tree declares."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from functools import cache
from math import isfinite
from types import UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from cme_data.settings.entries import AtLeast, OneOf, Unknown, Wrong

# The tree speaks of all boroughs; the file writes each in a table of its own.
_WRITTEN = {"boroughs": "borough", "terms": "term", "closures": "closure", "moved": "panel_moved", "groups": "group", "accounts": "account"}
_WORDS = {
    str: "a text in quotation marks",
    int: "a whole number",
    float: "a number",
    date: "a date such as 2026-09-02, without quotation marks",
}


def values(kind: Any, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The values a table carries, by field: a table within as a dict, an array of tables as a tuple."""
    hints = fields(kind)
    read: dict[str, Any] = {}
    for key, found in raw.items():
        if key not in hints:
            raise Unknown((key,), key, f"one of {', '.join(hints)}")
        field, hint = hints[key]
        try:
            read[field] = _value(hint, found)
        except Wrong as wrong:
            raise wrong.under(key) from None
    return read


def laid_over(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """The one set of values over the other: tables key by key, lists as a whole."""
    tables = {
        key: laid_over(under.get(key, {}), value) for key, value in over.items() if isinstance(value, dict)
    }
    return {**under, **over, **tables}


def built(kind: Any, read: Mapping[str, Any]) -> Any:
    """The piece of the tree of these values; Wrong where one is missing or two do not go together."""
    made = {}
    for key, (field, hint) in fields(kind).items():
        if field not in read:
            if field not in _optional(kind):
                raise Wrong((key,), None, _expected(hint))
        else:
            made[field] = built(hint, read[field]) if isinstance(read[field], dict) else read[field]
    return kind(**made)


def _value(hint: Any, found: Any) -> Any:
    if get_origin(hint) is Annotated:
        plain, limit = get_args(hint)
        if not _is_plain(plain, found) or not _within(limit, found):
            raise Wrong((), found, _expected(hint))
        return found
    if get_origin(hint) is tuple and isinstance(found, list):
        return tuple(_entry(get_args(hint)[0], place, entry) for place, entry in enumerate(found))
    if is_table(hint) and isinstance(found, dict):
        return values(hint, found)
    if _is_plain(hint, found):
        return found
    raise Wrong((), found, _expected(hint))


def _is_plain(hint: Any, found: Any) -> bool:
    # `type` and not `isinstance`: true is an int to Python, and a time of day a date.
    if hint is float:
        return type(found) in (int, float) and isfinite(found)
    return hint in _WORDS and type(found) is hint and found != ""


def _within(limit: AtLeast | OneOf, found: Any) -> bool:
    return found in limit.texts if isinstance(limit, OneOf) else bool(found >= limit.low)


def _entry(hint: Any, place: int, found: Any) -> Any:
    try:
        entry = _value(hint, found)
        return built(hint, entry) if is_table(hint) else entry
    except Wrong as wrong:
        raise wrong.under(place) from None


@cache
def fields(kind: Any) -> dict[str, tuple[str, Any]]:
    """The field of the tree and its type, by each key of a table."""
    hints = get_type_hints(kind, include_extras=True)  # Annotated carries the least value allowed
    return {_WRITTEN.get(field, field): (field, _bare(hint)) for field, hint in hints.items()}


def _bare(hint: Any) -> Any:
    """What a value may be where it may be left out: a file cannot say None."""
    return get_args(hint)[0] if isinstance(hint, UnionType) else hint


def _optional(kind: Any) -> set[str]:
    if not dataclasses.is_dataclass(kind):
        return set()
    return {field.name for field in dataclasses.fields(kind) if field.default is not dataclasses.MISSING}


def is_table(hint: Any) -> bool:
    """Whether a type is a table of the file, and no plain value or list."""
    return isinstance(hint, type) and hint.__module__ == AtLeast.__module__


def _expected(hint: Any) -> str:
    if get_origin(hint) is Annotated:
        plain, limit = get_args(hint)
        if isinstance(limit, OneOf):
            return " or ".join(f"“{text}”" for text in limit.texts)
        return f"{_WORDS[plain]} of {limit.low} or more"
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        return "entries in double brackets" if is_table(item) else f"a list, each item {_expected(item)}"
    return _WORDS.get(hint, "a table in single brackets")
