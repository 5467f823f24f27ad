"""The value of a list that a misspelling comes near to: worth a question to the sender, and never read."""

from functools import lru_cache

from schemas.codes import Codelist
from schemas.folding import fold

_LIKE = 85  # of 100
_SHORTEST = 4  # of two or three letters every one is near to another


@lru_cache(maxsize=10_000)
def near_code(codes: Codelist, text: str) -> str | None:
    """The one value whose spellings the text comes near to; None where there is none, or more than one."""
    from rapidfuzz import fuzz, process

    written = fold(text)
    if len(written) < _SHORTEST:
        return None
    longer = [spelling for spelling in codes.spellings if len(spelling) >= _SHORTEST]
    hits = process.extract(written, longer, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=None)
    values = {codes.spellings[spelling] for spelling, _, _ in hits}
    return values.pop() if len(values) == 1 else None
