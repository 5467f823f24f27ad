"""Names beside rows that tell a child by the store's own id alone."""

from collections.abc import Sequence

from cme_data.quality.rows import Row, beside
from cme_data.store import World


def named(world: World, rows: Sequence[Row]) -> list[Row]:
    """The rows, each with its child's surname, forename and birth date before what it says itself."""
    children = sorted({row["child"] for row in rows if row["child"]})
    found = {row["child"]: row for row in world.rows(beside("named"), {"children": children})}
    nobody = dict.fromkeys(("surname", "forename", "date_of_birth"))
    return [nobody | found.get(row["child"], {}) | row for row in rows]
