"""Every setting in the groups that an officer looks in; its rule in words is its comment in settings.toml."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from cme_data.settings.reading import SHIPPED

_HEADER = re.compile(r"\[\[?([\w-]+)\]\]?$")
_KEY = re.compile(r"([\w-]+) = ")


@dataclass(frozen=True, slots=True)
class Said:
    """What the shipped file says of a setting: the rule, where it is from, and what nobody confirmed."""

    rule: str = ""
    source: str = ""
    unverified: str = ""


@dataclass(frozen=True, slots=True)
class Described:
    """A setting: its path, its name for people, and, of a list, the headings of its columns."""

    path: str
    label: str
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def said(self) -> Said:
        """Its rule, source and doubts, in the words of the shipped file."""
        return said()[self.path]


@dataclass(frozen=True, slots=True)
class Group:
    """Settings that are looked for in one place; `about` is the table whose comment speaks of all of them."""

    title: str
    settings: tuple[Described, ...]
    about: str = ""


_BOROUGH = {"borough": "Borough"}

GROUPS = (
    Group(
        "The authority and its boroughs",
        (
            Described("authority", "Name of the authority"),
            Described(
                "borough", "Boroughs", {"name": "Borough", "old_code": "DfE code", "gss_code": "ONS code"}
            ),
        ),
    ),
    Group(
        "Hours and staleness",
        (
            Described("hours_full", "Full hours a week"),
            Described("stale_after_days", "Days after which a register is stale"),
            Described("duration_edges", "Days at which the bands of time missing change"),
        ),
    ),
    Group(
        "Clocks and triggers",
        (
            Described("triggers.spa_referral_day", "Referral to the Single Point of Access"),
            Described("triggers.day_20", "Decision on removal from the school roll"),
            Described("triggers.sixth_day", "Provision after an exclusion"),
            Described("triggers.medical_days", "Tuition after absence with illness"),
            Described("triggers.enquiry_every", "Enquiry to locate the child"),
            Described("triggers.pupil_return_days", "New pupil return"),
            Described("triggers.pupil_return_counts", "New pupil return is counted in"),
        ),
        "triggers",
    ),
    Group(
        "The panel",
        (
            Described("panel.name", "Name of the panel"),
            Described("panel.first_meeting", "A meeting to count from"),
            Described("panel.every_days", "Days between meetings"),
            Described("panel.agenda_working_days", "Agenda out, working days before"),
            Described("panel.register_days", "Register sent round, days before"),
            Described(
                "panel_moved",
                "Meetings moved or cancelled",
                {"day": "Day in the calendar", "to": "Held on instead", "why": "Why"},
            ),
        ),
        "panel",
    ),
    Group(
        "School terms and closures",
        (
            Described("term", "Terms", _BOROUGH | {"name": "Term", "first": "First day", "last": "Last day"}),
            Described(
                "closure", "Closures (INSET days)", _BOROUGH | {"day": "Day closed", "reason": "Reason"}
            ),
        ),
    ),
    Group("Census days", (Described("census", "Census days", {"term": "Term", "day": "Census day"}),)),
    Group(
        "Population",
        (
            Described(
                "population",
                "Resident children aged 5 to 16",
                _BOROUGH | {"year": "Year", "children": "Children"},
            ),
        ),
    ),
    Group(
        "Retention",
        (
            Described("retention.years", "Years from birth"),
            Described("retention.years_with_ehc_plan", "Years with an education, health and care plan"),
            Described("retention.years_looked_after", "Years where looked after"),
            Described("retention.disposed_by", "A disposal takes"),
        ),
        "retention",
    ),
    Group(
        "Small numbers",
        (Described("disclosure.suppress_up_to", "Largest count that is hidden"),),
        "disclosure",
    ),
    Group(
        "Backups",
        (
            Described("backup.folder", "Folder"),
            Described("backup.every_hours", "Hours between two backups"),
            Described("backup.keep_days", "Days that a backup is kept"),
        ),
        "backup",
    ),
    Group(
        "The audit log",
        (
            Described("audit.purposes", "What a list of children is taken for"),
            Described("audit.guesses_an_hour", "Ids tried in vain within an hour"),
            Described("audit.head_file", "File for the log's mark of each day"),
        ),
        "audit",
    ),
    Group(
        "Who may sign in",
        (
            Described("sign_in.role_claim", "Claim that names the groups"),
            Described("sign_in.idle_minutes", "Minutes without a click"),
            Described("group", "Groups", {"claim": "Group", "role": "Role", "service": "Service"}),
            Described("account", "Accounts", {"email": "Email address", "role": "Role", "service": "Service"}),
        ),
        "sign_in",
    ),
    Group("Names on the pages", (Described("labels.hours_measure", "Name of the test of hours"),), "labels"),
)

DESCRIBED = {each.path: each for group in GROUPS for each in group.settings}
"""Every setting by its path."""

GROUP_OF = {each.path: group for group in GROUPS for each in group.settings}
"""The group that each is found in."""


@cache
def said() -> dict[str, Said]:
    """What the comment above each setting and table of the shipped file says, by its path."""
    table, comment, found = "", list[str](), dict[str, Said]()
    for line in SHIPPED.read_text(encoding="utf-8").splitlines():
        words = line.removeprefix("#").strip()
        header, key = _HEADER.match(words), _KEY.match(line)
        if header:  # an example in a comment speaks for a list that is shipped empty
            table = header[1]
        path = table if header else ".".join(filter(None, (table, key[1]))) if key else ""
        if path:
            found.setdefault(path, _of(comment))
        if line.startswith("#") and not header:
            comment.append(words)
        else:
            comment.clear()
    return found


def _of(comment: list[str]) -> Said:
    return Said(**{name: " ".join(lines) for name, lines in _parts(comment)})


def _parts(comment: list[str]) -> Iterator[tuple[str, list[str]]]:
    name, lines = "rule", list[str]()
    for line in filter(None, comment):
        start = next((s for s in ("Source: ", "UNVERIFIED: ") if line.startswith(s)), None)
        if start:
            yield name, lines
            name, lines = start.strip(": ").lower(), []
        lines.append(line.removeprefix(start or ""))
    yield name, lines
