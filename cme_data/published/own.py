"""The authority's own exact figures of a census day, as its registers give them for the return."""

from collections.abc import Mapping

from cme_data.measures import MEASURES, Question
from cme_data.published.publications import TOTAL, Publication
from cme_data.settings import Settings
from cme_data.store import World

_LISTED = "SELECT count(DISTINCT register) AS listed FROM uploads WHERE register IN ('cme', 'ehe') AND as_at <= $day"


def own(world: World, settings: Settings, publication: Publication, period: str) -> Mapping[str, int]:
    """Our own count of each borough by its code; empty where no census day is set, or a register has no list by then."""
    day = next((census.day for census in settings.census if census.term == period), None)
    if day is None or not publication.collection:
        return {}
    if world.rows(_LISTED, {"day": day})[0]["listed"] < 2:
        return {}
    asked = Question(
        as_at=day, filters={"collection": (publication.collection,)}, settings=settings,
        full_hours=settings.hours_full, duration_edges=settings.duration_edges,
    )  # fmt: skip
    codes = {borough.name: borough.gss_code for borough in settings.boroughs}
    return {
        codes[row["borough"]]: row["child_count"]
        for row in MEASURES["dfe_return"].count(world, asked).rows
        if row["breakdown_topic"] == TOTAL
    }
