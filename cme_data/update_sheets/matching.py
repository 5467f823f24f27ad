"""The rows that an update sheet was made from, found again by their keys."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cme_data.sql import sql
from cme_data.store import World
from cme_data.update_sheets.columns import UpdateSheet

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Known:
    """A row as it was handed out, and as it stands now; `newest` is None where no upload that counts has it."""

    handed: Mapping[str, Any]
    newest: Mapping[str, Any] | None
    closed_on: dt.date | None
    child: str | None
    """The child's opaque id."""

    @property
    def name(self) -> str:
        """How a person would name it: by its action number, else by the child."""
        who = f"{self.handed['surname'] or ''}, {self.handed['forename'] or ''}".strip(", ")
        return " · ".join(part for part in (self.handed["action_id"], who) if part) or "a row without a name"


def known_rows(world: World, sheet: UpdateSheet, keys: Sequence[str]) -> dict[str, Known]:
    """Each key of a sheet with its row; a key that no row has is left out."""
    digests = sorted({digest for key in keys for digest in key.split("-")})
    named = {"register": sheet.register.name, "digests": digests}
    handed = {row["digest"]: row for row in world.rows(sql(_HERE / "handed.sql"), named)}
    now = {row["handed_digest"]: row for row in world.rows(sql(_HERE / "keyed.sql"), named)}
    found = {}
    for key in keys:
        first, _, last = key.partition("-")
        row = now.get(last) or now.get(first)
        if last in handed:
            closed_on, child = (row["spell_closed_on"], row["child"]) if row else (None, None)
            found[key] = Known(handed[last], row, closed_on, child)
    return found
