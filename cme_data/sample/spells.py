"""Children and their spells on the registers, as a log of what each list says and from which day on."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

Value = str | float | int | date
Changes = dict[str, Value | None]
Log = list[tuple[date, Changes]]

# A closed row stays on this many lists, so that everybody sees why the child left, then goes.
_KEPT = 3
_CLOSINGS = frozenset(
    {"ended_on", "left_on", "closed_on", "removed_on", "removal_approved_on", "completed_on"}
)


@dataclass(slots=True)
class Child:
    """A child as it is, and the child columns as the services know them from each day on."""

    forename: str
    surname: str
    sex: str
    born: date
    borough: str
    facts: Log = field(default_factory=list)
    spells: list["Spell"] = field(default_factory=list)

    def is_on(self, registers: Iterable[str], day: date) -> bool:
        """Whether the child is on one of these registers on the day, or will be, whoever knows of it."""
        spells = (spell for spell in self.spells if spell.register in registers)
        return any(spell.closed is None or spell.closed > day for spell in spells)

    def now(self, column: str, day: date) -> Value | None:
        """What was known of the child in that column on the day."""
        found: Value | None = None
        for since, changes in self.facts:
            if since <= day and column in changes:
                found = changes[column]
        return found

    def learn(self, day: date, **changes: Value | None) -> None:
        """From that day on the services know this."""
        self.facts.append((day, changes))
        self.facts.sort(key=lambda entry: entry[0])


@dataclass(slots=True)
class Spell:
    """A child's time on one list: first shown on `known`, closed for good on `closed`."""

    child: Child
    register: str
    provider: str
    opened: date
    known: date
    closed: date | None = None
    dropped: date | None = None
    """The day from which the row is missing from the list, though nobody closed it."""
    found_again: date | None = None
    shows: frozenset[str] | None = None
    """The child columns that this list carries; None for all of them."""
    log: Log = field(default_factory=list)

    def says(self, day: date, **changes: Value | None) -> None:
        """From that day on the list says this; None blanks a cell."""
        self.log.append((day, changes))

    def told(self, column: str, day: date) -> Value | None:
        """What the list says in one of its own columns on the day."""
        entries = [
            (since, changes[column]) for since, changes in self.log if column in changes and since <= day
        ]
        return max(entries, key=lambda entry: entry[0])[1] if entries else None

    def is_open(self, day: date) -> bool:
        """Whether the child is known to be on the register on that day."""
        if not (self.known <= day and self.opened <= day):
            return False
        return self.closed is None or self.closed > day

    def rows(self, days: Sequence[date]) -> Iterator[tuple[date, dict[str, Value]]]:
        """The row on each of the list's days; the same object as long as nothing in it changes."""
        cleared = self._cleared_after(days)
        entries = [*self._facts(), *sorted(self.log, key=lambda entry: entry[0])]
        turns = sorted({since for since, _ in entries})
        known = -1
        row: dict[str, Value] = {}
        for day in days[:cleared]:
            if day < self.known or self._left_out(day):
                continue
            if (turn := bisect_right(turns, day)) != known:
                known = turn
                merged: Changes = {}
                for since, changes in entries:
                    if since <= day:
                        merged |= changes
                row = {column: value for column, value in merged.items() if value is not None}
            yield day, row

    def _cleared_after(self, days: Sequence[date]) -> int:
        """How many of the days pass until the closed row has been shown often enough."""
        told = [since for since, changes in self.log if not _CLOSINGS.isdisjoint(changes)]
        if self.closed is None or not told:
            return len(days)
        return bisect_left(days, max(self.closed, *told)) + _KEPT

    def _facts(self) -> Log:
        if self.shows is None:
            return self.child.facts
        shows = self.shows
        return [
            (day, {name: value for name, value in facts.items() if name in shows})
            for day, facts in self.child.facts
        ]

    def _left_out(self, day: date) -> bool:
        if self.dropped is None or day < self.dropped:
            return False
        return self.found_again is None or day < self.found_again
