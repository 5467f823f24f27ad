"""One cell that holds both names of a child, and cells that hold two children."""

import re

_TWO_CHILDREN = re.compile(r"&|\+|;|\n|\band\b", re.IGNORECASE)


def several_children(text: str) -> bool:
    """Whether a name cell holds siblings together."""
    return _TWO_CHILDREN.search(text) is not None


def split_name(text: str) -> tuple[str, str] | None:
    """(surname, forename) of "SMITH, Ann", "Ann Smith" or "SMITH Ann"; None where it is not certain."""
    if text.count(",") == 1:
        surname, forename = (" ".join(part.split()) for part in text.split(","))
        return (surname, forename) if surname and forename else None
    words = text.split()
    if "," in text or len(words) < 2:
        return None
    capitals = [len(word) > 1 and word.isupper() for word in words]
    if any(capitals) and not all(capitals):
        surname = " ".join(w for w, capital in zip(words, capitals, strict=True) if capital)
        forename = " ".join(w for w, capital in zip(words, capitals, strict=True) if not capital)
        together = text.split() in (f"{surname} {forename}".split(), f"{forename} {surname}".split())
        return (surname, forename) if together else None
    return (words[1], words[0]) if len(words) == 2 else None
