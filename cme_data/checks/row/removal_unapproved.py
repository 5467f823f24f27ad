"""A removal that the panel has not approved."""

from collections.abc import Iterator

from cme_data.checks.check import RowCheck, Trouble
from cme_data.checks.example import listed
from cme_data.checks.rows import Rows


def _look(rows: Rows) -> Iterator[Trouble]:
    for i, removed, approved in rows.across("removed_on", "removal_approved_on"):
        if removed is not None and approved is None:
            yield Trouble(
                i, "removal_approved_on",
                "a date removed is given but no approval by the panel, so the child stays on the register.",
                "Ask the panel, and put the date of the meeting that approved the removal.",
            )  # fmt: skip


CHECK = RowCheck(
    code="W306",
    name="removal_unapproved",
    title="Removed without the panel's approval",
    severity="warning",
    says="A child has a date removed but no approval by the ROME panel.",
    because="A child leaves the register only by the panel's recorded approval (R21; policy appendix 2).",
    look=_look,
    columns=("removed_on", "removal_approved_on"),
    troubled=(
        listed("cme", {"removed_on": "1 October 2026", "outcome": "Other", "removal_approved_on": None}),
    ),
    untroubled=(
        listed("cme", {"removed_on": None, "removal_approved_on": None}),
        listed(
            "cme",
            {"removed_on": "1 October 2026", "outcome": "Other", "removal_approved_on": "8 October 2026"},
        ),
    ),
)
