"""A world made by hand: children, spells and versions as a test draws them, without workbooks or a store."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import duckdb

from cme_data.store.tables import content_columns
from cme_data.store.world import World
from schemas import CHILD_REGISTERS, REGISTERS

ALWAYS, NEVER = date(1, 1, 1), date(9999, 12, 31)


class Drawn:
    """What a test draws; `world()` makes it something that can be asked."""

    def __init__(self) -> None:
        self.spells: list[tuple[Any, ...]] = []
        self.versions: list[tuple[Any, ...]] = []
        self.contents: list[dict[str, Any]] = []
        self.uploads: list[tuple[Any, ...]] = []
        self.listed: list[tuple[int, int]] = []

    def spell(
        self,
        child: str | None,
        register: str,
        opened_on: date | str,
        closed_on: date | str | None = None,
        later: Mapping[str, Mapping[str, Any]] | None = None,
        provider: str | None = None,
        dropped_on: date | str | None = None,
        **columns: Any,
    ) -> int:
        """A spell and its columns; `later` are its next versions: the day a list changed it, and what it changed.

        Where it says days of absence, each version is listed by an upload of its own, the first on the opening day.
        """
        spell_id = len(self.spells) + 1
        provider = provider or REGISTERS[register].holders[0]
        days = [day_of(text) for text in (later or {})]
        said, first = dict(columns), len(self.contents) + 1
        for start, end, change in zip(
            [ALWAYS, *days], [*days, NEVER], [{}, *(later or {}).values()], strict=True
        ):
            said |= change
            self.contents.append({"register": register, "provider": provider, **said})
            self.versions.append((spell_id, len(self.contents), start, end))
            if "absence_days" in said:
                self.upload(register, opened_on if start == ALWAYS else start)
                self.listed.append((len(self.uploads), len(self.contents)))
        outcome = said.get("end_reason" if register == "ehe" else "outcome")
        if dropped_on and register != "cme":
            closed_on, outcome = dropped_on, "Not in the later list"
        self.spells.append(
            (
                spell_id,
                child,
                register,
                provider,
                day_of(opened_on),
                closed_on and day_of(closed_on),
                outcome,
                dropped_on and day_of(dropped_on),
                first,
                len(self.contents),
            )
        )
        return spell_id

    def upload(self, register: str, *days: date | str) -> None:
        """Lists of a register that speak for these days."""
        for day in days:
            provider = REGISTERS[register].holders[0]
            self.uploads.append((f"u{len(self.uploads)}", register, provider, day_of(day), "snapshot"))

    def world(self, known_at: date | None = None) -> World:
        root = duckdb.connect()
        root.execute("ATTACH ':memory:' AS store")
        columns = {
            "content_id": "INTEGER PRIMARY KEY",
            "register": "VARCHAR",
            "provider": "VARCHAR",
            **content_columns(),
        }
        listed = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        root.execute(f"CREATE TABLE store.main.contents ({listed})")
        root.execute(
            "CREATE TABLE spells (spell_id INTEGER, child VARCHAR, register VARCHAR, provider VARCHAR, "
            "opened_on DATE, closed_on DATE, outcome VARCHAR, dropped_on DATE, first_content INTEGER, "
            "last_content INTEGER)"
        )
        root.execute(
            "CREATE TABLE versions (spell_id INTEGER, content_id INTEGER, valid_from DATE, valid_to DATE)"
        )
        root.execute(
            "CREATE TABLE uploads (upload VARCHAR, register VARCHAR, provider VARCHAR, as_at DATE, "
            "mode VARCHAR)"
        )
        root.execute("CREATE TABLE store.main.listed (number INTEGER, content_id INTEGER)")
        root.execute("CREATE TABLE store.main.uploads (number INTEGER, upload VARCHAR)")
        contents = [
            (i, *(row.get(name) for name in list(columns)[1:])) for i, row in enumerate(self.contents, 1)
        ]
        for table, rows in {
            "store.main.contents": contents,
            "store.main.listed": self.listed,
            "store.main.uploads": [(i, upload[0]) for i, upload in enumerate(self.uploads, 1)],
            "spells": self.spells,
            "versions": self.versions,
            "uploads": self.uploads,
        }.items():
            _insert(root, table, rows)
        newest = max((upload[3] for upload in self.uploads), default=None)
        registers = frozenset(upload[1] for upload in self.uploads)
        return World(
            root,
            "memory.main",
            known_at=known_at,
            newest=newest,
            registers=registers,
            state=id(root),
            last=newest or date.min,
        )


def day_of(text: date | str) -> date:
    return text if isinstance(text, date) else date.fromisoformat(text)


def _insert(root: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    import pyarrow as pa

    if rows:
        kinds = [row[1] for row in root.execute(f"DESCRIBE {table}").fetchall()]
        kinds = [kind.split()[0] for kind in kinds]
        arrow = {"DATE": pa.date32(), "INTEGER": pa.int32(), "DOUBLE": pa.float64(), "VARCHAR": pa.string()}
        arrays = [
            pa.array(column, arrow[kind]) for column, kind in zip(zip(*rows, strict=True), kinds, strict=True)
        ]
        root.register("rows", pa.table(arrays, names=[f"c{i}" for i in range(len(arrays))]))
        root.execute(f"INSERT INTO {table} SELECT * FROM rows")
        root.unregister("rows")


def anything(seed: int, children: int = 40, years: int = 2, versions: int = 4) -> Drawn:
    """A made-up authority of no particular sense: overlapping spells, blanks, late lists, several versions each."""
    dice, drawn = random.Random(seed), Drawn()
    first = date(2024, 9, 1)
    span = 365 * years

    def some_day(since: date, within: int) -> date:
        return since + timedelta(days=dice.randrange(within))

    def maybe(register: str, name: str, share: float = 0.8) -> str | None:
        column = next((c for c in REGISTERS[register].columns if c.name == name), None)
        if column is None or dice.random() > share:
            return None
        return dice.choice(column.codes.values) if column.codes else dice.choice(["One", "Two", "Three"])

    for number in range(children):
        child, born = f"c{number}", some_day(date(2006, 1, 1), 365 * 16)
        for register in dice.sample([*CHILD_REGISTERS, "cme", "actions", "actions"], dice.randint(1, 5)):
            opened = some_day(first - timedelta(days=200), span + 200)
            closed = some_day(opened, 200) if dice.random() < 0.6 else None

            def columns(register: str = register, born: date = born, opened: date = opened) -> dict[str, Any]:
                names = (
                    "borough",
                    "sex",
                    "sen",
                    "social_care",
                    "category",
                    "reason",
                    "provision",
                    "lead_service",
                    "year_group",
                    "school",
                    "transition_agreed",
                    "service",
                    "owner",
                )
                share = 0.3 if register == "actions" else 0.7
                said: dict[str, Any] = {name: maybe(register, name, share) for name in names}
                said["date_of_birth"] = born if register != "actions" or dice.random() < 0.3 else None
                if "hours_per_week" in REGISTERS[register].names and dice.random() < 0.7:
                    said["hours_per_week"] = dice.choice([0.0, 0.5, 5.0, 12.5, 24.9, 25.0, 30.0])
                if register == "actions":
                    said["due_on"] = some_day(opened, 60)
                    said["escalated_on"] = some_day(opened, 90) if dice.random() < 0.3 else None
                if register == "cme":
                    said["missing_from"] = (
                        some_day(opened - timedelta(days=60), 60) if dice.random() < 0.7 else None
                    )
                    said["identified_on"] = some_day(opened - timedelta(days=30), 30)
                return said

            base = columns()
            changes = sorted({some_day(opened, 200) for _ in range(dice.randrange(versions * 2 - 1))})
            if dice.random() < 0.5:  # mostly a change of a column or two, as lists do
                later = {
                    day.isoformat(): dict(dice.sample(sorted(columns().items(), key=str), 2))
                    for day in changes
                }
            else:
                later = {day.isoformat(): columns() for day in changes}
            drawn.spell(child, register, opened, closed, later, **base)
    for register in (*CHILD_REGISTERS, "actions"):
        if dice.random() < 0.8:
            drawn.upload(register, *(some_day(first, span) for _ in range(dice.randint(1, 30))))
    return drawn
