"""How a text names a child: by what is the child's alone, and by what other children are called too."""

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cme_data.people import folded
from cme_data.workbook.sheet import Cell
from schemas import REGISTERS

REMOVED = "(removed)"
"""What stands in a text where the child was named."""

_BREAK = re.compile(r"[\s\-‐‑–]+")
_BETWEEN = r"[\s,.;:/_\-]{0,3}"
_LETTERS = re.compile(r"[^\W_]+")
_PLACES = REGISTERS["cme"].column("borough").codes
_NO_NAMES = {
    word.casefold()
    for said in (*calendar.month_name[1:], *calendar.day_name, *(_PLACES.values if _PLACES else ()))
    for word in said.split()
}
"""Words that are names too, and in most texts are none: months, days and the boroughs."""
_SHORTEST_ALONE, _SHORTEST_NUMBER = 3, 5


class Called(NamedTuple):
    """What one row calls its child."""

    surname: str | None
    forename: str | None
    upn: str | None
    record_number: str | None
    born: dt.date | None


@dataclass(frozen=True, slots=True)
class Naming:
    """Patterns over a text without case and accents.

    `certain` names this child and no other; `single` is a name that no other child has, where it is written as one;
    `beside` are names that others have too and the birth date, which say who is meant only beside one of those.
    """

    certain: re.Pattern[str]
    single: re.Pattern[str]
    beside: re.Pattern[str]
    whole: frozenset[str]
    tokens: tuple[str, ...]
    """Of these at least one stands in whatever names the child, its birth date aside."""
    born: frozenset[dt.date]

    def names(self, text: str, *, certainly: bool = False) -> bool:
        """Whether the text names the child."""
        return bool(self._found(text, certainly))

    def cleared(self, text: str, *, certainly: bool = False) -> str:
        """The text without the child's names, numbers and birth date; the rest of it stays."""
        return _without(text, self._found(text, certainly))

    def cleared_row(self, cells: Sequence[Cell], *, certainly: bool = False) -> list[Cell]:
        """The cells of a row that names the child, in one of them or over several; else as they are."""
        if not self.names(", ".join(cell for cell in cells if isinstance(cell, str)), certainly=certainly):
            return list(cells)
        return [
            _without(cell, sorted(self._anywhere(cell))) if isinstance(cell, str)
            else "" if isinstance(cell, dt.date) and dt.date(cell.year, cell.month, cell.day) in self.born
            else cell
            for cell in cells
        ]  # fmt: skip

    def may_mean(self, text: str) -> bool:
        """Whether a name that other children have too stands in it, and nothing that says who is meant."""
        return not self.names(text) and any(
            text[start].isupper() for start, _ in _spans(self.beside, text) if not text[start].isdigit()
        )

    def _found(self, text: str, certainly: bool) -> list[tuple[int, int]]:
        if not certainly and folded(text) in self.whole:
            return [(0, len(text))]
        found = list(_spans(self.certain, text))
        if not certainly:
            found += [(start, end) for start, end in _spans(self.single, text) if text[start].isupper()]
        return sorted((*found, *self._anywhere(text))) if found else []

    def _anywhere(self, text: str) -> Iterator[tuple[int, int]]:
        """Whatever the child is called, where it is known that the child is meant."""
        for pattern in (self.certain, self.single, self.beside):
            yield from _spans(pattern, text)


