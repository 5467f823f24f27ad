"""What to look at before a return is sent: whose sex, year group, reason or time missing would go in as Unknown."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from cme_data.measures.dfe_return import BREAKDOWNS
from cme_data.reports.dfe_return.census import Census, Row
from cme_data.reports.said import children, listed, named, said
from cme_data.reports.statistical import Unaccepted

_PUBLISHED_YEARS = BREAKDOWNS["CME"]["Year group"][:-1]  # the last is Unknown


def _reason(row: Row) -> bool:
    if row["register"] == "cme":
        return row["dfe_reason"] in (None, "Unknown", "Not recorded")
    return row["collection"] == "EHE" and row["reason"] in (
        None,
        "Unknown",
        "No reason given",
    )  # a blank counts as that


UNKNOWN: Mapping[str, Callable[[Row], bool]] = {
    "Sex": lambda row: row["sex"] in (None, "Unknown"),
    "Year group": lambda row: row["year_group"] not in _PUBLISHED_YEARS,
    "Reason": _reason,
    "Time missing": lambda row: row["collection"] == "CME" and row["time_missing"] == "Unknown",
}
"""What a child may go in without, and when it does."""

UNASSESSED = "Home education not yet assessed"
TOO_YOUNG_OR_OLD = "Not of compulsory school age"


def unknown(row: Row) -> tuple[str, ...]:
    """What of a counted child would go in as Unknown."""
    return tuple(what for what, holds in UNKNOWN.items() if holds(row))


def beside(row: Row) -> str | None:
    """What else to look at: counted as home educated without an assessment, or listed and not of school age."""
    if row["why"] == "Home education: Not yet assessed":
        return UNASSESSED
    return TOO_YOUNG_OR_OLD if row["why"] == TOO_YOUNG_OR_OLD else None


def refuse(of: Census, rows: Iterable[Row]) -> None:
    """Raise Unaccepted where any of the counted children would go in as Unknown; it says how many, and names nobody."""
    returns: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for row in rows:
        if what := unknown(row):
            returns.setdefault((row["collection"], row["borough"]), []).append(what)
    if not returns:
        return
    told = [
        f"{collection} {borough}, {children(len(found))} ({_how_many(found)})"
        for (collection, borough), found in sorted(returns.items())
    ]
    raise Unaccepted(
        f"The DfE return of the {named(of.term.label)}, as at {said(of.on)}, would go in with something Unknown: "
        f"{'; '.join(told)}. Have it mended in the registers, or say that it may go in so."
    )


def _how_many(found: Iterable[tuple[str, ...]]) -> str:
    counts = Counter(what for each in found for what in each)
    return listed([f"{what.lower()} of {counts[what]:,}" for what in UNKNOWN if counts[what]])
