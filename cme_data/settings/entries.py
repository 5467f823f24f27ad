"""What the tree of settings is made of, and what makes one value wrong."""

import re
from dataclasses import dataclass
from datetime import date
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
