"""One child's story: spells, what changed in them and when, each with the row that said so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from cme_data.sql import Answering, sql
from schemas import CHILD_REGISTERS, REGISTERS

_VERSIONS = Path(__file__).with_name("versions.sql")
_NOW = (
    "surname", "forename", "date_of_birth", "upn", "record_number", "borough", "year_group", "school", "sen",
    "social_care", "category", "referral_group", "reason", "suitability", "on_roll", "provision", "hours_per_week",
    "transition_agreed", "full_time_due", "lead_service", "annual_review_due",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """The row of an upload that said something first."""

    upload: str
    as_at: date
    file_name: str
    sheet: str
    sheet_row: int
    who: str
    committed_at: datetime

    def cell(self, column: str | None) -> str:
        """File, sheet and cell, where the letters of its column are known; else the row."""
        # A file of values separated by commas has one sheet, of the file's own name.
        sheet = "" if Path(self.file_name).stem == self.sheet else f", sheet {self.sheet}"
        where = f"cell {column}{self.sheet_row}" if column else f"row {self.sheet_row}"
        return f"{self.file_name}{sheet}, {where}"


@dataclass(frozen=True, slots=True)
class Spell:
    """A child's time on a register, and its weekly hours from day to day where the register records them."""

    register: str
    provider: str
    opened_on: date
    closed_on: date | None
    outcome: str | None
    dropped_on: date | None
    hours: tuple[tuple[date, float | None], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that a later list told otherwise; what was blank and what was made blank are None."""

    on: date
    register: str
    column: str
    label: str
    old: Any
    new: Any
    source: Source
    provider: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What a register says, since which list and in which row."""

    register: str
    column: str
    label: str
    value: Any
    source: Source
    provider: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something of one day: an action, an enquiry, an approval of the panel, an annual review that is due."""

    on: date
    kind: str
    text: str
    source: Source
    register: str
    provider: str


@dataclass(frozen=True, slots=True)
class Story:
    """All that is known of a child."""

    child: str
    spells: tuple[Spell, ...]
    facts: tuple[Fact, ...]
    """As the version in force says them on the day asked about, of the spells open then, else of the last one."""
    changes: tuple[Change, ...]
    events: tuple[Event, ...]
    withheld: tuple[str, ...] = ()
    """The registers of which whoever asked is not shown everything."""


def tell(world: Answering, child: str, on: date) -> Story | None:
    """The story of a child as the lists known tell it, with the facts of a day; None where nobody is so called."""
    rows = world.rows(sql(_VERSIONS), {"child": child})
    if not rows:
        return None
    spells = [list(versions) for _, versions in groupby(rows, key=lambda row: row["spell_id"])]
    own = [versions for versions in spells if versions[0]["register"] in CHILD_REGISTERS]
    changes = [change for versions in spells for change in _changes(versions)]
    return Story(
        child,
        tuple(_spell(versions) for versions in own),
        tuple(fact for versions in _in_hand(own, on) for fact in _facts(versions, on)),
        tuple(sorted(changes, key=lambda change: change.on, reverse=True)),
        tuple(
            sorted((event for versions in spells for event in _events(versions)), key=lambda event: event.on)
        ),
    )


def _spell(versions: list[dict[str, Any]]) -> Spell:
    last = versions[-1]
    hours: list[tuple[date, float | None]] = []
    if "hours_per_week" in REGISTERS[last["register"]].names:
        steps = [
            (max(row["valid_from"], last["opened_on"]), row["said"]["hours_per_week"]) for row in versions
        ]
        # Of two versions from before the opening, the later is the one that was in force on it.
        hours = [step for step, after in pairwise([*steps, (date.max, None)]) if step[0] < after[0]]
    names = ("register", "provider", "opened_on", "closed_on", "outcome", "dropped_on")
    return Spell(**{name: last[name] for name in names}, hours=tuple(hours))


def _in_hand(spells: list[list[dict[str, Any]]], on: date) -> list[list[dict[str, Any]]]:
    """The spells open on a day; where none is, the one that closed last."""
    begun = [versions for versions in spells if versions[0]["opened_on"] <= on]
    still = [each for each in begun if each[0]["closed_on"] is None or each[0]["closed_on"] > on]
    return still or sorted(begun, key=lambda versions: versions[0]["closed_on"])[-1:]


def _facts(versions: list[dict[str, Any]], on: date) -> Iterator[Fact]:
    """What a spell says on a day; a fact's source is the version since which it has stood so."""
    register = REGISTERS[versions[0]["register"]]
    so_far = [row for row in versions if row["valid_from"] <= on]
    said = so_far[-1]["said"]
    for name in _NOW:
        if name == "annual_review_due" and said["sen"] != "EHC plan" and said[name] is None:
            continue  # without a plan there is nothing to be recorded
        if name in register.names:
            label, source = register.column(name).label, _source(_since(so_far, name))
            yield Fact(register.name, name, label, said[name], source, versions[0]["provider"])


def _since(versions: list[dict[str, Any]], name: str) -> dict[str, Any]:
    """The version since which a column has stood as the last one has it."""
    since = versions[-1]
    for row in reversed(versions):
        if row["said"][name] != since["said"][name]:
            break
        since = row
    return since


def _changes(versions: list[dict[str, Any]]) -> Iterator[Change]:
    register = REGISTERS[versions[0]["register"]]
    for before, after in pairwise(versions):
        for column in register.columns:
            old, new = before["said"][column.name], after["said"][column.name]
            if old != new:
                source = _source(after)
                yield Change(
                    after["valid_from"], register.name, column.name, column.label, old, new, source, after["provider"]
                )  # fmt: skip


def _events(versions: list[dict[str, Any]]) -> Iterator[Event]:
    first, last = versions[0], versions[-1]
    said, source, whose = last["said"], _source(first), (first["register"], first["provider"])
    if first["register"] == "actions":
        action = f"{said['action_id']}: {said['action']} ({said['service']})"
        yield Event(last["opened_on"], "Action agreed", action, source, *whose)
        if last["closed_on"]:
            what = f"Action {(said['status'] or 'closed').lower()}"
            yield Event(last["closed_on"], what, action, _source(last), *whose)
    elif first["register"] == "enquiries":
        outcome = f": {said['outcome']}" if said["outcome"] else ""
        yield Event(last["opened_on"], "Enquiry", f"{said['check']}{outcome}", source, *whose)
    elif first["register"] == "cme" and said["removal_approved_on"]:
        yield Event(said["removal_approved_on"], "Removal approved", "by the panel", _source(last), *whose)
    elif first["register"] == "ehe" and said["annual_review_due"] and last["closed_on"] is None:
        told_in = _source(_since(versions, "annual_review_due"))
        yield Event(
            said["annual_review_due"], "Annual review due", "of the EHC plan, by the SEND Service", told_in, *whose
        )


def _source(row: dict[str, Any]) -> Source:
    return Source(**{name: row[name] for name in Source.__slots__})
