"""Data quality at a glance, and what registers say against each other."""

from collections.abc import Sequence

from pages.components import amiss, ask, ask_quality, lacking, lists, show, stale, tables, tiles
from pages.components.amiss import Row
from pages.components.lists import Rows
from pages.components.scope import Scope
from pages.components.tables import Column
from pages.components.tiles import Tile
from schemas import REGISTERS


def at_a_glance(view: Scope) -> None:
    """The figures that somebody should bring down, each with its rows."""
    kept, warned = amiss.unexplained(ask_quality.kept_out(), view), amiss.unexplained(ask_quality.warnings(), view)
    numbers = lacking.found(view, "identifier")
    tiles.row(
        "quality",
        (
            Tile(
                "Rows kept out", len(kept), "until a list carries them", amiss.behind("Rows kept out", kept)
            ),
            Tile("Warnings", len(warned), "until mended or explained", amiss.behind("Warnings", warned)),
            lacking.tile(
                "UPNs missing or wrong",
                [each for each in numbers if each.lack.column == "upn"],
                "or temporary",
            ),
            lacking.tile(
                "Sex Unknown", [each for each in numbers if each.lack.column == "sex"], "in the rows in force"
            ),
            Tile(
                "Lists out of date",
                len(stale.silent(view.register)),
                "or never uploaded",
                tone="quiet",
            ),
        ),
    )


def contradictions(view: Scope, found: Sequence[tuple[str, Sequence[Row]]]) -> None:
    """What registers say against each other: each with what it is, and its rows, which name a `child` by its id."""
    shown = [
        (title, [row for row in rows if view.register in (None, row["register"], row["other_register"])])
        for title, rows in found
    ]
    shown = [(title, rows) for title, rows in shown if rows]
    if not shown:
        return
    show.section(
        "Registers that contradict each other", "Each row counts as it stands; somebody should look."
    )
    tables.show(
        "Registers that contradict each other",
        (Column("title", "What"), Column("rows", "Rows", True)),
        [{"title": title, "rows": len(rows)} for title, rows in shown],
    )
    lists.menu("contradictions", (_pairs(title, rows) for title, rows in shown))


def _pairs(title: str, rows: Sequence[Row]) -> Rows:
    def told() -> list[Row]:
        return [row | {"other_register": REGISTERS[row["other_register"]].title} for row in ask.named(rows)]

    return Rows(lists.name_of("quality", title), title, told, len(rows))
