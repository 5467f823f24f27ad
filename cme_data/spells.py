"""Rows become spells and versions (measures.md, *Child, spell, version* and *Spell, again*).

`build` takes the uploads that count, in order, and returns every child, spell and version that
follow from them. It is a pure function of its input: asking what was known at an earlier day is
building again from the uploads of that day.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cme_data.children import children
from cme_data.people import Identity, Lineage
from schemas import REGISTERS

NOT_IN_LATER_LIST = "Not in the later list"
FIRST_DAY, LAST_DAY = -719_162, 2_932_896  # 0001-01-01 and 9999-12-31


class Fact(NamedTuple):
    """One distinct row of one source, as the store keeps it. Days are counted from 1970-01-01."""

    content: int
    identity: Identity
    opened: int
    closed: int | None
    outcome: str | None
    key: tuple[object, ...]  # what tells rows apart where it is not the child and its opening day
    says_closed: bool  # an action Completed or Cancelled, with or without a date


class KeptOut(NamedTuple):
    """What can be read of a row that was kept out, so that its spell is not taken for dropped."""

    identity: Identity
    opened: int | None
    key: tuple[object, ...]


@dataclass(slots=True)
class Listing:
    """One upload that counts: its rows, in sheet order."""

    number: int
    register: str
    provider: str
    as_at: int
    snapshot: bool
    rows: Sequence[Fact]
    kept_out: Sequence[KeptOut] = ()


class Change(NamedTuple):
    """What one row of an upload did: new, changed, closed, unchanged or dropped."""

    kind: str
    spell: int
    before: int | None  # content
    after: int | None


class Version(NamedTuple):
    """A run of uploads that described a spell in the same words."""

    content: int
    as_at: int
    number: int


@dataclass(slots=True, eq=False)
class Spell:
    """A child's time on one register; for actions, enquiries and meetings one of those."""

    number: int
    register: str
    provider: str
    identity: Identity
    opened: int
    closed: int | None = None
    stated_close: int | None = None
    outcome: str | None = None
    dropped: int | None = None
    child: str | None = None
    listed: int = -1  # position of the last upload of its source that lists it
    says_closed_since: int | None = None
    versions: list[Version] = field(default_factory=list)

    def in_force(self) -> list[tuple[int, int, int]]:
        """(content, from, to) of each version: one in force on any day, the first from the first day on."""
        runs = []
        for i, version in enumerate(self.versions):
            begins = version.as_at if i else FIRST_DAY
            ends = self.versions[i + 1].as_at if i + 1 < len(self.versions) else LAST_DAY
            if begins < ends:  # of two lists that speak for one day the newer counts
                runs.append((version.content, begins, ends))
        return runs


@dataclass(slots=True)
class Built:
    """Every spell that follows from the uploads, and what each upload changed."""

    spells: list[Spell]
    changes: dict[int, list[Change]]  # by upload number
    corrections: dict[int, list[tuple[int, Identity, Identity]]]
    reopened: dict[int, list[int]]  # contents that leave blank a closing date given before


def build(listings: Sequence[Listing], salt: str) -> Built:
    """All spells from the uploads that count, given in order of (as_at, upload number)."""
    sources: dict[tuple[str, str], list[Listing]] = defaultdict(list)
    for listing in listings:
        sources[listing.register, listing.provider].append(listing)

    built = Built([], defaultdict(list), {}, defaultdict(list))
    identity_of: dict[int, Identity] = {}
    for (register, _), uploads in sources.items():
        identity_of.update(_identities(register, uploads, built))
    child_of = _child_ids(identity_of, salt)

    for (register, provider), uploads in sources.items():
        source = _Source(register, provider, identity_of, child_of, built)
        for position, listing in enumerate(uploads):
            source.take(position, listing)
        source.close(uploads)
    return built


