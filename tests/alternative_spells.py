"""Spells told again from plain uploads, slowly: the second reading of *Spell*, *Version* and *Dropped*."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from tests.alternative_people import LEVELS, Identity, Row, children, identity, verdict

CHILD_REGISTERS = ("cme", "ehe", "medical_tuition", "pru", "virtual_school")
OPENS = {
    "cme": "added_on",
    "ehe": "started_on",
    "medical_tuition": "referred_on",
    "pru": "admitted_on",
    "virtual_school": "opened_on",
    "actions": "agreed_on",
    "enquiries": "made_on",
    "meetings": "held_on",
}
CLOSES = {
    "cme": "removed_on",
    "ehe": "ended_on",
    "medical_tuition": "ended_on",
    "pru": "left_on",
    "virtual_school": "closed_on",
    "actions": "completed_on",
}
STAYS_OPEN = {"cme", "actions"}
EVENTS = {"enquiries": ("made_on", "check"), "meetings": ("held_on",)}
"""Registers that only accumulate, and what tells one event from another."""
CHILD = ["surname", "forename", "date_of_birth", "borough"]
REQUIRED = {
    "cme": [
        *CHILD,
        "category",
        "reason",
        "on_roll",
        "identified_on",
        "added_on",
        "provision",
        "lead_service",
    ],
    "ehe": [*CHILD, "started_on"],
    "medical_tuition": [*CHILD, "referred_on"],
    "pru": [*CHILD, "admitted_on", "basis"],
    "virtual_school": [*CHILD, "status", "opened_on"],
    "actions": ["action_id", "agreed_on", "action", "service", "due_on", "status"],
    "enquiries": ["made_on", "check"],
    "meetings": ["held_on"],
}


class Upload(NamedTuple):
    """One committed sheet of one source; ``withdrawn_after`` is the sequence of the last one before that."""

    register: str
    provider: str
    as_at: date
    sequence: int
    mode: str
    rows: tuple[Row, ...]
    withdrawn_after: int | None = None

    @property
    def source(self) -> tuple[str, str]:
        return (self.register, self.provider)


NOBODY = identity({})


@dataclass(eq=False)
class Person:
    """A child as the rows of one source describe it, before the sources are put together."""

    identity: Identity
    opens: str = ""
    """The column of its opening day."""
    child: int = -1
    rows: list[str] = field(default_factory=list)
    """The words of its own row, the newest last."""
    said: list[tuple[Identity, date]] = field(default_factory=list)
    """Who it was with each of them, and the opening day."""

    def follow(self, row: Row, people: list["Person"]) -> None:
        """Makes a row the newest words of this person, and of nobody else."""
        for other in people:
            other.rows = [each for each in other.rows if each != words(row)]
        self.rows.append(words(row))
        self.identity = self.identity.then(identity(row))
        self.said.append((self.identity, row[self.opens]))


@dataclass(eq=False)
class Spell:
    """A child's time on one register of one source, or one action."""

    register: str
    provider: str
    person: Person
    versions: list[tuple[date, Row]] = field(default_factory=list)
    dropped_on: date | None = None

    @property
    def child(self) -> int:
        return self.person.child

    @property
    def newest(self) -> Row:
        return self.versions[-1][1]

    @property
    def first(self) -> Row:
        return self.versions[0][1]

    @property
    def opened_on(self) -> date:
        return self.newest[OPENS[self.register]]

    @property
    def closed_on(self) -> date | None:
        closing = stated_closing(self.newest, self.register)
        if closing is None and self.register == "actions":
            for as_at, row in reversed(self.versions):
                if row["status"] == "Open":
                    break
                closing = as_at  # of the first upload of the present unbroken run that says so
        if closing is None and self.dropped_on and self.register not in STAYS_OPEN:
            closing = self.dropped_on
        return max(closing, self.opened_on) if closing else None

    @property
    def was_dropped(self) -> bool:
        """Whether a later list leaves it out, and its own rows never said that it closed."""
        return self.dropped_on is not None and stated_closing(self.newest, self.register) is None

    @property
    def outcome(self) -> Any:
        """What the newest row says became of it; of a dropped spell nobody knows."""
        named = "end_reason" if self.register == "ehe" else "outcome"
        return None if self.was_dropped else self.newest.get(named)

    def at(self, day: date) -> Row:
        """The version in force on a day; before the first one, the first one."""
        in_force = self.first
        for as_at, row in self.versions:
            if as_at <= day:
                in_force = row
        return in_force

    def is_open(self, day: date) -> bool:
        return self.opened_on <= day and (self.closed_on is None or self.closed_on > day)

    def overlaps(self, opened: date, closed: date | None) -> bool:
        return (self.closed_on is None or opened < self.closed_on) and (
            closed is None or self.opened_on < closed
        )


