"""A day on which something happened, and that has not come."""

from collections.abc import Iterator

from cme_data.checks.check import RowCheck, Trouble
from cme_data.checks.example import listed
from cme_data.checks.rows import Rows, written

HAPPENED = (
    "identified_on", "added_on", "missing_from", "spa_referred_on", "excluded_on", "located_on",
    "day_20_decided_on", "removal_approved_on",
    "notified_on", "assessed_on", "notice_437_on", "sao_issued_on", "sao_revoked_on",
    "absent_from", "referred_on", "evidence_on", "reviewed_on",
    "opened_on", "pep_on",
    "agreed_on", "completed_on", "escalated_on", "made_on", "agenda_sent_on", "register_sent_on",
)  # fmt: skip
"""Columns of what has happened. Starts and endings may be planned, and what is due is to come."""


def _look(rows: Rows) -> Iterator[Trouble]:
    as_at = rows.as_at
    said = f"{{value}} stands here, a day after {written(as_at)}, for which the list speaks."
    for name in HAPPENED:
        for i, day in rows.across(name) if name in rows.columns else ():
            if day is not None and day > as_at:
                yield Trouble(i, name, said, "Correct the date; a day that is planned does not belong here.")


CHECK = RowCheck(
    code="W303",
    name="future_date",
    title="A date still to come",
    severity="warning",
    says="A date of something that has happened is after the day for which the list speaks.",
    because=(
        "Nobody was identified, approved or visited tomorrow. The child is counted from that day on, and so would be "
        "missing from today's figures (measures, Time)."
    ),
    look=_look,
    columns=(),
    troubled=(
        listed("cme", {"identified_on": "7 September 2026", "added_on": "7 September 2027"}),
        listed("enquiries", {"made_on": "21 November 2026"}),
    ),
    untroubled=(
        listed("enquiries", {"made_on": "20 November 2026"}),
        listed("pru", {"admitted_on": "23 November 2026"}),
        listed("actions", {"due_on": "10 December 2026"}),
    ),
)
