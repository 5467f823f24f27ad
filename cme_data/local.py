"""The authority's own settings changed by a person: checked as a whole, written whole, each change written down."""

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cme_data import panels
from cme_data.errors import CmeError, Overtaken
from cme_data.settings import Settings, Wrong, load, shown
from cme_data.settings.described import DESCRIBED
from cme_data.settings.own import UNWRITABLE, own_file, own_text, put, with_values
from cme_data.settings.plain import checked, plain
from cme_data.settings.reading import read_as
from cme_data.store import Store, World, audit

_WHAT = "changed a setting"
_DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_HISTORY = "SELECT happened_at, who, detail FROM store.audit WHERE what = $1 ORDER BY entry DESC"


@dataclass(frozen=True, slots=True)
class Change:
    """A setting that would change, with both values as a file holds them."""

    path: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Changed:
    """A change that was made: by whom, when and why."""

    at: dt.datetime
    who: str
    change: Change
    why: str


def changes(settings: Settings, values: Mapping[str, Any]) -> list[Change]:
    """What these values would change, once all settings were checked as a whole with them; raises Wrong."""
    before = plain(settings)
    checked({**before, **values})
    return [Change(path, before[path], new) for path, new in values.items() if new != before[path]]


def change(store: Store, made: Sequence[Change], why: str, who: str, now: dt.datetime) -> Settings:
    """Make changes in the store's folder, all or none, and give the settings that are now in force.

    Raises CmeError where there is no reason, where one of the values changed meanwhile (Overtaken), where the settings
    would not go together, or where the file cannot be written.
    """
    if not why.strip():
        raise CmeError("Say why the settings change: the reason is kept with them.")
    if store.path is None:
        raise CmeError("This store lies in memory and has no settings file to change.")
    folder = store.path.parent
    with store.writing() as cursor:
        before = plain(load(folder))
        for one in made:
            if before[one.path] != one.old:
                label = DESCRIBED[one.path].label
                raise Overtaken(f"“{label}” was changed by somebody else meanwhile: look again, then save.")
        values = {one.path: one.new for one in made}
        try:
            settings = checked({**before, **values})
        except Wrong as wrong:
            raise CmeError(said(wrong)) from None
        file, text = own_file(folder), with_values(own_text(folder), values)
        if read_as(file, text) != settings:
            raise CmeError(UNWRITABLE)
        for one in made:
            audit.note(cursor, who, _WHAT, _told(one, why.strip()), now)
        # The file comes last: where it cannot be written, no row says that it was.
        put(file, text)
    return settings


def history(store: Store) -> list[Changed]:
    """Every change that was made, the newest first."""
    found = []
    for at, who, detail in store.ask(_HISTORY, [_WHAT]):
        kept = json.loads(detail)
        found.append(
            Changed(at, who, Change(kept["setting"], _read(kept["old"]), _read(kept["new"])), kept["why"])
        )
    return found


def said(wrong: Wrong) -> str:
    """What is wrong, by the setting's name, the row and the column of a list, what stands there and what should."""
    path, row, column = place(wrong)
    described = DESCRIBED[path]
    where = described.label
    if described.columns:
        where += "" if row is None else f", row {row + 1}"
        where += f", {described.columns[column]}" if column else ""
    return _in_words(f"{where} has {shown(wrong.found)}: it should be {wrong.expected}.")


def place(wrong: Wrong) -> tuple[str, int | None, str | None]:
    """The setting's path, and the row and the column of a list that the fault is in."""
    names = [step for step in wrong.path if isinstance(step, str)]
    row = next((step for step in wrong.path if isinstance(step, int)), None)
    if row is not None or names[0] in DESCRIBED:
        return names[0], row, names[1] if len(names) > 1 else None
    return ".".join(names), None, None


def move_meeting(
    store: Store,
    world: World,
    settings: Settings,
    held_on: dt.date,
    to: dt.date | None,
    why: str,
    who: str,
    now: dt.datetime,
) -> Settings:
    """Hold a meeting of the panel's calendar on another day, or on none; CmeError where a list speaks for it."""
    listed = panels.held(world)
    if held_on in listed:
        raise CmeError(
            f"The meeting of {_day(held_on)} is on the services' list of meetings, which counts: change its day in that list "
            "and upload it."
        )
    if to is not None and to in listed:
        raise CmeError(f"The services' list of meetings has another meeting on {_day(to)} already.")
    if to is not None and to < now.date():
        raise CmeError(f"The meeting should be moved to {_day(now.date())} or later, and not to {_day(to)}.")
    day = next((move.day for move in settings.moved if move.to == held_on), held_on)
    others = [entry for entry in plain(settings)["panel_moved"] if entry["day"] != day]
    moved = {"day": day, "why": why.strip()} | ({"to": to} if to else {})
    values = {"panel_moved": others if to == day else [*others, moved]}
    try:
        made = changes(settings, values)
    except Wrong as wrong:
        raise CmeError(said(wrong)) from None
    return change(store, made, why, who, now)


def _told(one: Change, why: str) -> str:
    kept = {"setting": one.path, "old": one.old, "new": one.new, "why": why}
    return json.dumps(kept, ensure_ascii=False, default=dt.date.isoformat)


def _read(value: Any) -> Any:
    """A value as it was before it was written down: JSON has no dates."""
    if isinstance(value, list):
        return [_read(entry) for entry in value]
    if isinstance(value, dict):
        return {name: _read(cell) for name, cell in value.items()}
    return dt.date.fromisoformat(value) if isinstance(value, str) and _DATE.fullmatch(value) else value


def _in_words(text: str) -> str:
    """What is said of a file, as a person at a page says it."""
    spoken = text.replace(", without quotation marks", "").replace(" in quotation marks", "")
    return _DATE.sub(lambda found: _day(dt.date.fromisoformat(found[0])), spoken)


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