def _identities(
    register: str, uploads: Sequence[Listing], built: Built
) -> dict[int, Identity]:
    """Each content's identity, as the newest row of its line has it."""
    if _follows_child(register):
        lineage = Lineage()
        for listing in uploads:
            rows = [(fact.content, fact.identity, fact.opened) for fact in listing.rows]
            corrections = lineage.upload(rows)
            if corrections:
                built.corrections[listing.number] = corrections
        return {content: line.identity for content, line in lineage.line_of.items()}
    newest: dict[object, Identity] = {}
    facts = {fact.content: fact for listing in uploads for fact in listing.rows}
    if not REGISTERS[register].when_dropped == "stays_open":
        return {content: fact.identity for content, fact in facts.items()}
    for listing in uploads:  # a numbered row: its newest words say whose it is
        for fact in listing.rows:
            newest[fact.key] = fact.identity
    return {content: newest[fact.key] for content, fact in facts.items()}


def _follows_child(register: str) -> bool:
    return REGISTERS[register].child == "full" and not any(
        column.unique for column in REGISTERS[register].columns
    )


def _child_ids(identity_of: Mapping[int, Identity], salt: str) -> dict[Identity, str]:
    """An opaque id a child: the same at every building, and nothing of the child in it."""
    first: dict[Identity, int] = {}
    for content, identity in identity_of.items():
        first[identity] = min(content, first.get(identity, content))
    ids = {}
    for members in children(first):
        content = min(first[identity] for identity in members)
        digest = hashlib.blake2b(f"{salt}/{content}".encode(), digest_size=5).hexdigest()
        ids.update(dict.fromkeys(members, digest))
    return ids


