"""A step dated before the one it follows from."""

from collections.abc import Iterator

from cme_data.checks.check import RowCheck, Trouble
from cme_data.checks.example import listed
from cme_data.checks.rows import Rows, written

STEPS = (
    ("excluded_on", "provision_started_on"),
    ("excluded_on", "admitted_on"),
    ("missing_from", "located_on"),
    ("missing_from", "day_20_decided_on"),
    ("added_on", "removal_approved_on"),
    ("added_on", "full_time_due"),
    ("notice_437_on", "sao_issued_on"),
    ("sao_issued_on", "sao_revoked_on"),
    ("reviewed_on", "review_due"),
    ("pep_on", "pep_due"),
    ("agreed_on", "escalated_on"),
    ("agenda_sent_on", "held_on"),
    ("register_sent_on", "held_on"),
)
"""A step and one that follows from it; the same day is in order."""


def _look(rows: Rows) -> Iterator[Trouble]:
    for first, then in STEPS:
        if first not in rows.columns or then not in rows.columns:
            continue
        before, after = rows.register.column(first), rows.register.column(then)
        for i, one, other in rows.across(first, then):
            if one is not None and other is not None and other < one:
                yield Trouble(
                    i, then, f"{{value}} stands here, a day before {before.label.lower()} ({written(one)}).",
                    f"Correct {after.label.lower()} or {before.label.lower()}: the one follows from the other.",
                )  # fmt: skip


CHECK = RowCheck(
    code="W302",
    name="steps_order",
    title="Steps in the wrong order",
    severity="warning",
    says="Of two steps that follow from one another the later is dated before the earlier.",
    because=(
        "One of the two dates is a slip, and a duty would fall due on the wrong day: provision follows an exclusion "
        "(R16), an order its notice (Education Act 1996, s. 437), the panel's approval the time on the register (R21)."
    ),
    look=_look,
    columns=(),
    troubled=(
        listed(
            "cme",
            {
                "exclusion": "Suspension",
                "excluded_on": "9 November 2026",
                "provision_started_on": "2 November 2026",
            },
        ),
        listed("ehe", {"notice_437_on": "9 November 2026", "sao_issued_on": "2 November 2026"}),
        listed("meetings", {"held_on": "12 November 2026", "agenda_sent_on": "13 November 2026"}),
        listed("virtual_school", {"pep_on": "9 November 2026", "pep_due": "9 May 2026"}),
    ),
    untroubled=(
        listed(
            "cme",
            {
                "exclusion": "Suspension",
                "excluded_on": "9 November 2026",
                "provision_started_on": "9 November 2026",
            },
        ),
        listed("ehe", {"notice_437_on": None, "sao_issued_on": "2 November 2026"}),
        listed("meetings", {"held_on": "12 November 2026", "agenda_sent_on": "5 November 2026"}),
    ),
)
