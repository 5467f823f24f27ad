"""Grounds on which a school deletes a child from its roll, by the regulations in force on the day (R18).

The letters of (a) to (f) and (i) of 2024 are as enacted; those of the others are as practice lists them, to be
held against the enacted text before any column carries them.
"""

import re
from datetime import date
from typing import NamedTuple

REGULATIONS_2024 = date(2024, 8, 19)
"""The day from which SI 2024/208 takes the place of the regulations of 2006."""

_WRITTEN = re.compile(r"(?:reg(?:ulation)?\.?)?([89])\(1\)\(([a-o])\)", re.IGNORECASE)


class Ground(NamedTuple):
    """A ground for deletion and its codes; None where the regulations of that year have none."""

    name: str
    meaning: str
    code_2024: str | None
    code_2006: str | None

    def code(self, on: date) -> str | None:
        """Its code for a deletion on the day."""
        return self.code_2024 if on >= REGULATIONS_2024 else self.code_2006


GROUNDS = tuple(
    Ground(name, meaning, new and f"9(1)({new})", old and f"8(1)({old})")
    for name, meaning, new, old in (
        ("another_school", "Registered at another school", "a", "b"),
        ("nursery", "Completed nursery and not continuing", "b", "n"),
        ("dual_registered", "Registered at two schools, and the other consents", "c", "c"),
        ("order_amended", "School attendance order amended to name another school", "d", "a"),
        ("order_revoked", "School attendance order revoked, as suitable education was arranged", "e", "a"),
        ("home_education", "Elective home education, by written notice", "f", "d"),
        ("moved", "Moved out of reasonable reach of the school", "g", "e"),
        ("leave_expired", "Not back within 10 school days of leave", "h", "f"),
        ("absent_20_days", "Absent without permission for 20 school days", "i", "h"),
        ("custody", "In custody under a sentence or an order", "j", "i"),
        ("died", "Died", "k", "j"),
        ("school_age", "Ceases to be of compulsory school age and does not stay", "l", "k"),
        ("fees", "A boarder whose fees are not paid", "m", "o"),
        ("permanently_excluded", "Permanently excluded", "n", "m"),
        ("left_independent", "Left a school that is not maintained", "o", "l"),
        ("medically_unfit", "Certified unfit to attend before ceasing school age", None, "g"),
    )
)
"""Every ground, in the order of the regulations of 2024."""


def deletion_code(ground: str, on: date) -> str | None:
    """The code of a ground, by its name, for a deletion on the day; None where there is none then."""
    (found,) = (each for each in GROUNDS if each.name == ground)
    return found.code(on)


def deletion_grounds(code: str, on: date) -> tuple[Ground, ...]:
    """The grounds that a written code means for a deletion on the day; none where it is no code of that day."""
    written = _as_code(code)
    return tuple(ground for ground in GROUNDS if written is not None and ground.code(on) == written)


def deletion_problem(code: str, on: date) -> str | None:
    """What is wrong with a written code for a deletion on the day, or None: 8(1)(d) and 9(1)(d) differ."""
    if deletion_grounds(code, on):
        return None
    meant = [
        ground for ground in GROUNDS if _as_code(code) in ({ground.code_2024, ground.code_2006} - {None})
    ]
    if not meant:
        return f"“{code}” is no ground for deletion: it should be written like {GROUNDS[0].code(on)}"
    when = "before" if on >= REGULATIONS_2024 else "from"
    now = sorted({ground.code(on) or "none" for ground in meant})
    return (
        f"“{code}” is a ground for deletions {when} 19 August 2024, “{meant[0].meaning}”; "
        f"for this day it is {' or '.join(now)}"
    )


def _as_code(text: str) -> str | None:
    written = _WRITTEN.fullmatch("".join(text.split()))
    return f"{written[1]}(1)({written[2].lower()})" if written else None