class _Source:
    """The spells of one register and data provider, upload by upload."""

    def __init__(
        self,
        register: str,
        provider: str,
        identity_of: Mapping[int, Identity],
        child_of: Mapping[Identity, str],
        built: Built,
    ) -> None:
        self.register, self.provider = register, provider
        self.rule = REGISTERS[register].when_dropped
        self.by_child = _follows_child(register)
        self.has_child = REGISTERS[register].child != "none"
        self.identity_of, self.child_of, self.built = identity_of, child_of, built
        self.spells: list[Spell] = []
        self.spell_of: dict[int, Spell] = {}
        self.by_key: dict[tuple[object, ...], Spell] = {}
        self.of_child: dict[str, list[Spell]] = defaultdict(list)

    def take(self, position: int, listing: Listing) -> None:
        """Carry one upload's rows into the spells."""
        claimed: set[int] = set()
        later: list[tuple[Fact, str]] = []
        seen: dict[tuple[object, ...], int] = defaultdict(int)
        for fact in listing.rows:
            identity = self.identity_of[fact.content]
            child = self.child_of[identity] if self.has_child else ""
            key = (child, fact.opened) if self.by_child else self._event_key(fact, child, seen)
            spell = self.spell_of.get(fact.content) if self.by_child else None
            if spell is None or spell.opened != fact.opened:
                spell = self.by_key.get(key)
            if spell is not None:
                claimed.add(spell.number)
                self._describe(spell, fact, position, listing)
            elif self.by_child:
                later.append((fact, child))
            else:
                self._open(fact, child, key, position, listing)
        for fact, child in later:
            free = [
                spell
                for spell in self.of_child[child]
                if spell.number not in claimed and _overlap(spell, fact)
            ]
            if len(free) == 1:
                spell = free[0]
                self.by_key.pop((child, spell.opened), None)
                self.by_key[child, fact.opened] = spell
                claimed.add(spell.number)
                self._describe(spell, fact, position, listing)
            else:
                claimed.add(self._open(fact, child, (child, fact.opened), position, listing).number)
        for kept in listing.kept_out:
            for spell in self._might_be(kept):
                spell.listed = position

    def _event_key(
        self, fact: Fact, child: str, seen: dict[tuple[object, ...], int]
    ) -> tuple[object, ...]:
        if self.rule == "stays_open" or not self.has_child:
            return fact.key
        key = (child, fact.key)
        seen[key] += 1  # two home visits on one day are two enquiries
        return (*key, seen[key])

    def _open(
        self, fact: Fact, child: str, key: tuple[object, ...], position: int, listing: Listing
    ) -> Spell:
        identity = self.identity_of[fact.content]
        number = len(self.built.spells)
        spell = Spell(number, self.register, self.provider, identity, fact.opened)
        spell.child = child or None
        self.built.spells.append(spell)
        self.spells.append(spell)
        self.by_key[key] = spell
        self.of_child[child].append(spell)
        self._describe(spell, fact, position, listing)
        return spell

    def _describe(self, spell: Spell, fact: Fact, position: int, listing: Listing) -> None:
        before = spell.versions[-1].content if spell.versions else None
        if before is None:
            kind = "new"
        elif before == fact.content:
            kind = "unchanged"
        elif spell.stated_close is None and (fact.closed is not None or (
            fact.says_closed and spell.says_closed_since is None
        )):
            kind = "closed"
        else:
            kind = "changed"
        self.built.changes[listing.number].append(Change(kind, spell.number, before, fact.content))
        spell.listed = position
        self.spell_of[fact.content] = spell
        if kind == "unchanged":
            return
        if spell.stated_close is not None and fact.closed is None:
            self.built.reopened[listing.number].append(fact.content)
        spell.versions.append(Version(fact.content, listing.as_at, listing.number))
        spell.opened, spell.stated_close, spell.outcome = fact.opened, fact.closed, fact.outcome
        if not fact.says_closed:
            spell.says_closed_since = None
        elif spell.says_closed_since is None:
            spell.says_closed_since = listing.as_at

    def _might_be(self, kept: KeptOut) -> Iterable[Spell]:
        """The spells that a row kept out may describe: rather too many than one too few."""
        if not self.by_child:
            return [s for key, s in self.by_key.items() if kept.key and key == kept.key]
        alike = [spell for spell in self.spells if _may_be_same(spell.identity, kept.identity)]
        same_day = [spell for spell in alike if spell.opened == kept.opened]
        return same_day or alike

    def close(self, uploads: Sequence[Listing]) -> None:
        """Set closing dates: stated, said without a date, or dropped from a later list."""
        snapshots = [(i, u) for i, u in enumerate(uploads) if u.snapshot]
        for spell in self.spells:
            spell.closed = spell.stated_close
            if spell.closed is None and spell.says_closed_since is not None:
                spell.closed = spell.says_closed_since
            if spell.closed is None and self.rule != "accumulates":
                later = next(((i, u) for i, u in snapshots if i > spell.listed), None)
                if later is not None:
                    spell.dropped = later[1].as_at
                    self.built.changes[later[1].number].append(
                        Change("dropped", spell.number, spell.versions[-1].content, None)
                    )
                    if self.rule == "closes":
                        spell.closed, spell.outcome = spell.dropped, NOT_IN_LATER_LIST
            if spell.closed is not None:
                spell.closed = max(spell.closed, spell.opened)


def _overlap(spell: Spell, fact: Fact) -> bool:
    """Whether the row's time and the spell's overlap; on its closing day a spell has ended."""
    spell_end = LAST_DAY if spell.stated_close is None else spell.stated_close
    fact_end = LAST_DAY if fact.closed is None else fact.closed
    return spell.opened < fact_end and fact.opened < spell_end


def _may_be_same(known: Identity, kept: Identity) -> bool:
    if kept.upn and known.upn:
        return kept.upn == known.upn
    if kept.record_number and known.record_number:
        return kept.record_number == known.record_number
    if kept.surname and kept.forename:
        return (kept.surname, kept.forename) == (known.surname, known.forename) and (
            kept.born is None or known.born is None or kept.born == known.born
        )
    return kept.born is not None and kept.born == known.born
