"""What rows in force lack: blank cells, UPNs, sex, reasons, and any change; each a condition that lists its rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from cme_data.dimensions import DIMENSIONS
from cme_data.quality.rows import Row, found
from cme_data.store import World
from cme_data.workbook.upn import upn_problem
from schemas import CHILD_REGISTERS, REGISTERS
from schemas.register import Column, Register

Kind = Literal["expected", "may be blank", "identifier", "reason", "unchanged"]


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that rows of one register may lack, said of the rows `among` which it is asked."""

    register: str
    column: str
    what: str
    kind: Kind
    where: str
    among: str = "is_open"

    @property
    def name(self) -> str:
        """A name of its own, of letters and dots."""
        return f"{self.register}.{self.column}.{self.what.lower().replace(' ', '-')}"


@dataclass(frozen=True, slots=True)
class Lacking:
    """How many rows lack it, of how many."""

    lack: Lack
    rows: int
    lacking: int


def _blank(register: Register, column: Column) -> Lack:
    name = f'"{column.name}"'
    if column.expected_with is None:
        return Lack(register.name, column.name, "Blank", "may be blank", f"{name} IS NULL")
    among = f'"{column.expected_with}" IS NOT NULL'
    if column.expected_values:
        values = ", ".join(f"'{value}'" for value in column.expected_values)
        among = f'"{column.expected_with}" IN ({values})'
    return Lack(register.name, column.name, "Blank", "expected", f"{name} IS NULL", among)


def _blanks(register: Register) -> list[Lack]:
    """Cells that may be empty and should not be: those expected, and those that figures are split by."""
    split_by = {
        name for name, dimension in DIMENSIONS.items() if register.child == "full" or not dimension.of_child
    }
    return [
        _blank(register, column)
        for column in register.columns
        if not column.required and column.blank is None
        if column.expected_with or column.name in split_by | {"hours_per_week"}
    ]


def _identifiers(register: str) -> list[Lack]:
    return [
        Lack(register, "upn", "UPN missing", "identifier", "upn IS NULL"),
        Lack(register, "upn", "UPN temporary", "identifier", "list_contains($temporary, upn)"),
        Lack(register, "upn", "UPN wrong", "identifier",
             "upn IS NOT NULL AND upn_key IS NULL AND NOT list_contains($temporary, upn)"),
        Lack(register, "sex", "Sex Unknown", "identifier", "sex = 'Unknown'"),
    ]  # fmt: skip


_REASONS = (
    Lack("cme", "dfe_reason", "Unknown", "reason", "dfe_reason = 'Unknown'"),
    Lack("cme", "dfe_reason", "Not recorded", "reason", "coalesce(dfe_reason, 'Not recorded') = 'Not recorded'"),
    Lack("ehe", "reason", "Unknown", "reason", "reason = 'Unknown'"),
    Lack("ehe", "reason", "No reason given", "reason", "coalesce(reason, 'No reason given') = 'No reason given'"),
)  # fmt: skip

LACKS: tuple[Lack, ...] = (
    *(lack for register in REGISTERS.values() for lack in _blanks(register)),
    *(lack for register in CHILD_REGISTERS for lack in _identifiers(register)),
    *_REASONS,
    *(
        Lack(register, "", "Unchanged", "unchanged", "unchanged_since <= $panel")
        for register in CHILD_REGISTERS
    ),
)
"""Everything that is looked for in the rows in force; a value of the data is never part of a condition."""

_ROWS = """
    SELECT
        current.*,
        contents.* EXCLUDE (content_id, register, provider, opened_on),
    FROM current
    JOIN contents
        ON contents.content_id = current.content_id
"""


def lacking(world: World, today: date, panel: date | None) -> list[Lacking]:
    """How many rows lack each of LACKS; `panel` is the day since which an unchanged row is one."""
    # Not count_if, which says nothing where no row is in force.
    figures = ", ".join(
        f'count(*) FILTER ({_of(lack)} AND ({lack.among})) AS "{place} among",'
        f' count(*) FILTER ({_of(lack)} AND ({lack.among}) AND ({lack.where})) AS "{place} lacking"'
        for place, lack in enumerate(LACKS)
    )
    (row,) = found(world, f"SELECT {figures} FROM ({_ROWS})", _params(world, today, panel))
    return [Lacking(lack, row[f"{place} among"], row[f"{place} lacking"]) for place, lack in enumerate(LACKS)]


def rows(world: World, today: date, panel: date | None, lack: Lack) -> list[Row]:
    """The rows that lack it, each with where it stands: its file and its line."""
    shown = dict.fromkeys(("surname", "forename", "date_of_birth", "register", "upn", "opened_on"))
    told = [lack.column] if lack.column and lack.column not in shown else []
    if lack.kind == "unchanged":
        told = ["unchanged_since"]
    names = ", ".join(
        f'"{name}"' for name in ("child", "provider", *shown, *told, "file_name", "sheet_row", "list_as_at")
    )
    query = (
        f"SELECT {names} FROM ({_ROWS}) WHERE {_of(lack)} AND ({lack.among}) AND ({lack.where})"
        " ORDER BY surname, forename, opened_on, spell_id"
    )
    return found(world, query, _params(world, today, panel))


def _of(lack: Lack) -> str:
    return f"register = '{lack.register}'"


def _params(world: World, today: date, panel: date | None) -> Mapping[str, Any]:
    odd = world.rows("SELECT DISTINCT upn FROM contents WHERE upn IS NOT NULL AND upn_key IS NULL")
    temporary = [row["upn"] for row in odd if upn_problem(row["upn"]) is None]
    return {"today": today, "panel": panel, "temporary": temporary}
