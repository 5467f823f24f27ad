"""Rows become children, spells and versions (measures.md, *Child, spell, version*, *Spell, again*).

`build` takes the uploads that count, in order, and returns everything that follows from them. It
is a pure function of its input: asking what was known at an earlier day is building again from
the uploads of that day.
"""

import gc
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from cme_data.children import children
from cme_data.people import Identity, Lineage
from cme_data.source import Source
from cme_data.spells import Built, Listing, follows_child
from schemas import REGISTERS

RULES = 2
"""Raised whenever the same uploads would yield other children, spells or versions: stores built before are built anew."""


def build(listings: Sequence[Listing], salt: str) -> Built:
    """All spells from the uploads that count, given in order of (as_at, upload number)."""
    with _uncollected():
        return _build(listings, salt)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No looking for garbage meanwhile: all that is built is kept, and the looking took two fifths of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _build(listings: Sequence[Listing], salt: str) -> Built:
    sources: dict[tuple[str, str], list[Listing]] = defaultdict(list)
    for listing in listings:
        sources[listing.register, listing.provider].append(listing)

    built = Built([], defaultdict(list), {}, defaultdict(list))
    identity_of: dict[int, Identity] = {}
    for (register, _), uploads in sources.items():
        identity_of.update(_identities(register, uploads, built))
    child_of = _child_ids(identity_of, salt)

    for (register, provider), uploads in sources.items():
        source = Source(register, provider, identity_of, child_of, built)
        for position, listing in enumerate(uploads):
            source.take(position, listing)
        source.close(uploads)
    return built


def _identities(register: str, uploads: Sequence[Listing], built: Built) -> dict[int, Identity]:
    """Each content's identity, as the newest row of its line has it."""
    if follows_child(register):
        lineage = Lineage()
        for listing in uploads:
            rows = [(fact.content, fact.identity, fact.opened) for fact in listing.rows]
            corrections = lineage.upload(rows)
            if corrections:
                built.corrections[listing.number] = corrections
        return {content: line.identity for content, line in lineage.line_of.items()}
    newest: dict[object, Identity] = {}
    facts = {fact.content: fact for listing in uploads for fact in listing.rows}
    if REGISTERS[register].when_dropped != "stays_open":
        return {content: fact.identity for content, fact in facts.items()}
    for listing in uploads:  # a numbered row: its newest words say whose it is
        for fact in listing.rows:
            newest[fact.key] = fact.identity
    return {content: newest[fact.key] for content, fact in facts.items()}


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
