"""What lies behind a figure or a fact that changed: the uploads, withdrawals and decisions of the panel since then."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from cme_data.reports.said import listed, said, some
from cme_data.sql import sql
from cme_data.store import World
from cme_data.store.facts import event_columns
from schemas import REGISTERS

Row = dict[str, Any]
Kind = Literal["upload", "decision", "withdrawal"]

_HERE = Path(__file__).parent
_DID = {"new": "new", "changed": "changed", "closed": "closed", "dropped": "no longer listed"}


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that happened since: an upload, one taken back, or a decision that the panel recorded."""

    kind: Kind
    upload: str
    register: str
    provider: str
    as_at: date
    file_name: str
    who: str
    at: datetime
    did: str
    """In words; of a child's row the columns that it told otherwise."""
    columns: frozenset[str] = frozenset()
    """The columns of a child's row that it told otherwise; every one where the row is new."""

    def __str__(self) -> str:
        """All of it in a sentence."""
        what = {
            "upload": "Upload",
            "decision": "Decision of the panel, upload",
            "withdrawal": "Withdrawal of upload",
        }
        source = f"{REGISTERS[self.register].title}, {self.provider}"
        when = f"{said(self.at.date())}, {self.at:%H:%M}"
        return (
            f"{what[self.kind]} {self.upload} ({source}; {self.file_name}) by {self.who}, {when}: {self.did}."
        )


def causes_of_figure(world: World, registers: Collection[str], since: datetime) -> list[Cause]:
    """What happened since to the registers that a figure is counted from, the earliest upload first."""
    return [
        _cause(row, since, _counted(row))
        for row in _happened(world, registers, since)
        if row["withdrawn_at"] or row["decided"] or any(row[name] for name in _DID)
    ]


def causes_of_child(
    world: World, child: str, since: datetime, *, columns: Collection[str] = (), rows: Sequence[int] = ()
) -> list[Cause]:
    """What happened since to the rows of one child, or to these columns of them, the earliest upload first.

    `rows` are contents that were the child's then: by them a child is found whom no upload that counts has any more.
    """
    happened = {row["number"]: row for row in _happened(world, REGISTERS, since)}
    told = world.rows(sql(_HERE / "causes_of_child.sql"), {"child": child, "rows": list(rows)})
    found = []
    for place, row in enumerate(told):
        if row["number"] in happened:
            differ = _differ(row, [one for one in told[:place] if _stood(one, since)])
            if differ and (not columns or differ & {*columns}):
                found.append(_cause(happened[row["number"]], since, _worded(row, differ), differ))
    dropped = world.rows(sql(_HERE / "causes_dropped.sql"), {"child": child})
    found += [
        _cause(happened[row["number"]], since, "the list no longer has the child")
        for row in dropped
        if row["number"] in happened and not columns
    ]
    return sorted(found, key=lambda cause: cause.at)


def _happened(world: World, registers: Collection[str], since: datetime) -> list[Row]:
    return world.rows(sql(_HERE / "causes.sql"), {"registers": list(registers), "since": since})


def _cause(row: Row, since: datetime, did: str, columns: frozenset[str] = frozenset()) -> Cause:
    withdrawn = row["withdrawn_at"] is not None
    return Cause(
        "withdrawal" if withdrawn else "decision" if row["decided"] else "upload",
        row["upload"], row["register"], row["provider"], row["as_at"], row["file_name"],
        row["withdrawn_by"] if withdrawn else row["who"],
        row["withdrawn_at"] if withdrawn else row["committed_at"],
        f"{row['withdrawn_why']}; taken back is {did}" if withdrawn else did,
        columns,
    )  # fmt: skip


def _counted(row: Row) -> str:
    told = [f"{row[name]:,} {label}" for name, label in _DID.items() if row[name]]
    return listed(told) or "no row changed"


def _stood(row: Row, since: datetime) -> bool:
    return row["withdrawn_at"] is None or row["withdrawn_at"] > since


def _differ(row: Row, before: Sequence[Row]) -> frozenset[str]:
    """The columns that a row tells otherwise than the one before it; all of them where there is none."""
    register = REGISTERS[row["register"]]
    earlier = [
        one for one in before if (one["register"], one["provider"]) == (row["register"], row["provider"])
    ]
    if register.child != "full":
        key = event_columns(register)
        earlier = [one for one in earlier if all(one["said"][name] == row["said"][name] for name in key)]
    if not earlier:
        return frozenset(register.names)
    opens = register.opens
    same = [one for one in earlier if one["said"][opens] == row["said"][opens]]
    last = (same or earlier)[-1]["said"]
    return frozenset(name for name in register.names if last[name] != row["said"][name])


def _worded(row: Row, differ: frozenset[str]) -> str:
    register = REGISTERS[row["register"]]
    if len(differ) == len(register.names):
        return f"a new row, {register.one_row}"
    labels = [register.column(name).label for name in register.names if name in differ]
    most = 6
    more = [some(len(labels) - most, "more column")] if len(labels) > most else []
    return listed([*labels[:most], *more])
