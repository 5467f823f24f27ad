"""Whether the store is what it says it is: bytes, rows, spells and figures agree."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cme_data import ingest
from cme_data.choices import Choices
from cme_data.errors import CmeError
from cme_data.store import Store, audit
from cme_data.store.tables import quoted
from schemas import REGISTERS

_AT_ONCE = 100  # files read again together
_BY_HAND = ("register", "sheet", "provider")

# Rows that point at nothing; each query counts them.
_POINTERS = {
    "uploads without their bytes": "FROM store.uploads WHERE sha256 NOT IN (SELECT sha256 FROM store.files)"
    " OR opened NOT IN (SELECT sha256 FROM store.files)",
    "list entries without their upload": "FROM store.listed WHERE number NOT IN (SELECT number FROM store.uploads)",
    "list entries without their row": "FROM store.listed WHERE content_id NOT IN (SELECT content_id FROM store.contents)",
    "rows that share a number": "FROM (SELECT content_id FROM store.contents GROUP BY 1 HAVING count(*) > 1)",
    "versions without their row": "FROM store.now.versions WHERE content_id NOT IN (SELECT content_id FROM store.contents)",
    "versions without their spell": "FROM store.now.versions WHERE spell_id NOT IN (SELECT spell_id FROM store.now.spells)",
    "published figures without their file": "FROM store.published WHERE entry NOT IN (SELECT entry FROM store.published_files)",
    "spells that close before they open": "FROM store.now.spells WHERE closed_on < opened_on",
}


def verify(
    store: Store, tell: Callable[[str], None] = lambda words: None, heads: Iterable[str] = ()
) -> list[str]:
    """What does not hold, a sentence each; an empty list means that all does.

    `heads` are marks of the audit log's newest line, noted earlier and elsewhere.
    """
    found = [
        f"There are {n} {what}."
        for what, sql in _POINTERS.items()
        if (n := store.ask(f"SELECT count(*) {sql}")[0][0])
    ]
    tell("every reference")
    for sha256, data in _files(store):
        if hashlib.sha256(data).hexdigest() != sha256:
            found.append(f"The bytes kept as {sha256[:12]} are not those that were sent.")
    tell("every file against its hash")
    found += audit.faults(store)
    found += audit.lacking(store, heads)
    tell("the audit log's chain")
    found += _rows_again(store)
    tell("every upload's rows, read again from its bytes")
    found += _spells_again(store)
    tell("every spell and version, built again from the rows")
    return found


def _files(store: Store) -> Iterator[tuple[str, bytes]]:
    for (sha256,) in store.ask("SELECT sha256 FROM store.files ORDER BY 1"):
        yield sha256, store.ask("SELECT bytes FROM store.files WHERE sha256 = $1", [sha256])[0][0]


def _rows_again(store: Store) -> Iterator[str]:
    """Each upload read again from its bytes gives the rows the store lists for it; one that has none is told already."""
    uploads = store.ask(
        """SELECT number, upload, register, provider, as_at, file_name, sheet, coalesce(opened, u.sha256), options, choices, passed
        FROM store.uploads AS u JOIN store.files AS f ON f.sha256 = coalesce(opened, u.sha256) ORDER BY number"""
    )
    for some in (uploads[i : i + _AT_ONCE] for i in range(0, len(uploads), _AT_ONCE)):
        given = []
        for _, _, _, _, as_at, name, sheet, sha256, options, choices, _ in some:
            ((data,),) = store.ask("SELECT bytes FROM store.files WHERE sha256 = $1", [sha256])
            settled = {sheet: Choices.from_text(choices)}
            chosen = {option: said for option, said in json.loads(options).items() if option in _BY_HAND}
            given.append(ingest.Given(data, name, as_at, **chosen, choices=settled))
        try:
            again = ingest.examine_many(given, today=max(g.as_at for g in given))
        except CmeError as error:
            yield f"An upload cannot be read again: {error}"
            continue
        for row, examined in zip(some, again, strict=True):
            number, upload, register, provider, _, _, sheet, _, _, _, passed = row
            stored = set(
                store.ask(
                    f"""SELECT sheet_row, {quoted(REGISTERS[register].names)}
                    FROM store.listed JOIN store.contents USING (content_id) WHERE number = $1""",
                    [number],
                )
            )
            differ = stored ^ _rows(examined, register, sheet, provider)
            if differ or len(stored) != passed:
                yield f"Upload {upload}: {len(differ)} rows differ between its bytes and the store."


def _rows(examined: ingest.Examined, register: str, sheet: str, provider: str) -> set[tuple[Any, ...]]:
    """The rows of one upload as just read: its place in the sheet and its values."""
    columns = REGISTERS[register].names
    return {
        (row, *(checked.valid.typed.columns[c][i] for c in columns))
        for checked in examined.sheets
        if (checked.register, checked.sheet) == (register, sheet) and checked.valid is not None
        for i, row in enumerate(checked.valid.typed.row_numbers)
        if checked.provider_of[i] == provider and i not in checked.valid.kept_out
    }


def _spells_again(store: Store) -> Iterator[str]:
    """The world built anew from the rows is the world that pages ask."""
    built, _ = store.build_now()
    anew = sorted((s.register, s.provider, s.child or "", s.opened, s.closed or -1) for s in built.spells)
    stored = sorted(
        store.ask(
            """SELECT register, provider, coalesce(child, ''), opened_on - DATE '1970-01-01',
                coalesce(closed_on - DATE '1970-01-01', -1) FROM store.now.spells"""
        )
    )
    if anew != stored:
        yield f"{len(set(anew) ^ set(stored))} spells differ between the rows and what pages ask."
    ((versions,),) = store.ask("SELECT count(*) FROM store.now.versions")
    if versions != sum(len(s.in_force()) for s in built.spells):
        yield "The versions differ between the rows and what pages ask."
