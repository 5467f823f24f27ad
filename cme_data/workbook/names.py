"""One cell that holds both names of a child, and cells that hold two children."""

import re

from schemas.folding import fold

_SURNAME_FIRST = frozenset(map(fold, ("Surname, forename", "Surname and forename", "Surname forename")))
NAME_HEADINGS = _SURNAME_FIRST | frozenset(
    fold(text)
    for text in (
        "Name", "Full name", "Child", "Child's name", "Child name", "Name of child", "Pupil", "Pupil name",
        "Pupil's name", "Name of pupil", "Student", "Student name", "Student's name", "Name of student",
        "Young person", "Young person's name", "Name of young person", "Child/young person",
        "Forename surname", "Forename and surname", "First name and surname",
    )
)  # fmt: skip
"""Headings, folded, of one column that holds both names."""

_JOINED = re.compile(r"[&+;]|\band\b|(?<=[^\W\d_])\s*/\s*(?=[^\W\d_])", re.IGNORECASE)


def several_forenames(text: str) -> bool:
    """Whether a cell for one forename names siblings: "Ann & Bob", "Ann, Bob", "Ann/Bob", one under the other."""
    return "," in text or "\n" in text.strip() or _JOINED.search(text) is not None


def several_children(text: str) -> bool:
    """Whether a cell for one child's whole name holds siblings together."""
    if _JOINED.search(text):
        return True
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and all(len(line.strip(",").split()) > 1 for line in lines):
        return True
    parts = [part.split() for part in text.split(",") if part.strip()]
    # "Ann Smith, Bob Smith", unlike "Garcia Lopez, Maria"
    return len(parts) > 1 and all(len(part) > 1 for part in parts) and len({part[-1] for part in parts}) == 1


def split_name(text: str, heading: str = "") -> tuple[str, str] | None:
    """(surname, forename) of "SMITH, Ann", "Ann Smith" or "SMITH Ann"; None where it is not certain.

    The heading of the column may say which of the two comes first.
    """
    if "," in text:
        surname, _, forename = (" ".join(part.split()) for part in text.partition(","))
        return (surname, forename) if _says(surname) and _says(forename) and "," not in forename else None
    words = text.split()
    capitals = [_in_capitals(word) for word in words]
    if any(capitals) and not all(capitals):
        return _by_capitals(words, capitals)
    if len(words) != 2:
        return None
    first, second = words
    surname, forename = (first, second) if fold(heading) in _SURNAME_FIRST else (second, first)
    if len(surname.strip(".")) < 2:  # "Smith A": an initial is no surname
        return None
    # Capitals say that a word is the surname; where both are, they say nothing, and lists differ in the order.
    return None if all(capitals) and fold(heading) not in _SURNAME_FIRST else (surname, forename)


def _says(part: str) -> bool:
    """Whether a part of a name is one, and no dash or question mark that stands where none is known."""
    return any(map(str.isalnum, part))


def _in_capitals(word: str) -> bool:
    """Whether a word is written as registers write surnames: SMITH, O'BRIEN, McDONALD."""
    last = word[-1:]
    # A letter such as ß is the same among capitals: WEIß.
    ends = last.isupper() or (last.isalpha() and last.upper() in (last, "SS"))
    return sum(letter.isupper() for letter in word) > 1 and ends


def _by_capitals(words: list[str], capitals: list[bool]) -> tuple[str, str] | None:
    surname = [word for word, capital in zip(words, capitals, strict=True) if capital]
    forename = [word for word, capital in zip(words, capitals, strict=True) if not capital]
    if words not in (surname + forename, forename + surname):
        return None
    if any(word.islower() for word in forename):  # "Maria de SOUZA": it belongs to the surname
        return None
    if max(map(len, surname)) < 3:  # "AJ Smith": initials, or a surname of two letters?
        return None
    return " ".join(surname), " ".join(forename)
