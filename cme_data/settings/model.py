"""The tree of settings, and what makes a value wrong."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Annotated, NamedTuple


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The smallest number that a setting may be."""

    low: int


@dataclass(frozen=True, slots=True)
class OneOf:
    """The texts that a setting may be."""

    texts: tuple[str, ...]


ROLES = ("associate_director", "panel_member", "business_support", "senior_leader", "administrator")
"""The roles; what each may do is said in `cme_data.access`."""

Positive = Annotated[int, AtLeast(1)]

SCHOOL_DAYS = "school days"
TWO_PEOPLE = "two people"


class Wrong(Exception):
    """A setting of no use: the keys leading to it, what stands there (None: nothing), what is expected."""

    def __init__(self, path: tuple[str | int, ...], found: object, expected: str) -> None:
        super().__init__(path, found, expected)
        self.path = path
        self.found = found
        self.expected = expected

    def under(self, *keys: str | int) -> "Wrong":
        """The same fault seen from the table around it."""
        return type(self)((*keys, *self.path), self.found, self.expected)


class Unknown(Wrong):
    """A setting of a name that nothing reads."""


@dataclass(frozen=True, slots=True)
class Borough:
    """A borough of the authority: its name, the DfE's three digits, the ONS's nine characters."""

    name: str
    old_code: str
    gss_code: str


class Population(NamedTuple):
    """Resident children aged 5 to 16 of a borough in a year: a (borough, year, number)."""

    borough: str
    year: Annotated[int, AtLeast(1900)]
    children: Positive


@dataclass(frozen=True, slots=True)
class Term:
    """A stretch of school days of a borough, both ends included; half-terms are the gaps between two."""

    borough: str
    name: str
    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Wrong(("last",), self.last, f"{self.first} (the term's first day) or later")


@dataclass(frozen=True, slots=True)
class Closure:
    """A day on which a borough's schools are closed to pupils within a term, and why."""

    borough: str
    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class Census:
    """The day that the DfE's termly return of a term speaks for."""

    term: str
    day: date

    def __post_init__(self) -> None:
        if not re.fullmatch(r"\d{4}/\d\d-(autumn|spring|summer)", self.term):
            raise Wrong(("term",), self.term, "a term such as 2026/27-autumn")


@dataclass(frozen=True, slots=True)
class Triggers:
    """The days of the clocks, in school days (R14-R17), and of the new pupil return in either (R19)."""

    spa_referral_day: Positive
    day_20: Positive
    sixth_day: Positive
    medical_days: Positive
    enquiry_every: Positive
    pupil_return_days: Positive
    pupil_return_counts: Annotated[str, OneOf(("calendar days", SCHOOL_DAYS))]


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel's name and rhythm, and how long before a meeting its papers go out (R22)."""

    name: str
    first_meeting: date
    every_days: Positive
    agenda_working_days: Positive
    register_days: Positive

    def meets_on(self, day: date) -> bool:
        """Whether the calendar has a meeting on the day, in term time or not."""
        return (day - self.first_meeting).days % self.every_days == 0

    @property
    def weekday(self) -> str:
        """The day of the week of its meetings, in English."""
        return f"{self.first_meeting:%A}"


@dataclass(frozen=True, slots=True)
class Moved:
    """A meeting of the panel's calendar that is held on another day, or on none, and why."""

    day: date
    why: str
    to: date | None = None


@dataclass(frozen=True, slots=True)
class Retention:
    """Years from birth that a child's record is kept (R24), and how many it takes to dispose of one."""

    years: Positive
    years_with_ehc_plan: Positive
    years_looked_after: Positive
    disposed_by: Annotated[str, OneOf((TWO_PEOPLE, "one person"))]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The largest count that is hidden in what leaves the service (R13)."""

    suppress_up_to: Annotated[int, AtLeast(0)]


@dataclass(frozen=True, slots=True)
class Backup:
    """Where backups go, how often one is made, and how long it is kept."""

    folder: str
    every_hours: Positive
    keep_days: Positive


@dataclass(frozen=True, slots=True)
class Audit:
    """What a list of children may be taken for, how many ids may be tried in vain, and where the log's mark is noted."""

    purposes: tuple[str, ...]
    guesses_an_hour: Positive
    head_file: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """Which claim of a council's account names its groups, and how long somebody may be away."""

    role_claim: str
    idle_minutes: Positive


@dataclass(frozen=True, slots=True)
class RoleOf:
    """What a group of the council's accounts may do here: `claim` is the group as the claim names it."""

    claim: str
    role: Annotated[str, OneOf(ROLES)]
    service: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """One person's account, by its email address, and what that person may do here."""

    email: str
    role: Annotated[str, OneOf(ROLES)]
    service: str = ""


@dataclass(frozen=True, slots=True)
class Labels:
    """Local names shown on the pages."""

    hours_measure: str


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
