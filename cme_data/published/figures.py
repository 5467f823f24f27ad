"""What is kept of the DfE's publications, asked by codes, never by names (R10)."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from cme_data.published.cells import Cell
from cme_data.published.publications import Publication
from cme_data.store import World

_SQL = Path(__file__).with_name("figures.sql").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Published:
    """One line as it was published: a count, its share of the area's total, its rate per 100 children aged 5 to 16."""

    period: str
    level: str
    code: str
    old_code: str
    name: str
    topic: str
    breakdown: str
    number: Cell
    percent: Cell
    rate: Cell
    entry: int
    """The file that it was read from."""


def figures(
    world: World,
    publication: Publication,
    *,
    periods: Collection[str] = (),
    codes: Collection[str] = (),
    topics: Collection[str] = (),
) -> list[Published]:
    """The published lines of these periods, areas and topics, in the file's own order; none named is all.

    An area is named by the ONS's nine characters, an authority also by the DfE's three digits.
    """
    rows = world.rows(
        _SQL,
        {
            "publication": publication.name,
            "periods": list(periods),
            "codes": list(codes),
            "topics": list(topics),
        },
    )
    for row in rows:
        for name in ("number", "percent", "rate"):
            row[name] = Cell(row[name], row.pop(f"{name}_symbol"))
    return [Published(**row) for row in rows]


def periods(world: World, publication: Publication) -> list[str]:
    """The terms or years that are kept of a publication, the newest first."""
    found = world.rows(
        "SELECT DISTINCT period FROM published WHERE publication = $publication ORDER BY period DESC",
        {"publication": publication.name},
    )
    return [row["period"] for row in found]


def topics(world: World, publication: Publication, period: str) -> list[str]:
    """What a publication is split by in a period, in the file's order."""
    found = world.rows(
        """SELECT topic FROM published WHERE publication = $publication AND period = $period
        GROUP BY topic ORDER BY min(line), topic""",
        {"publication": publication.name, "period": period},
    )
    return [row["topic"] for row in found]
