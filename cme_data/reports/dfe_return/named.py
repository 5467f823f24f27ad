"""The children behind a return, by name: who goes in as Unknown, who moved, and why each counts or does not (R3)."""

from collections.abc import Iterable, Mapping, Sequence

from cme_data.measures.dfe_return import BREAKDOWNS
from cme_data.reports.dfe_return import census, lists, moved, sections
from cme_data.reports.dfe_return.census import Row
from cme_data.reports.report import Block, Column, Table
from cme_data.reports.said import day, name, said
from cme_data.reports.statistical import Asked
from cme_data.store import World

_CHILD = (Column("Child", 3), Column("Born"), Column("UPN", 2))


def named(world: World, asked: Asked) -> Mapping[str, tuple[Block, ...]]:
    """Lists of children by the title of the section that they end."""
    this, last = census.census(world, asked), census.last_term(world, asked)
    boroughs = census.boroughs(asked)
    now, beside = census.counted(world, this), census.not_counted(world, this)
    then = [] if last is None else census.counted(world, last)
    moves = [move for move in moved.moves(then, now) if move.place[1] in boroughs]
    return {
        sections.FIRST: (_to_look_at(lists.look_at(world, asked)),),
        sections.CHANGED: (_moved(moves),) if last is not None else (),
        sections.CHILD_BY_CHILD: (
            *(
                _counted(collection, borough, [row for row in now if (row["collection"], row["borough"]) == (collection, borough)])
                for collection in BREAKDOWNS
                for borough in boroughs
            ),
            _left_out(_of(beside, boroughs)),
        ),
    }  # fmt: skip


def _of(rows: Iterable[Row], boroughs: Sequence[str]) -> list[Row]:
    return [row for row in rows if row["borough"] in boroughs]


def _who(row: Row) -> tuple[str, str, str]:
    return name(row), day(row["date_of_birth"]), said(row["upn"])


def _to_look_at(children: Iterable[Row]) -> Table:
    rows = tuple(
        (*_who(row), row["borough"], said(row["collection"], "Neither"), row["what"]) for row in children
    )
    columns = (*_CHILD, Column("Borough", 3), Column("Return", 1), Column("What to look at", 5))
    return Table("Children to look at before it is sent", columns, rows, "There is no child to look at.")


def _moved(moves: Iterable[moved.Move]) -> Table:
    rows = tuple(
        (*_who(move.row), *move.place, move.step, move.row["why"])
        for move in sorted(
            moves,
            key=lambda move: (move.place, moved.STEPS.index(move.step), name(move.row), move.row["child"]),
        )
    )
    columns = (
        *_CHILD, Column("Return", 1), Column("Borough", 3), Column("Step", 3), Column("Why it counts, or counted", 3),
    )  # fmt: skip
    return Table("Who came and who went", columns, rows, "Nobody came or went.")


def _counted(collection: str, borough: str, children: Iterable[Row]) -> Table:
    missing = collection == "CME"
    rows = tuple(
        (
            *_who(row),
            said(row["sex"], "Unknown"),
            said(row["year_group"], "Unknown"),
            row["why"],
            row["return_reason"],
            *((row["time_missing"],) if missing else ()),
        )
        for row in sorted(children, key=name)
    )
    columns = (
        *_CHILD, Column("Sex", 1), Column("Year group", 2), Column("Why it counts", 3), Column("Reason returned", 3),
        *((Column("Time missing", 2),) if missing else ()),
    )  # fmt: skip
    return Table(f"{collection} {borough}", columns, rows, "Nobody is in this return.")


def _left_out(children: Iterable[Row]) -> Table:
    rows = tuple((*_who(row), row["borough"], row["why"]) for row in sorted(children, key=name))
    columns = (*_CHILD, Column("Borough", 3), Column("Why it counts in neither return", 4))
    return Table(
        "On a register, and in neither return", columns, rows, "Everybody on the registers is in a return."
    )