def naming(traces: Sequence[str], own: Iterable[Called], others: Iterable[Called]) -> Naming:
    """How texts name the child of these rows; `traces` are the opaque id and whatever else is the child's alone."""
    own, others = set(own), set(others)
    pairs = {(folded(one.surname), folded(one.forename)) for one in others}
    taken = {name for pair in pairs for name in pair} | _NO_NAMES
    theirs = {number.casefold() for one in others for number in (one.upn, one.record_number) if number}
    numbers = {number for one in own for number in (one.upn, one.record_number) if number and _tells(number)}
    names = {name for one in own for name in (one.surname, one.forename) if name}
    alone = {name for name in names if folded(name) not in taken and len(name) >= _SHORTEST_ALONE}
    both = {pair for one in own for pair in _whole_names(one)}
    shared = {
        (surname, forename) for surname, forename in both if (folded(surname), folded(forename)) in pairs
    }
    numbers = {number for number in numbers if number.casefold() not in theirs}
    born = {day for one in own if one.born for day in _days(one.born)}
    return Naming(
        _any({_words(text) for text in (*traces, *numbers)} | {way for pair in both - shared for way in _ways(pair)}),
        _any({_words(name) for name in alone}),
        _any({_words(name) for name in names - alone} | born),
        frozenset(key for name in alone if (key := folded(name))),
        tuple(sorted({_token(text) for text in (*traces, *numbers, *names)} - {""})),
        frozenset(one.born for one in own if one.born),
    )  # fmt: skip


def _without(text: str, found: Sequence[tuple[int, int]]) -> str:
    made, last = [], 0
    for start, end in found:
        if end > last:
            made += [text[last:start], REMOVED] if start >= last else []
            last = end
    return "".join((*made, text[last:]))


def _tells(number: str) -> bool:
    """Whether a number is no mere count: it has letters and digits, or many digits."""
    digits = sum(letter.isdigit() for letter in number)
    return bool(digits) and (digits >= _SHORTEST_NUMBER or digits < len(number) > 2)


def _whole_names(one: Called) -> Iterator[tuple[str, str]]:
    """Surname and forename, and with the first of several forenames alone."""
    if one.surname and one.forename:
        yield one.surname, one.forename
        first = _BREAK.split(one.forename)[0]
        if len(first) >= _SHORTEST_ALONE:
            yield one.surname, first


def _ways(pair: tuple[str, str]) -> Iterator[str]:
    surname, forename = map(_words, pair)
    yield f"{forename}{_BETWEEN}{surname}"
    yield f"{surname}{_BETWEEN}{forename}"


def _words(name: str) -> str:
    """A name as a pattern: however its parts are joined."""
    return r"[\s\-‐‑–]*".join(re.escape(part) for part in _BREAK.split(_flat(name)[0].strip()))


def _days(day: dt.date) -> tuple[str, ...]:
    """The ways in which people and programs write a day."""
    month = rf"{day:%B}".casefold()
    named = rf"(?:{month}|{month[:3]}\.?)"
    return (
        rf"{day}",
        rf"0?{day.day}[./\- ]0?{day.month}[./\- ](?:{day:%Y}|{day:%y})",
        rf"0?{day.day}(?:st|nd|rd|th)?\s+(?:of\s+)?{named},?\s+{day:%Y}",
        rf"{named}\s+0?{day.day}(?:st|nd|rd|th)?,?\s+{day:%Y}",
    )


def _token(text: str) -> str:
    """The longest run of letters and digits of a name or number."""
    return max(_LETTERS.findall(_flat(text)[0]), key=len, default="")


def _any(patterns: set[str]) -> re.Pattern[str]:
    """Whichever of the patterns, as words of their own; the longest first."""
    ways = "|".join(sorted(patterns - {""}, key=lambda way: (-len(way), way))) or r"(?!)"
    return re.compile(rf"(?<![^\W_])(?:{ways})(?![^\W_])")


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Where it stands in the text itself."""
    flat, places = _flat(text)
    for match in pattern.finditer(flat):
        yield places[match.start()], places[match.end() - 1] + 1


def _flat(text: str) -> tuple[str, Sequence[int]]:
    """The text without case and accents, and where each of its letters stood."""
    if text.isascii():
        return text.lower(), range(len(text))
    letters = [
        (letter, place)
        for place, written in enumerate(text)
        for letter in unicodedata.normalize("NFKD", written.casefold().replace("’", "'"))
        if not unicodedata.combining(letter)
    ]
    return "".join(letter for letter, _ in letters), [place for _, place in letters]
