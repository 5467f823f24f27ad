"""Names beside rows that tell a child by the store's own id alone."""

from collections.abc import Collection, Mapping, Sequence

from cme_data.quality.rows import Row, beside
from cme_data.store import World


def names(world: World, children: Collection[str] | None = None) -> dict[str, Row]:
    """Who these children are, or (None) every child."""
    wanted = None if children is None else sorted(children)
    return {row["child"]: row for row in world.rows(beside("named"), {"children": wanted})}


def named(world: World, rows: Sequence[Row], known: Mapping[str, Row] | None = None) -> list[Row]:
    """The rows, each with its child's surname, forename and birth date before what it says itself.

    Whoever has every child's names already gives them as `known`.
    """
    found = names(world, {row["child"] for row in rows if row["child"]}) if known is None else known
    nobody = dict.fromkeys(("surname", "forename", "date_of_birth"))
    return [nobody | found.get(row["child"], {}) | row for row in rows]
