"""An approved removal that was not carried out."""

from collections.abc import Iterator

from cme_data.checks.check import RowCheck, Trouble
from cme_data.checks.example import listed
from cme_data.checks.rows import Rows


def _look(rows: Rows) -> Iterator[Trouble]:
    for i, removed, approved in rows.across("removed_on", "removal_approved_on"):
        if approved is not None and removed is None:
            yield Trouble(
                i, "removed_on",
                "the panel's approval is given but no date removed, so the child stays on the register.",
                "Put the date removed, or take the approval away if the child stays.",
            )  # fmt: skip


CHECK = RowCheck(
    code="W307",
    name="approval_alone",
    title="Removal approved, but no date removed",
    severity="warning",
    says="The ROME panel has approved a removal, but there is no date removed.",
    because="A child leaves on the later of the two days, and so only once both are given (R21).",
    look=_look,
    columns=("removed_on", "removal_approved_on"),
    troubled=(listed("cme", {"removal_approved_on": "8 October 2026"}),),
    untroubled=(
        listed("cme", {"removed_on": None, "removal_approved_on": None}),
        listed(
            "cme",
            {"removed_on": "1 October 2026", "outcome": "Other", "removal_approved_on": "8 October 2026"},
        ),
    ),
)
