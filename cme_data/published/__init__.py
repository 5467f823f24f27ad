"""What the Department for Education published of every authority, read from its own files."""

from cme_data.published.cells import NOTHING, SYMBOLS, Cell, rounded
from cme_data.published.compare import (
    ENGLAND,
    INNER,
    LONDON,
    OUTER,
    Area,
    Comparison,
    Line,
    Side,
    areas,
    beside_our_own,
    compare,
    course,
    may_be_compared,
)
from cme_data.published.figures import Published, figures, periods, topics
from cme_data.published.loading import Loaded, load
from cme_data.published.own import own
from cme_data.published.publications import (
    CME_CENSUS,
    EHE_CENSUS,
    EHE_YEAR,
    LICENCE,
    PUBLICATIONS,
    TOTAL,
    Publication,
)
from cme_data.published.read import NotPublished, Release, read

__all__ = [
    "CME_CENSUS",
    "EHE_CENSUS",
    "EHE_YEAR",
    "ENGLAND",
    "INNER",
    "LICENCE",
    "LONDON",
    "NOTHING",
    "OUTER",
    "PUBLICATIONS",
    "SYMBOLS",
    "TOTAL",
    "Area",
    "Cell",
    "Comparison",
    "Line",
    "Loaded",
    "NotPublished",
    "Publication",
    "Published",
    "Release",
    "Side",
    "areas",
    "beside_our_own",
    "compare",
    "course",
    "figures",
    "load",
    "may_be_compared",
    "own",
    "periods",
    "read",
    "rounded",
    "topics",
]
