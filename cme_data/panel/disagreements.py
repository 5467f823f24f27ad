"""Where a service's newer list and the panel speak differently of one row: both stand until somebody settles it."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cme_data.panel import standing
from cme_data.panel.record import By, Recorded, RowChanged, Write, changed, record
from cme_data.sql import beside, sql
from cme_data.store import Store, World
from schemas import REGISTERS

_CONTENTS = "SELECT * FROM contents WHERE list_contains($contents, content_id)"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One value: what the panel wrote, what the newer list says, and where each comes from."""

    register: str
    child: str | None
    column: str
    panel: Any
    list: Any
    panel_upload: str
    panel_on: dt.date
    who: str
    list_upload: str
    list_on: dt.date
    file_name: str
    content: int  # of the row as the list has it
    action_id: str | None = None
    opened_on: dt.date | None = None

    @property
    def label(self) -> str:
        """How the column is headed."""
        return REGISTERS[self.register].column(self.column).label


def disagreements(world: World) -> list[Disagreement]:
    """Every value that the panel wrote and a newer list takes back or changes, the newest list first."""
    writes = world.rows(sql(beside(__file__)))
    wanted = {row[name] for row in writes for name in ("wrote", "last_content")}
    contents = {row["content_id"]: row for row in world.rows(_CONTENTS, {"contents": sorted(wanted)})}
    said: dict[int, dict[str, dict[str, Any]]] = {}
    for write in writes:  # in the order in which they speak: of one column the newest word counts
        said.setdefault(write["spell_id"], {}).update(dict.fromkeys(json.loads(write["says"]), write))
    found = []
    for columns in said.values():
        for column, write in columns.items():
            panel, now = contents[write["wrote"]][column], contents[write["last_content"]]
            if panel != now[column]:
                found.append(
                    Disagreement(
                        write["register"], write["child"], column, panel, now[column], write["upload"],
                        write["as_at"], write["who"], write["list_upload"], write["list_on"], write["file_name"],
                        write["last_content"], now["action_id"], write["opened_on"],
                    )
                )  # fmt: skip
    return sorted(found, key=lambda one: one.list_on, reverse=True)


def keep_panel(store: Store, both: Sequence[Disagreement], by: By) -> Recorded:
    """Settle what one row disagrees about by what the panel wrote."""

    def writes(world: World) -> list[Write]:
        said = {one.column: one.panel for one in both}
        return changed(world, _still(world, both), None, "the panel's word kept", by, **said)

    return Recorded(record(store, writes, by))


def keep_list(store: Store, both: Sequence[Disagreement], by: By) -> Recorded:
    """Settle it by what the list says: the panel makes the list's words its own."""

    def writes(world: World) -> list[Write]:
        found = _still(world, both)
        says = tuple(one.column for one in both)
        return [Write("the list's word kept", found.register, found.row, says, found.provider)]

    return Recorded(record(store, writes, by))


def _still(world: World, both: Sequence[Disagreement]) -> standing.Standing:
    found = standing.newest(world, both[0].register, both[0].content)
    if found is None:
        raise RowChanged("The row has changed since it was shown to you: look at it again, then settle it.")
    return found