class Known(NamedTuple):
    """All that was known at a day: the uploads that count, and the spells they tell of."""

    uploads: list[Upload]
    spells: list[Spell]


def known(uploads: Iterable[Upload], known_at: date | None = None) -> Known:
    """The spells as the uploads with an as-at date no later than ``known_at`` tell them (default: all)."""
    counting = [each for each in standing(uploads) if known_at is None or each.as_at <= known_at]
    counting = [
        each._replace(rows=tuple(map(dict, each.rows))) for each in counting
    ]  # each row an object of its own
    sources = [
        [each for each in counting if each.source == source]
        for source in sorted({u.source for u in counting})
    ]
    told = [recognise(of_source) for of_source in sources]
    people = list({id(person): person for persons in told for person in persons.values()}.values())
    people = [person for person in people if person.identity != NOBODY]
    for person, child in zip(people, children([person.identity for person in people]), strict=True):
        person.child = child
    spells = [
        spell for uploads, persons in zip(sources, told, strict=True) for spell in spells_of(uploads, persons)
    ]
    return Known(counting, spells)


def standing(uploads: Iterable[Upload]) -> list[Upload]:
    """The uploads that count: committed once, not withdrawn, not superseded; in the order they speak for."""
    committed: list[Upload] = []
    for new in sorted(uploads, key=lambda each: each.sequence):
        before = [each for each in committed if not (each.withdrawn_after or new.sequence) < new.sequence]
        before = [each for each in before if not superseded(each, before)]
        if not any(each[:3] == new[:3] and each[4:6] == new[4:6] for each in before):
            committed.append(new)
    left = [each for each in committed if each.withdrawn_after is None]
    left = [each for each in left if not superseded(each, left)]
    return sorted(left, key=lambda each: (each.as_at, each.sequence))


def superseded(upload: Upload, among: list[Upload]) -> bool:
    """Whether a later snapshot of the same source and day stands in its place."""
    return upload.mode == "snapshot" and any(
        other.mode == "snapshot"
        and (other.source, other.as_at) == (upload.source, upload.as_at)
        and other.sequence > upload.sequence
        for other in among
    )


def spells_of(uploads: list[Upload], persons: dict[int, Person]) -> list[Spell]:
    """The spells of one source, its uploads read in the order they speak for."""
    if uploads[0].register in EVENTS:
        return events_of(uploads, persons)
    spells: list[Spell] = []
    seen: list[Person] = []
    for upload in uploads:
        seen += [persons[id(row)] for row in upload.rows if id(row) in persons]
        listed = claim(upload, [row for row in upload.rows if not is_kept_out(row, upload)], persons, spells)
        listed += [
            spell for row in upload.rows if is_kept_out(row, upload) for spell in meant_by(row, upload, spells, seen)
        ]
        for spell in spells:
            if spell in listed:
                spell.dropped_on = None
            elif upload.mode == "snapshot":
                spell.dropped_on = spell.dropped_on or upload.as_at
    return spells


def events_of(uploads: list[Upload], persons: dict[int, Person]) -> list[Spell]:
    """Enquiries or meetings: once listed, there for good; two alike in one list are two."""
    events: dict[Any, Spell] = {}
    for upload in uploads:
        seen: list[Any] = []
        for row in upload.rows:
            if is_kept_out(row, upload):
                continue
            key = (persons[id(row)].child, *(row[name] for name in EVENTS[upload.register]))
            seen.append(key)
            event = events.setdefault(
                (*key, seen.count(key)), Spell(upload.register, upload.provider, persons[id(row)])
            )
            event.versions.append((upload.as_at, row))
    return list(events.values())


