"""Everything that the store holds of one child, in withdrawn and replaced lists too."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cme_data.choices import child_keys
from cme_data.errors import CmeError
from cme_data.spells import Built
from cme_data.store.naming import Called, Naming, naming

Ask = Callable[[str, Any], list[tuple[Any, ...]]]
Rows = dict[int, set[int]]
"""Upload number to rows of its sheet, counted from 1."""


@dataclass(frozen=True, slots=True)
class Held:
    """The child's distinct rows, where they stand in the lists, and by what explanations and kept papers name the child."""

    contents: tuple[int, ...]
    rows: Rows
    written: tuple[str, ...]
    traces: tuple[str, ...]
    """The opaque id, and the digests by which update sheets know a row again."""
    naming: Naming


_SAME = """(list_contains($upns, upn_key)
    OR (upn_key IS NULL AND list_contains($record_numbers, record_number))
    OR (upn_key IS NULL AND list_contains($names, {'s': surname_key, 'f': forename_key, 'b': date_of_birth})))"""


def held_of(built: Built, ask: Ask, child: str) -> Held:
    """What is held of a child, by the opaque id; CmeError where there is no such child.

    Rows of lists that count no more are the child's where a strong key agrees and they are no other child's.
    """
    own = {version.content for spell in built.spells if spell.child == child for version in spell.versions}
    if not own:
        raise CmeError("There is no record of this child: nothing was changed.")
    others = {version.content for spell in built.spells if spell.child != child for version in spell.versions}
    said = ask(
        """SELECT upn_key, record_number, surname_key, forename_key, date_of_birth, upn, surname, forename
        FROM store.contents WHERE list_contains($1, content_id)""",
        [sorted(own)],
    )
    params = _params(said)
    alike = ask(f"SELECT content_id FROM store.contents WHERE {_SAME}", params)
    contents = tuple(sorted(own | {content for (content,) in alike} - others))
    rows: Rows = defaultdict(set)
    for number, row in (
        *ask(
            "SELECT number, sheet_row FROM store.listed WHERE list_contains($1, content_id)", [list(contents)]
        ),
        *ask(f"SELECT number, sheet_row FROM store.kept_out WHERE {_SAME}", params),
    ):
        rows[number].add(row)
    digests = ask(
        "SELECT DISTINCT digest FROM store.contents WHERE list_contains($1, content_id)", [list(contents)]
    )
    traces = (child, *sorted(digest for (digest,) in digests))
    return Held(
        contents,
        dict(rows),
        tuple(sorted({key for row in said for key in _written(row)})),
        traces,
        naming(traces, _called(ask, contents), _called(ask, contents, of_others=True)),
    )


def _called(ask: Ask, contents: tuple[int, ...], *, of_others: bool = False) -> list[Called]:
    rows = ask(
        """SELECT DISTINCT surname, forename, upn, record_number, date_of_birth
        FROM store.contents WHERE list_contains($1, content_id) <> $2""",
        [list(contents), of_others],
    )
    return [Called(*row) for row in rows]


def _params(said: list[tuple[Any, ...]]) -> dict[str, Any]:
    names: set[tuple[str, str, dt.date]] = {row[2:5] for row in said if all(row[2:5])}
    return {
        "upns": sorted({row[0] for row in said if row[0]}),
        "record_numbers": sorted({row[1] for row in said if row[1]}),
        # A list without a struct would have no type.
        "names": [{"s": s, "f": f, "b": b} for s, f, b in sorted(names)]
        or [{"s": None, "f": None, "b": None}],
    }


def _written(row: tuple[Any, ...]) -> list[str]:
    names = ("record_number", "date_of_birth", "upn", "surname", "forename")
    return child_keys(dict(zip(names, (row[1], *row[4:]), strict=True)))
