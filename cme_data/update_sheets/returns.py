"""Which update sheets went out for a meeting, which came back, and which of their rows nobody filled in."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from cme_data.store import Store
from cme_data.store.frozen import Frozen, freeze, frozen
from cme_data.update_sheets.columns import SHEETS
from cme_data.update_sheets.reading import Updates
from cme_data.update_sheets.written import Held

Row = dict[str, Any]

_OUT, _BACK = "update-sheet", "update-sheet-back"
_SHOWN = ("action_id", "child", "surname", "forename")
_STANDING = "SELECT upload FROM store.now.uploads"


@dataclass(frozen=True, slots=True)
class Returned:
    """How the sheet of one service stands for a meeting; without `sent` it came back, but nobody noted that it went."""

    service: str
    sent: Frozen | None
    back: Frozen | None
    not_filled: Sequence[Row]
    """Its rows that came back without a word or not at all; of a sheet that is not back, every one."""
    errors: int
    """What kept a row of the one that came back last from being taken in."""


def note_sent(
    store: Store, held_on: dt.date, service: str, held: Held, who: str, at: dt.datetime, file_name: str, data: bytes
) -> None:  # fmt: skip
    """Keep that a service's sheet went out, with its rows."""
    rows = [
        {"key": row["key"], "register": sheet.register.name} | {name: row[name] for name in _SHOWN}
        for sheet in SHEETS
        for row in held[sheet.name]
    ]
    figures = {"service": service, "rows": rows}
    freeze(
        store, _OUT, held_on, (), at.date(), who, at, file_name, figures, data, "downloaded an update sheet"
    )


def note_back(
    store: Store, updates: Updates, uploads: Sequence[str], who: str, at: dt.datetime, file_name: str, data: bytes
) -> None:  # fmt: skip
    """Keep that a sheet came back, what it left blank, and the uploads that were made of it."""
    figures = {
        "service": updates.service,
        "rows": [asdict(row) for row in updates.sheet_rows],
        "errors": updates.errors,
        "uploads": list(uploads),
    }
    freeze(
        store,
        _BACK,
        updates.held_on,
        (),
        at.date(),
        who,
        at,
        file_name,
        figures,
        data,
        "took an update sheet in",
    )


def returns(store: Store, held_on: dt.date) -> list[Returned]:
    """Every service whose sheet went out or came back for the meeting, by its name.

    A return counts while an upload made of it does: one that was withdrawn is not back.
    """
    standing = {upload for (upload,) in store.ask(_STANDING)}
    out = {one.figures["service"]: one for one in frozen(store, _OUT, held_on)}
    back: dict[str, list[Frozen]] = {}
    for one in frozen(store, _BACK, held_on):
        if not one.figures["uploads"] or standing & {*one.figures["uploads"]}:
            back.setdefault(one.figures["service"], []).append(one)
    return [_returned(service, out.get(service), back.get(service, [])) for service in sorted({*out, *back})]


def _returned(service: str, sent: Frozen | None, back: Sequence[Frozen]) -> Returned:
    filled = {_first(row) for one in back for row in one.figures["rows"] if row["filled"]}
    newest = sent if sent and (not back or sent.at > back[-1].at) else back[-1]
    rows = [row for row in newest.figures["rows"] if _first(row) not in filled]
    return Returned(
        service, sent, back[-1] if back else None, rows, back[-1].figures["errors"] if back else 0
    )


def _first(row: Mapping[str, Any]) -> tuple[str, str]:
    """What stays of a row's key whatever is uploaded in between: its first row's digest."""
    return row["register"], row["key"].partition("-")[0]
