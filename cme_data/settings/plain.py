"""The settings by their paths, as a file holds them ("hours_full", "panel.name", "term"), and back to the tree."""

from collections.abc import Mapping
from typing import Annotated, Any, get_args, get_origin

from cme_data.settings import shape
from cme_data.settings.entries import OneOf
from cme_data.settings.model import Settings


def hints(kind: Any = Settings, under: str = "") -> dict[str, Any]:
    """The type of every setting, by its path."""
    found: dict[str, Any] = {}
    for key, (_, hint) in shape.fields(kind).items():
        found |= hints(hint, f"{key}.") if shape.is_table(hint) else {under + key: hint}
    return found


def plain(piece: Any, under: str = "") -> dict[str, Any]:
    """The value of every setting, by its path; an entry of a list is a table without what it leaves out."""
    found: dict[str, Any] = {}
    kind: Any = type(piece)
    for key, (field, hint) in shape.fields(kind).items():
        value = getattr(piece, field)
        if shape.is_table(hint):
            found |= plain(value, f"{key}.")
        elif isinstance(value, tuple):
            found[under + key] = [_entry(entry) for entry in value]
        elif value is not None:
            found[under + key] = value
    return found


def checked(values: Mapping[str, Any]) -> Settings:
    """The settings of these values, checked as a whole; Wrong where one is of no use."""
    raw: dict[str, Any] = {}
    for path, value in values.items():
        table, _, key = path.rpartition(".")
        (raw.setdefault(table, {}) if table else raw)[key] = value
    settings: Settings = shape.built(Settings, shape.values(Settings, raw))
    return settings


def bare(hint: Any) -> Any:
    """The type without its limit: str, int, float, date or a tuple."""
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def choices(hint: Any) -> tuple[str, ...]:
    """The texts that a setting may be; none where it may be any."""
    limits = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    return next((limit.texts for limit in limits if isinstance(limit, OneOf)), ())


def columns(hint: Any) -> dict[str, Any]:
    """The type of each column of a setting that is a list of entries; none of another."""
    (item, *_) = get_args(hint) or (None,)
    return hints(item) if get_origin(hint) is tuple and shape.is_table(item) else {}


def _entry(entry: Any) -> Any:
    return plain(entry) if shape.is_table(type(entry)) else entry
