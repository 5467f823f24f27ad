"""The spells of one source, upload by upload (measures.md, *Spell, again*)."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from cme_data.people import Identity
from cme_data.spells import (
    LAST_DAY,
    NOT_IN_LATER_LIST,
    Built,
    Change,
    Fact,
    KeptOut,
    Listing,
    Spell,
    Version,
    follows_child,
)
from schemas import REGISTERS


class Source:
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
        self.by_child = follows_child(register)
        self.has_child = REGISTERS[register].child != "none"
        self.identity_of, self.child_of, self.built = identity_of, child_of, built
        self.spells: list[Spell] = []
        self.spell_of: dict[int, Spell] = {}
        self.by_key: dict[tuple[object, ...], Spell] = {}
        self.of_child: dict[str, list[Spell]] = defaultdict(list)
        self.said_of: dict[str, dict[int, Identity]] = defaultdict(dict)
        """Who each child is, by each of its rows so far."""
        self.snapshots: list[tuple[int, int]] = []  # position and as-at day of those taken in

    def take(self, position: int, listing: Listing) -> None:
        """Carry one upload's rows into the spells."""
        claimed: set[int] = set()
        later: list[tuple[Fact, str]] = []
        for key, (fact, child) in self._rows(listing).items():
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
                if spell.number not in claimed and self._overlap(spell, fact)
            ]
            if len(free) == 1:
                spell = free[0]
                self.by_key.pop((child, spell.opened), None)
                self.by_key[child, fact.opened] = spell
                claimed.add(spell.number)
                self._describe(spell, fact, position, listing)
            else:
                claimed.add(self._open(fact, child, (child, fact.opened), position, listing).number)
        marked = self._marked() if listing.kept_out and self.by_child else {}
        for kept in listing.kept_out:
            for spell in self._might_be(kept, marked):
                spell.listed = position
        if listing.snapshot:
            self.snapshots.append((position, listing.as_at))

    def _rows(self, listing: Listing) -> dict[tuple[object, ...], tuple[Fact, str]]:
        """Each row with its child, by what tells it from others; of two that are one spell the lower counts."""
        rows: dict[tuple[object, ...], tuple[Fact, str]] = {}
        seen: dict[tuple[object, ...], int] = defaultdict(int)
        for fact in listing.rows:
            identity = self.identity_of[fact.content]
            child = self.child_of[identity] if self.has_child else ""
            key = (child, fact.opened) if self.by_child else self._event_key(fact, child, seen)
            rows.pop(key, None)  # the lower one stands where it stands on the list
            rows[key] = fact, child
            self.said_of[child][fact.content] = identity
        return rows

    def _event_key(self, fact: Fact, child: str, seen: dict[tuple[object, ...], int]) -> tuple[object, ...]:
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
        elif spell.stated_close is None and (
            fact.closed is not None or (fact.says_closed and spell.says_closed_since is None)
        ):
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

    def _might_be(self, kept: KeptOut, marked: Mapping[object, set[str]]) -> Iterable[Spell]:
        """The spells that a row kept out may describe: rather too many than one too few."""
        if not self.by_child:
            return [s for key, s in self.by_key.items() if kept.key and key == kept.key]
        near = {child for mark in _marks(kept.identity) for child in marked.get(mark, ())}

        def of_those(alike: Callable[[Identity, Identity], bool]) -> list[Spell]:
            children = [c for c in near if any(alike(i, kept.identity) for i in self.said_of[c].values())]
            return [spell for child in children for spell in self.of_child[child]]

        likely, mended = of_those(_may_be_same), of_those(_share_a_key)
        that_day = [spell for spell in likely if spell.opened == kept.opened]
        return that_day or [spell for spell in mended if spell.opened == kept.opened] or likely

    def _marked(self) -> Mapping[object, set[str]]:
        """The children by all that any of their rows so far says of them."""
        marked: dict[object, set[str]] = defaultdict(set)
        for child, said in self.said_of.items():
            for mark in {mark for identity in said.values() for mark in _marks(identity)}:
                marked[mark].add(child)
        return marked

    def _overlap(self, spell: Spell, fact: Fact) -> bool:
        """Whether the row's time and the spell's overlap; on its closing day a spell has ended."""
        ends = spell.stated_close
        if ends is None and self.rule == "closes":
            ends = self._dropped(spell)
        fact_ends = LAST_DAY if fact.closed is None else fact.closed
        return spell.opened < fact_ends and fact.opened < (LAST_DAY if ends is None else ends)

    def _dropped(self, spell: Spell) -> int | None:
        """The day of the first snapshot after the last upload that lists the spell."""
        after = bisect_right(self.snapshots, (spell.listed, LAST_DAY))
        return self.snapshots[after][1] if after < len(self.snapshots) else None

    def close(self, uploads: Sequence[Listing]) -> None:
        """Set closing dates: stated, said without a date, or dropped from a later list."""
        numbers = {u.as_at: u.number for u in uploads if u.snapshot}
        for spell in self.spells:
            spell.closed = spell.stated_close
            if spell.closed is None and spell.says_closed_since is not None:
                spell.closed = spell.says_closed_since
            if spell.closed is None and self.rule != "accumulates":
                spell.dropped = self._dropped(spell)
                if spell.dropped is not None:
                    change = Change("dropped", spell.number, spell.versions[-1].content, None)
                    self.built.changes[numbers[spell.dropped]].append(change)
                    if self.rule == "closes":
                        spell.closed, spell.outcome = spell.dropped, NOT_IN_LATER_LIST
            if spell.closed is not None:
                spell.closed = max(spell.closed, spell.opened)


def _marks(identity: Identity) -> list[tuple[str, object]]:
    """What a row must have in common with another one that is like it."""
    name = (identity.surname, identity.forename)
    marks = [("upn", identity.upn), ("record", identity.record_number), ("born", identity.born)]
    return [mark for mark in [*marks, ("name", None if None in name else name)] if mark[1] is not None]


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


def _share_a_key(known: Identity, kept: Identity) -> bool:
    """Whether a row may be the other with a number mended: it keeps a number, or the name with the birth date."""
    pairs = (
        (known.upn, kept.upn),
        (known.record_number, kept.record_number),
        (known.name_key, kept.name_key),
    )
    return any(one and one == other for one, other in pairs)