def is_kept_out(row: Row, upload: Upload) -> bool:
    if any(row.get(column) in (None, "") for column in REQUIRED[upload.register]):
        return True
    if upload.register == "meetings":
        return False
    opened, closed = row[OPENS[upload.register]], row.get(CLOSES.get(upload.register))
    if closed and closed < opened:
        return True
    if (
        upload.register == "actions"
        and [other.get("action_id") for other in upload.rows].count(row["action_id"]) > 1
    ):
        return True
    own = identity(row)
    if not (own.upn or own.record or own.name):
        return True  # nothing says which child it is about
    for other in map(identity, upload.rows):
        if own.upn and own.upn == other.upn and own.born and other.born and own.born != other.born:
            return True
    if own.record:
        upns = {other.upn for other in map(identity, upload.rows) if other.record == own.record and other.upn}
        return len(upns) > 1
    return False


def recognise(uploads: list[Upload]) -> dict[int, Person]:
    """Whom each row of one source is about (by the row's ``id``), what it changes in its own row followed."""
    every = [row for upload in uploads for row in upload.rows if not is_kept_out(row, upload)]
    if uploads[0].register in EVENTS:
        return {id(row): Person(identity(row)) for row in every}
    if uploads[0].register == "actions":  # a number tells them apart: the newest words say whose it is
        newest = {row["action_id"]: Person(identity(row)) for row in every}
        return {id(row): newest[row["action_id"]] for row in every}
    people: list[Person] = []
    for upload in uploads:
        left = [*{words(row): row for row in upload.rows if not is_kept_out(row, upload)}.values()]
        taken: list[tuple[Person, Row]] = []
        for same in (stands, stood, *(partial(keeps, by=(level,)) for level in LEVELS)):
            for row in list(left):
                likely = [person for person in people if same(person, row) and is_free(person, row, taken)]
                if len(likely) == 1:
                    taken.append((likely[0], row))
                    left = [other for other in left if other is not row]
                    if same is not stands:
                        likely[0].follow(row, people)
        changed = own_rows(left, [person for person in people if all(person is not one for one, _ in taken)])
        for row in left:
            person = changed.get(words(row))
            if person is None:
                person = Person(identity(row), OPENS[upload.register])
                people.append(person)
            person.follow(row, people)
    return {id(row): person for row in every for person in people if words(row) in person.rows}


def words(row: Row) -> str:
    return repr(sorted((name, cell) for name, cell in row.items() if cell is not None))


def stands(person: Person, row: Row) -> bool:
    """Whether a row says what the person's newest said, word for word."""
    return person.rows[-1] == words(row)


def stood(person: Person, row: Row) -> bool:
    return words(row) in person.rows


def keeps(person: Person, row: Row, by: Iterable[str] = tuple(LEVELS)) -> bool:
    """Whether a row keeps one of these identifiers of the person's own row, with its opening day."""
    likeness = keeps_any(person, row, by)
    own, now = identity(row), person.identity
    if own.upn and now.upn:
        return likeness and own.upn == now.upn
    return likeness and not (own.record and now.record and own.record != now.record)


def keeps_any(person: Person, row: Row, by: Iterable[str] = tuple(LEVELS)) -> bool:
    own = identity(row)
    return any(
        opened == row[person.opens] and getattr(said, level) and getattr(said, level) == getattr(own, level)
        for said, opened in person.said
        for level in by
    )


def is_free(person: Person, row: Row, taken: list[tuple[Person, Row]]) -> bool:
    """Whether no other child's row of the list is this person's."""
    said = [identity(other) for one, other in taken if one is person]
    return not any(verdict(identity(row), other, same_source=True) is False for other in said)


def own_rows(left: list[Row], gone: list[Person]) -> dict[str, Person]:
    """The rows in which a person's own row has another number: one row and one person, and neither number elsewhere."""
    likely = [(row, person) for row in left for person in changed_from(row, gone)]
    alone = [
        (row, person)
        for row, person in likely
        if [one for one, _ in likely].count(row) == 1 and sum(one is person for _, one in likely) == 1
    ]
    numbers_gone = [number(person.identity) for person in gone]
    numbers_left = [number(identity(row)) for row in left]
    return {
        words(row): person
        for row, person in alone
        if (number(identity(row)) or "none") not in numbers_gone
        and (number(person.identity) or "none") not in numbers_left
    }


