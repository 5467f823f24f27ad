"""One record number with two UPNs."""

from collections.abc import Iterator

from cme_data.checks.check import RowCheck, Trouble
from cme_data.checks.example import listed
from cme_data.checks.lists.keys import claimed_twice
from cme_data.checks.rows import Rows


def _look(rows: Rows) -> Iterator[Trouble]:
    for same in claimed_twice(rows, rows.columns["record_number"], rows.valid_upns):
        for i in same:
            yield Trouble(
                i, "record_number", "{value} stands here and in another row with another UPN.",
                "One of the two rows has the wrong record number or the wrong UPN: correct it.",
            )  # fmt: skip


CHECK = RowCheck(
    code="E403",
    name="two_upns",
    title="One record number with two UPNs",
    severity="error",
    says="Two rows of one list have one record number and different permanent UPNs.",
    because="A record number is one child's, and so is a permanent UPN (R7): one key for two children.",
    look=_look,
    columns=("record_number", "upn"),
    troubled=(
        listed(
            "ehe",
            {"record_number": "7", "upn": "F314999926001"},
            {"record_number": "7", "upn": "V314999926002", "surname": "Jones"},
        ),
    ),
    untroubled=(
        listed(
            "ehe",
            {
                "record_number": "7",
                "upn": "F314999926001",
                "ended_on": "1 October 2026",
                "end_reason": "Other",
            },
            {"record_number": "7", "upn": None, "started_on": "2 November 2026"},
        ),
    ),
)
