"""Data quality at a glance, and what registers say against each other."""

from collections.abc import Sequence

from pages.components import amiss, ask, lacking, lists, show, stale, tables, tiles
from pages.components.amiss import Row
from pages.components.scope import Scope
from pages.components.tables import Column
from pages.components.tiles import Tile


def at_a_glance(view: Scope) -> None:
    """The figures that somebody should bring down, each with its rows."""
    kept, warned = amiss.unexplained(ask.kept_out(), view), amiss.unexplained(ask.warnings(), view)
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
                "Registers silent",
                len(stale.silent(view.register)),
                "out of date, or never uploaded",
                tone="quiet",
            ),
        ),
    )


def contradictions(found: Sequence[tuple[str, Sequence[Row]]]) -> None:
    """What registers say against each other: each with a title, and the rows behind it."""
    found = [(title, rows) for title, rows in found if rows]
    if not found:
        return
    show.section("Implausible or contradictory", "Each is counted as it stands; somebody should look.")
    tables.show(
        "Implausible or contradictory",
        (Column("title", "What"), Column("rows", "Rows", True)),
        [{"title": title, "rows": len(rows)} for title, rows in found],
    )
    lists.menu("contradictions", (amiss.behind(title, rows) for title, rows in found))
