"""The uploads that count, with what was wrong in each: over time, and from one list to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cme_data.quality.rows import Row, beside, found
from cme_data.store import World

_UPLOADS = """
    SELECT standing.*, sum(hash(listed.content_id)) AS said
    FROM standing
    LEFT JOIN listed USING (number)
    GROUP BY ALL
    ORDER BY register, provider, place
"""


def uploads(world: World) -> list[Row]:
    """Every upload that counts, by source, in the order in which they speak; `said` is equal where the rows are."""
    return found(world, _UPLOADS, {})


@dataclass(frozen=True, slots=True)
class UploadProblems:
    """What stands wrong in one source's list on a day: of its newest whole list, and what was added since."""

    as_at: date
    errors: int
    warnings: int


def standing_problems(sent: Sequence[Row]) -> dict[tuple[str, str], list[UploadProblems]]:
    """For each source the problems that stood after each of its uploads."""
    courses: dict[tuple[str, str], list[UploadProblems]] = {}
    for upload in sent:
        course = courses.setdefault((upload["register"], upload["provider"]), [])
        errors, warnings = upload["errors"], upload["warnings"]
        if course and upload["mode"] == "additions":
            errors, warnings = errors + course[-1].errors, warnings + course[-1].warnings
        course.append(UploadProblems(upload["as_at"], errors, warnings))
    return courses


def problems(world: World, register: str, provider: str) -> list[Row]:
    """What stands wrong in a source's list: as many as the last of `standing_problems` counts."""
    return found(world, beside("problems"), {"register": register, "provider": provider})


def identical(sent: Sequence[Row]) -> list[Row]:
    """The whole lists that say the same, row for row, as the source's whole list before; `before` is its day."""
    same, last = [], dict[tuple[str, str], Row]()
    for upload in sent:
        if upload["mode"] != "snapshot":
            continue
        source = upload["register"], upload["provider"]
        before = last.get(source)
        last[source] = upload
        if before and all(upload[name] == before[name] for name in ("said", "rows", "passed")):
            same.append(upload | {"before": before["as_at"]})
    return same
