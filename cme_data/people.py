"""Which rows are one child (measures.md, *Child* and *Child, again*; R23).

Two steps. `Lineage` follows one row of one service's list from upload to upload, so that a
later upload may correct its own row's UPN, name or birth date. `children` then joins the rows
of all services: the strongest identifier that two rows both carry decides, and a row that
would belong to two different children belongs to neither until a person says.

Everything here is plain Python over small tuples: no store, no dates but day numbers.
"""

import unicodedata
from collections import Counter, defaultdict
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


def differ(one: Identity, other: Identity) -> bool:
    """Whether the strongest identifier that two rows of one list both carry says that they are two children."""
    if one.upn and other.upn:
        return one.upn != other.upn
    if one.record_number and other.record_number:
        return one.record_number != other.record_number
    return bool(one.name_key and other.name_key and one.name_key != other.name_key)


class _Line:
    """One row of one service's list, through all the uploads that carry it."""

    __slots__ = ("content", "identity", "number")

    def __init__(self, number: int, content: int, identity: Identity) -> None:
        self.number = number
        self.content = content
        self.identity = identity


Row = tuple[int, Identity, int]
"""What is followed of a row: content, identity, opening day."""


class Lineage:
    """The rows of one source, followed through its uploads in order."""

    def __init__(self) -> None:
        self.lines: list[_Line] = []
        self.line_of: dict[int, _Line] = {}  # by content
        self._strong: dict[tuple[object, ...], list[_Line]] = defaultdict(list)
        self._claims: dict[int, list[Identity]] = {}  # by line: who it is in the upload at hand
        self._corrections: list[tuple[int, Identity, Identity]] = []

    def upload(self, rows: Sequence[Row]) -> list[tuple[int, Identity, Identity]]:
        """Take in one upload's rows; returns the corrections: content, identity before and after."""
        self._claims, self._corrections = {}, []
        older, fresh = [], []
        for row in {row[0]: row for row in rows}.values():
            line = self.line_of.get(row[0])
            if line is None:
                fresh.append(row)
            elif line.content == row[0]:
                self._claims[line.number] = [row[1]]
            else:
                older.append(row)
        for row in older:
            line = self.line_of[row[0]]
            if self._is_free(line, row[1]):
                self._follow(line, row)
            else:  # its line has become another child's, who is listed beside it
                fresh.append(row)
        for kind in KEYS if self.lines else ():
            fresh = [row for row in fresh if not self._is_known(row, kind)]
        corrected = self._corrected(fresh)
        for row in fresh:
            line = corrected.get(row[0])
            if line is None:
                line = _Line(len(self.lines), row[0], row[1])
                self.lines.append(line)
            self._follow(line, row)
        return self._corrections

    def _is_free(self, line: _Line, identity: Identity) -> bool:
        """Whether no other child's row of the upload is this line already."""
        return not any(differ(identity, other) for other in self._claims.get(line.number, ()))

    def _follow(self, line: _Line, row: Row) -> None:
        content, identity, opened = row
        before = line.identity
        self._claims.setdefault(line.number, []).append(identity)
        if any(None not in pair and pair[0] != pair[1] for pair in zip(before, identity, strict=True)):
            self._corrections.append((content, before, identity))
        # A newer row that leaves a number blank does not take it away.
        line.identity = Identity(
            identity.upn or (before.upn if not _moved(before, identity) else None),
            identity.record_number or before.record_number,
            *identity[2:],
        )
        line.content = content
        if self.line_of.get(content) is line:
            return
        self.line_of[content] = line
        for key in (*_strong_keys(line.identity, opened), _called(line.identity, opened)):
            if line not in self._strong[key]:
                self._strong[key].append(line)

    def _is_known(self, row: Row, kind: str) -> bool:
        """Whether a row is one line, by its opening day and one identifier, and then follows it."""
        keys = (key for key in _strong_keys(*row[1:]) if key[0] == kind)
        lines = [
            line
            for key in keys
            for line in self._strong.get(key, ())
            if not contradict(line.identity, row[1]) and self._is_free(line, row[1])
        ]
        if len(lines) == 1:
            self._follow(lines[0], row)
        return len(lines) == 1

    def _corrected(self, rows: Sequence[Row]) -> dict[int, _Line]:
        """Rows that are an earlier row of this list with a number or the birth date mended.

        The opening day is the same, the other number or the whole name agrees, and no other row of the upload
        claims the earlier one; nor is the number before or after known to be somebody else's. A looser likeness is
        a person's to confirm.
        """
        mended: list[tuple[Row, _Line]] = []
        for row in rows:
            free = self._gone(_strong_keys(*row[1:])) or [
                line for line in self._gone([_called(*row[1:])]) if not contradict(line.identity, row[1])
            ]
            mended += [(row, line) for line in free if len(free) == 1]
        if not mended:
            return {}
        gone = {_number(line.identity) for line in self.lines if line.number not in self._claims} - {None}
        said = {_number(identity) for _, identity, _ in rows} - {None}
        times = Counter(line.number for _, line in mended)
        return {
            row[0]: line
            for row, line in mended
            if times[line.number] == 1 and _number(line.identity) not in said and _number(row[1]) not in gone
        }

    def _gone(self, keys: Iterable[tuple[object, ...]]) -> list[_Line]:
        """The lines of these keys that no row of the upload is."""
        lines = {line.number: line for key in keys for line in self._strong.get(key, ())}
        return [line for number, line in lines.items() if number not in self._claims]


def _number(identity: Identity) -> tuple[str, str] | None:
    """The strongest number that a row carries."""
    if identity.upn:
        return "upn", identity.upn
    return ("record", identity.record_number) if identity.record_number else None


def _moved(before: Identity, after: Identity) -> bool:
    return bool(before.record_number and after.record_number and before.record_number != after.record_number)


KEYS = ("upn", "record", "name")
"""The identifiers by which an earlier row is known again, strongest first."""


def _strong_keys(identity: Identity, opened: int) -> Iterable[tuple[object, ...]]:
    if identity.upn:
        yield "upn", identity.upn, opened
    if identity.record_number:
        yield "record", identity.record_number, opened
    if identity.name_key:
        yield "name", identity.name_key, opened


def _called(identity: Identity, opened: int) -> tuple[object, ...]:
    """The whole name and the opening day: what stays of a row without a number whose birth date is mended."""
    return "called", identity.surname, identity.forename, opened
