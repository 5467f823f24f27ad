"""A permanently excluded child whom nobody teaches."""

import datetime as dt
from collections.abc import Iterator

from cme_data.checks.check import RowCheck, Trouble
from cme_data.checks.example import listed
from cme_data.checks.rows import Rows

SIXTH_DAY = dt.timedelta(days=7)  # the sixth school day is never sooner


def _look(rows: Rows) -> Iterator[Trouble]:
    for i, exclusion, excluded, provision in rows.still_open("exclusion", "excluded_on", "provision"):
        if exclusion != "Permanent" or provision != "None":
            continue
        if excluded is None or excluded + SIXTH_DAY <= rows.as_at:
            yield Trouble(
                i, "provision", "{value} stands here, though the child is permanently excluded.",
                "Put the provision that was arranged; if there is none, and it is no holiday, it is overdue.",
            )  # fmt: skip


CHECK = RowCheck(
    code="W318",
    name="excluded_without_provision",
    title="Excluded, and no provision yet",
    severity="warning",
    says="A child was permanently excluded a week ago or longer and has no provision.",
    because="From the sixth school day the authority owes a permanently excluded child full-time education (R16, R17).",
    look=_look,
    columns=("exclusion", "excluded_on", "provision"),
    registers=("cme",),
    troubled=(
        listed("cme", {"exclusion": "Permanent", "excluded_on": "13 November 2026", "provision": "None"}),
        listed("cme", {"exclusion": "Permanent", "excluded_on": None, "provision": "None"}),
    ),
    untroubled=(
        listed("cme", {"exclusion": "Permanent", "excluded_on": "14 November 2026", "provision": "None"}),
        listed(
            "cme",
            {"exclusion": "Permanent", "excluded_on": "9 November 2026", "provision": "Pupil referral unit"},
        ),
        listed("cme", {"exclusion": "Suspension", "excluded_on": "9 November 2026", "provision": "None"}),
    ),
)
