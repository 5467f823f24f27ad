"""Which rows are one child (measures.md, *Child* and *Child, again*; R23).

Two steps. `Lineage` follows one row of one service's list from upload to upload, so that a
later upload may correct its own row's UPN, name or birth date. `children` then joins the rows
of all services: the strongest identifier that two rows both carry decides, and a row that
would belong to two different children belongs to neither until a person says.

Everything here is plain Python over small tuples: no store, no dates but day numbers.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple


class Identity(NamedTuple):
    """What a row says about who the child is; blank where it does not say."""

    upn: str | None  # a valid permanent UPN only: a temporary or mistyped one is no key
    record_number: str | None
    surname: str | None  # folded
    forename: str | None  # folded
    born: int | None  # days since 1970-01-01

    @property
    def name_key(self) -> tuple[str, str, int] | None:
        """Folded surname, forename and birth date, where all three are known."""
        if self.surname is None or self.forename is None or self.born is None:
            return None
        return self.surname, self.forename, self.born


@lru_cache(maxsize=100_000)
def folded(name: str | None) -> str | None:
    """A name without case, accents, spaces and hyphens, for comparison only."""
    if name is None:
        return None
    letters = unicodedata.normalize("NFKD", name.casefold()).replace("’", "'")
    kept = "".join(c for c in letters if not unicodedata.combining(c) and c not in " -‐‑–\t\n\xa0")
    return kept or None


def contradict(one: Identity, other: Identity) -> bool:
    """Whether two rows carry different permanent UPNs, or different record numbers."""
    if one.upn and other.upn:
        return one.upn != other.upn
    return bool(one.record_number and other.record_number and one.record_number != other.record_number)


class _Line:
    """One row of one service's list, through all the uploads that carry it."""

    __slots__ = ("content", "identity", "number")

    def __init__(self, number: int, content: int, identity: Identity) -> None:
        self.number = number
        self.content = content
        self.identity = identity


class Lineage:
    """The rows of one source, followed through its uploads in order."""

    def __init__(self) -> None:
        self.lines: list[_Line] = []
        self.line_of: dict[int, _Line] = {}  # by content
        self._strong: dict[tuple[object, ...], _Line] = {}

    def upload(self, rows: Sequence[tuple[int, Identity, int]]) -> list[tuple[int, Identity, Identity]]:
        """Take in one upload's rows (content, identity, opening day).

        Returns the corrections: content, identity before and after.
        """
        claimed: set[int] = set()
        corrections: list[tuple[int, Identity, Identity]] = []
        fresh = []
        for row in rows:
            line = self.line_of.get(row[0])
            if line is None:
                fresh.append(row)
                continue
            claimed.add(line.number)
            if line.content != row[0]:
                self._follow(line, row, corrections)
        unmatched = []
        for row in fresh:
            line = self._same_row(row[1], row[2]) if self.lines else None
            if line is None:
                unmatched.append(row)
            else:
                claimed.add(line.number)
                self._follow(line, row, corrections)
        corrected = self._corrected(unmatched, claimed) if self.lines else {}
        for row in unmatched:
            line = corrected.get(row[0])
            if line is None:
                line = _Line(len(self.lines), row[0], row[1])
                self.lines.append(line)
            self._follow(line, row, corrections)
        return corrections

    def _follow(
        self,
        line: _Line,
        row: tuple[int, Identity, int],
        corrections: list[tuple[int, Identity, Identity]],
    ) -> None:
        content, identity, opened = row
        before = line.identity
        if any(None not in pair and pair[0] != pair[1] for pair in zip(before, identity, strict=True)):
            corrections.append((content, before, identity))
        # A newer row that leaves a number blank does not take it away.
        line.identity = Identity(
            identity.upn or (before.upn if not _moved(before, identity) else None),
            identity.record_number or before.record_number,
            *identity[2:],
        )
        line.content = content
        if content in self.line_of:
            return
        self.line_of[content] = line
        for key in _strong_keys(line.identity, opened):
            self._strong[key] = line

    def _same_row(self, identity: Identity, opened: int) -> _Line | None:
        for key in _strong_keys(identity, opened):
            line = self._strong.get(key)
            if line is not None and not contradict(line.identity, identity):
                return line
        return None

    def _corrected(self, rows: Sequence[tuple[int, Identity, int]], claimed: set[int]) -> dict[int, _Line]:
        """Rows that are an earlier row of this list with a number mended.

        The opening day is the same, the other number or the whole name with birth date agrees,
        and no other row of the upload claims the earlier one. A looser likeness is a person's to
        confirm.
        """
        found: dict[int, _Line] = {}
        times: dict[int, int] = defaultdict(int)
        for content, identity, opened in rows:
            lines = {
                line.number: line for key in _strong_keys(identity, opened) if (line := self._strong.get(key))
            }
            free = [line for number, line in lines.items() if number not in claimed]
            if len(free) == 1:
                found[content] = free[0]
                times[free[0].number] += 1
        return {content: line for content, line in found.items() if times[line.number] == 1}


def _moved(before: Identity, after: Identity) -> bool:
    return bool(before.record_number and after.record_number and before.record_number != after.record_number)


def _strong_keys(identity: Identity, opened: int) -> Iterable[tuple[object, ...]]:
    if identity.upn:
        yield "upn", identity.upn, opened
    if identity.record_number:
        yield "record", identity.record_number, opened
    if identity.name_key:
        yield "name", identity.name_key, opened
