"""Roles, and what each may do; every page and every list of children asks here first."""

from collections.abc import Mapping
from dataclasses import dataclass

from cme_data.errors import CmeError

FIGURES = "figures"  # counts, charts and their downloads: no child can be told from them inside the service
CHILDREN = "children"  # the lists behind the figures, with names
HISTORY = "history"  # who uploaded what, and when
UPLOAD = "upload"  # checking and committing workbooks, and the blank templates
WITHDRAW = "withdraw"  # taking an upload out of the figures
SETTLE = "settle"  # saying why a child whom nobody holds needs nobody's attention
RECORD = "record"  # what the panel decides: actions, removals, who attended
REPORT = "report"  # writing the commentary of reports, and freezing them
SETTINGS = "settings"  # what an authority sets for itself
AUDIT = "audit"  # who did what
KEEP = "keep"  # how long records are kept: holds, disposals, subject access; and the backups

ROLES: dict[str, frozenset[str]] = {
    "associate_director": frozenset({FIGURES, CHILDREN, HISTORY, SETTLE, RECORD, REPORT}),
    "panel_member": frozenset({FIGURES, CHILDREN, HISTORY}),
    "business_support": frozenset({FIGURES, CHILDREN, HISTORY, UPLOAD, WITHDRAW, SETTLE, RECORD, REPORT}),
    "senior_leader": frozenset({FIGURES, HISTORY}),
    "administrator": frozenset(
        {FIGURES, CHILDREN, HISTORY, UPLOAD, WITHDRAW, SETTLE, RECORD, REPORT, SETTINGS, AUDIT, KEEP}
    ),
}

TITLES: dict[str, str] = {
    "associate_director": "Associate Director",
    "panel_member": "Panel member",
    "business_support": "Business support",
    "senior_leader": "Senior leader",
    "administrator": "Administrator",
}

# In the words of a refusal, and of the table that says who may do what.
MAY: dict[str, str] = {
    FIGURES: "see the figures",
    CHILDREN: "see lists of children",
    HISTORY: "see the history of uploads",
    UPLOAD: "upload workbooks",
    WITHDRAW: "withdraw an upload",
    SETTLE: "settle a gap",
    RECORD: "record what the panel decides",
    REPORT: "write commentary or freeze a report",
    SETTINGS: "change the settings",
    AUDIT: "see who did what",
    KEEP: "hold or dispose of records, or look after the backups",
}


class NotAllowed(CmeError):
    """A person asked for something their role does not include."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is at the screen: the name that histories record, and one role of ROLES."""

    name: str
    role: str
    service: str = ""
    """Of a panel member: the service whose whole list that person sees."""


def may(role: str, what: str) -> bool:
    """Whether a role includes a thing; a role or a thing that is not listed includes nothing."""
    return what in ROLES.get(role, frozenset())


def check(person: Person, what: str) -> None:
    """Pass where the person may; else raise NotAllowed with the sentence to show."""
    if not may(person.role, what):
        title = TITLES.get(person.role, "person without a role").lower()
        raise NotAllowed(f"A {title} cannot {MAY.get(what, 'do this')}: ask an administrator.")


def person_at_this_machine(environ: Mapping[str, str], name: str = "") -> Person:
    """The administrator who sits at the machine itself, named by what they typed or by CME_WHO.

    The server listens on 127.0.0.1 only, so whoever reaches it already has the machine and its files.
    """
    return Person((name or environ.get("CME_WHO", "")).strip(), "administrator")
