"""The contents page of the DfE's publications that are read: what each counts, and how a file of it is known."""

from dataclasses import dataclass
from typing import Literal

from cme_data.measures.dfe_return import BREAKDOWNS

LICENCE = "Contains Department for Education data licensed under the Open Government Licence v3.0."
TOTAL = "Total"
WHOLE_YEAR = "In the whole year"
"""The topic of the annual file's own items."""
ANY_TIME = "Home educated at any time"


_VOLUNTARY = "Authorities had to answer only from autumn 2024: before, a change may be one of recording."


@dataclass(frozen=True, slots=True)
class Publication:
    """One data set: its name in the store, its title, and what one number of it counts."""

    name: str
    title: str
    every: Literal["term", "year"]
    collection: str
    """The termly return that it is made of, as `dfe_return` names it; empty of the annual one."""
    headline: tuple[str, str]
    """The topic and breakdown that stand for the whole."""
    says: str
    """What kind of number it is, and what it may not be compared with."""


CME_CENSUS = Publication(
    "cme_census",
    "Children missing education at census date",
    "term",
    "CME",
    (TOTAL, TOTAL),
    "Children on one day of the term: terms are never added up or averaged, and a year's change is told from autumn to "
    "autumn only. " + _VOLUNTARY,
)
EHE_CENSUS = Publication(
    "ehe_census",
    "Elective home education at census date",
    "term",
    "EHE",
    (TOTAL, TOTAL),
    "Children on one day of the term: terms are never added up or averaged, and a year's change is told from autumn to "
    "autumn only, as home education climbs through the year and starts lower each September. " + _VOLUNTARY,
)
EHE_YEAR = Publication(
    "ehe_year",
    "Elective home education at any point in the academic year",
    "year",
    "",
    (WHOLE_YEAR, ANY_TIME),
    "Children at any time of the year: never the same as a count on one day, and not to be compared with one.",
)

PUBLICATIONS = {one.name: one for one in (CME_CENSUS, EHE_CENSUS, EHE_YEAR)}

_CME, _EHE = (
    {(topic, value) for topic, values in BREAKDOWNS[name].items() for value in values}
    for name in ("CME", "EHE")
)
ONLY_IN = {CME_CENSUS: frozenset(_CME - _EHE), EHE_CENSUS: frozenset(_EHE - _CME)}
"""The breakdowns by which the two termly files are told apart, as their columns are the same."""
