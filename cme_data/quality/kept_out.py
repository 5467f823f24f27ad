"""Rows that were kept out and that no later upload of their source has carried since.

A row stands here until an upload carries it. Where a later whole list leaves out a child who can be told by a key
or a name, the row stays and says so: nobody knows that child. A row that names nobody goes with its list.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cme_data.quality.rows import Row, beside, found
from cme_data.spells import follows_child
from cme_data.store import World
from cme_data.store.facts import event_text
from schemas import REGISTERS

Origin = tuple[Any, ...]
"""The row of a file in which a case was kept out first."""


def kept_out(world: World, today: date, sent: Sequence[Row]) -> list[Row]:
    """The rows kept out that still are, the oldest first; `sent` are the uploads that count."""
    kept = found(world, beside("kept_out"), {})
    passed: dict[tuple[str, str, int], list[Row]] = defaultdict(list)
    for register in dict.fromkeys(row["register"] for row in kept):
        for row in found(world, _carrying(register), {"register": register}):
            passed[register, row["provider"], row["place"]].append(row)
    outside: dict[tuple[str, str, int], list[Row]] = defaultdict(list)
    for row in kept:
        outside[row["register"], row["provider"], row["place"]].append(row)
    still: dict[Origin, list[_Waiting]] = defaultdict(list)
    for register, provider in dict.fromkeys((row["register"], row["provider"]) for row in kept):
        waiting: list[_Waiting] = []
        for upload in sent:
            if (upload["register"], upload["provider"]) == (register, provider):
                place = register, provider, upload["place"]
                waiting = _after(waiting, upload, outside[place], passed[place])
        for each in waiting:
            still[each.origin].append(each)
    # A row that does not say whose it is was kept out of each source of its file: one of them carrying it will do.
    copies = Counter(_origin(row) for row in kept)
    told = [
        min(each, key=lambda copy: copy.gone_since is not None).told(today)
        for origin, each in still.items()
        if len(each) == copies[origin]
    ]
    return sorted(told, key=lambda row: (row["kept_out_since"], row["register"], row["sheet_row"]))


def _carrying(register: str) -> str:
    declared = REGISTERS[register]
    return (
        beside("carrying")
        .replace("/* opens */", f'"{declared.opens}"')
        .replace("/* event */", event_text(declared))
    )


def _origin(row: Row) -> Origin:
    return row["register"], row["file_name"], row["sheet"], row["as_at"], row["sheet_row"]


@dataclass(slots=True)
class _Waiting:
    """A row kept out: as the newest upload has it, since when, and since when a whole list leaves it out."""

    row: Row
    beside: list[Row]
    """Rows of the same child that its own upload carried: another spell, which says nothing of this one."""
    since: date
    origin: Origin
    gone_since: date | None = None

    def carried_by(self, passed: Row) -> bool:
        if not _same(self.row, passed):
            return False
        opened = passed["opened_on"]
        return opened == self.row["opened_on"] or all(opened != other["opened_on"] for other in self.beside)

    def again(self, kept: Row) -> bool:
        days = {self.row["opened_on"], kept["opened_on"]} - {None}
        return _same(self.row, kept) and len(days) < 2

    def told(self, today: date) -> Row:
        row = self.row
        names = {name: (row[f"{name}_key"] or "").title() or None for name in ("surname", "forename")}
        shown = ("date_of_birth", "record_number", "register", "provider", "file_name", "sheet", "sheet_row")
        return {
            **names,
            **{name: row[name] for name in shown},
            "upn": row["upn_key"],
            "columns": row["columns"] or [],
            "kept_out_since": self.since,
            "days": (today - self.since).days,
            "gone_since": self.gone_since,
            "why_kept_out": row["reason"],
        }


def _after(
    waiting: Iterable[_Waiting], upload: Mapping[str, Any], kept: Sequence[Row], passed: Sequence[Row]
) -> list[_Waiting]:
    """What still waits after one more upload of the source."""
    left = [each for each in waiting if not any(each.carried_by(row) for row in passed)]
    now = []
    for row in kept:
        each = next((known for known in left if known.again(row)), None)
        since, origin = (each.since, each.origin) if each else (upload["as_at"], _origin(row))
        left = [known for known in left if known is not each]
        now.append(_Waiting(row, [other for other in passed if _same(row, other)], since, origin))
    if upload["mode"] == "snapshot":
        left = [each for each in left if _names_somebody(each.row)]
        for each in left:
            each.gone_since = each.gone_since or upload["as_at"]
    return left + now


def _names_somebody(row: Row) -> bool:
    keys = ("upn_key", "record_number", "surname_key", "forename_key", "date_of_birth")
    return any(row[key] for key in keys) or (not follows_child(row["register"]) and _event(row) != "")


def _event(row: Row) -> str:
    return (row["event"] or "").strip("/")


def _same(kept: Row, other: Row) -> bool:
    """Whether two rows of one source are the same case, one of them being perhaps half read."""
    register = REGISTERS[kept["register"]]
    if not follows_child(register.name):
        alone = any(
            column.unique for column in register.columns
        )  # its number tells a row, whoever the child is
        same = _event(kept) != "" and _event(kept) == _event(other)
        return same and (alone or _same_child(kept, other))
    return _same_child(kept, other)


def _same_child(kept: Row, other: Row) -> bool:
    named = bool(kept["surname_key"] and kept["forename_key"])
    born = kept["date_of_birth"]
    name = named and all(kept[key] == other[key] for key in ("surname_key", "forename_key"))
    birth = born is not None and born == other["date_of_birth"]
    key = any(kept[key] and kept[key] == other[key] for key in ("upn_key", "record_number"))
    if named and born is not None:
        return (name and birth) or (key and (name or birth))  # one number may have been given to two children
    if named:
        return name or key
    return key or (birth and kept["opened_on"] is not None and kept["opened_on"] == other["opened_on"])
