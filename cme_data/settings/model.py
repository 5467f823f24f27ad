"""The settings as a whole, and what makes two of them wrong beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Annotated

from cme_data.settings.entries import (
    Account,
    AtLeast,
    Audit,
    Backup,
    Borough,
    Census,
    Closure,
    Disclosure,
    Labels,
    Moved,
    Panel,
    Population,
    Positive,
    Retention,
    RoleOf,
    SignIn,
    Term,
    Triggers,
    Wrong,
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an authority may set, checked as a whole; hashable, so that a figure may be cached by it."""

    authority: str
    hours_full: Annotated[float, AtLeast(1)]
    stale_after_days: Positive
    duration_edges: tuple[Positive, ...]
    boroughs: tuple[Borough, ...]
    triggers: Triggers
    panel: Panel
    retention: Retention
    disclosure: Disclosure
    backup: Backup
    audit: Audit
    sign_in: SignIn
    labels: Labels
    census: tuple[Census, ...]
    population: tuple[Population, ...] = ()
    terms: tuple[Term, ...] = ()
    closures: tuple[Closure, ...] = ()
    moved: tuple[Moved, ...] = ()
    groups: tuple[RoleOf, ...] = ()
    accounts: tuple[Account, ...] = ()

    def __post_init__(self) -> None:
        if len(self.duration_edges) != 6 or any(low >= high for low, high in pairwise(self.duration_edges)):
            raise Wrong(("duration_edges",), list(self.duration_edges), "six rising numbers of days")
        if not self.boroughs:
            raise Wrong(("borough",), None, "one borough or more")
        if not self.audit.purposes:
            raise Wrong(("audit", "purposes"), [], "one purpose or more")
        self._check_boroughs("population", [entry.borough for entry in self.population])
        self._check_boroughs("term", [term.borough for term in self.terms])
        self._check_boroughs("closure", [closure.borough for closure in self.closures])
        _check_once("borough", "name", [borough.name for borough in self.boroughs])
        _check_once("census", "term", [census.term for census in self.census])
        _check_once("population", "year", [(entry.year, entry.borough) for entry in self.population])
        _check_once("account", "email", [account.email.casefold() for account in self.accounts])
        _check_once("group", "claim", [group.claim for group in self.groups])
        self._check_services()
        self._check_overlaps()
        self._check_moved()

    def _check_boroughs(self, key: str, named: list[str]) -> None:
        names = [borough.name for borough in self.boroughs]
        for place, name in enumerate(named):
            if name not in names:
                raise Wrong((key, place, "borough"), name, f"one of {', '.join(names)}")

    def _check_services(self) -> None:
        listed: tuple[tuple[str, Sequence[RoleOf | Account]], ...] = (
            ("group", self.groups),
            ("account", self.accounts),
        )
        for key, entries in listed:
            for place, entry in enumerate(entries):
                if entry.role == "panel_member" and not entry.service:
                    raise Wrong((key, place, "service"), None, "the service of this panel member")

    def _check_overlaps(self) -> None:
        ordered = sorted(enumerate(self.terms), key=lambda entry: (entry[1].borough, entry[1].first))
        for (_, earlier), (place, later) in pairwise(ordered):
            if earlier.borough == later.borough and later.first <= earlier.last:
                expected = f"after {earlier.last}, the last day of {earlier.name}"
                raise Wrong(("term", place, "first"), later.first, expected)

    def _check_moved(self) -> None:
        days = [move.day for move in self.moved]
        _check_once("panel_moved", "day", days)
        _check_once("panel_moved", "to", [move.to for move in self.moved])
        rhythm = f"every {self.panel.every_days} days from {self.panel.first_meeting}"
        for place, move in enumerate(self.moved):
            if not self.panel.meets_on(move.day):
                raise Wrong(
                    ("panel_moved", place, "day"), move.day, f"a day of the panel's calendar, {rhythm}"
                )
            if move.to is not None and self.panel.meets_on(move.to) and move.to not in days:
                expected = f"a day on which the panel's calendar has no other meeting ({rhythm})"
                raise Wrong(("panel_moved", place, "to"), move.to, expected)


def _check_once(key: str, column: str, values: Sequence[str | date | tuple[int, str] | None]) -> None:
    for place, value in enumerate(values):
        if value is not None and value in values[:place]:
            found = " for ".join(map(str, value)) if isinstance(value, tuple) else value
            raise Wrong((key, place, column), found, "one that no earlier entry has")