def changed_from(row: Row, gone: list[Person]) -> list[Person]:
    """Whose own row it may be with another number, or else with another birth date."""
    own = identity(row)
    numbered = [person for person in gone if keeps_any(person, row)]
    return numbered or [
        person
        for person in gone
        if not (own.upn and person.identity.upn)
        and not (own.record and person.identity.record)
        and any(
            opened == row[person.opens] and (said.surname, said.forename) == (own.surname, own.forename)
            for said, opened in person.said
        )
    ]


def number(one: Identity) -> tuple[str, str] | None:
    return ("upn", one.upn) if one.upn else ("record", one.record) if one.record else None


def claim(
    upload: Upload, rows: Sequence[Row], persons: dict[int, Person], spells: list[Spell]
) -> list[Spell]:
    """The spell each row describes: its opening day's, else the one it overlaps, else a new one."""
    opens = OPENS[upload.register]
    if upload.register != "actions":
        rows = [
            row
            for place, row in enumerate(rows)
            if not any(
                persons[id(lower)].child == persons[id(row)].child and lower[opens] == row[opens]
                for lower in rows[place + 1 :]
            )
        ]  # a child opens on one day but once
    claimed: dict[int, Spell] = {}
    for place, row in enumerate(rows):
        for spell in spells:
            if upload.register == "actions":
                same = spell.newest["action_id"] == row["action_id"]
            else:
                same = spell.child == persons[id(row)].child and spell.opened_on == row[opens]
            if same and place not in claimed and spell not in claimed.values():
                claimed[place] = spell
    for place, row in enumerate(rows):
        if place not in claimed and upload.register != "actions":
            closing = stated_closing(row, upload.register)
            possible = [spell for spell in spells if spell.child == persons[id(row)].child]
            possible = [spell for spell in possible if spell not in claimed.values()]
            possible = [spell for spell in possible if spell.overlaps(row[opens], closing)]
            if len(possible) == 1:
                claimed[place] = possible[0]
    for place, row in enumerate(rows):
        if place not in claimed:
            claimed[place] = Spell(upload.register, upload.provider, persons[id(row)])
            spells.append(claimed[place])
        claimed[place].person = persons[id(row)]
        claimed[place].versions.append((upload.as_at, row))
    return list(claimed.values())


def stated_closing(row: Row, register: str) -> date | None:
    """The closing a row states; on ``cme`` only with an approval, on the later of the two days (R21)."""
    closing = row.get(CLOSES.get(register))
    if register == "cme":
        approved = row.get("removal_approved_on")
        return max(closing, approved) if closing and approved else None
    return closing


def meant_by(row: Row, upload: Upload, spells: list[Spell], seen: list[Person]) -> list[Spell]:
    """The spells a kept-out row may speak of: a row kept out is not dropped, but what was dropped before stays so."""
    if row.get("action_id"):
        return [spell for spell in spells if spell.newest.get("action_id") == row["action_id"]]
    known = {spell.child: [each.identity for each in seen if each.child == spell.child] for spell in spells}
    own = [spell for spell in spells if any(may_be(one, identity(row)) for one in known[spell.child])]
    opened = row.get(OPENS[upload.register])
    that_day = [spell for spell in spells if spell.opened_on == opened]
    exact = [spell for spell in that_day if spell in own]
    mended = [
        spell
        for spell in that_day
        for one in known[spell.child]
        if any(getattr(one, each) and getattr(one, each) == getattr(identity(row), each) for each in LEVELS)
    ]
    return exact or mended or [spell for spell in own if spell.overlaps(opened or upload.as_at, None)]


def may_be(one: Identity, kept: Identity) -> bool:
    """Whether a row kept out, of which not everything need be readable, may be about a child: rather yes than no."""
    for number in ("upn", "record"):
        if getattr(one, number) and getattr(kept, number):
            return getattr(one, number) == getattr(kept, number)
    if not (kept.surname and kept.forename):
        return one.born == kept.born is not None
    same_name = (kept.surname, kept.forename) == (one.surname, one.forename)
    return same_name and (not kept.born or not one.born or kept.born == one.born)
