"""Two spells of one child that overlap on one list."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from datetime import date

from cme_data.checks.check import RowCheck, Trouble
from cme_data.checks.example import listed
from cme_data.checks.rows import Rows
from cme_data.people import folded


def _look(rows: Rows) -> Iterator[Trouble]:
    opens, closed, numbers = rows.columns[rows.register.opens], rows.closed, rows.typed.row_numbers
    for same in _of_one_child(rows):
        spells = sorted((i for i in same if opens[i] is not None), key=lambda i: opens[i])
        if not spells:
            continue
        longest = spells[0]
        for i in spells[1:]:
            end = closed[longest]
            if end is None or opens[i] < end:
                yield Trouble(
                    i, rows.register.opens,
                    f"{{value}} stands here, while the child's spell in row {numbers[longest]} has not ended.",
                    "Give the earlier row its closing date, or take the row away if it stands twice.",
                )  # fmt: skip
            if end is not None and (closed[i] or date.max) > end:
                longest = i


def _of_one_child(rows: Rows) -> list[list[int]]:
    """The rows of each child with more than one, by the strongest key of each row."""
    of: dict[Hashable, list[int]] = defaultdict(list)
    names = rows.across("record_number", "surname", "forename", "date_of_birth")
    for upn, (i, record, *name) in zip(rows.valid_upns, names, strict=True):
        of[rows.provider_of[i], upn or record or _named(*name) or i].append(i)
    return [same for same in of.values() if len(same) > 1]


def _named(surname: str | None, forename: str | None, born: date | None) -> Hashable:
    return (folded(surname), folded(forename), born) if surname and forename and born else None


CHECK = RowCheck(
    code="W404",
    name="overlap",
    title="Two spells of one child overlap",
    severity="warning",
    says="Two spells of one child on one list overlap.",
    because=(
        "A child is on a register once (R23): two spells at once are a row copied twice, or one never closed. The child "
        "counts once, but joins twice and may leave without leaving."
    ),
    look=_look,
    columns=("surname",),
    registers=("cme", "ehe", "medical_tuition", "pru", "virtual_school"),
    troubled=(
        listed(
            "ehe",
            {"upn": "F314999926001", "started_on": "7 September 2026"},
            {"upn": "F314999926001", "started_on": "2 November 2026"},
        ),
        listed(
            "pru",
            {"surname": "O’Neill", "admitted_on": "7 September 2026", "left_on": "2 November 2026",
             "outcome": "Other"},
            {"surname": "O'NEILL", "admitted_on": "1 November 2026"},
        ),
        listed(
            "cme",
            {"added_on": "7 September 2026", "removed_on": "1 October 2026",
             "removal_approved_on": "8 October 2026", "outcome": "Other"},
            {"added_on": "7 October 2026"},
        ),
    ),
    untroubled=(
        listed("pru", {"upn": "F314999926001"}, {"upn": "V314999926002"}),
        listed(
            "pru",
            {"admitted_on": "7 September 2026", "left_on": "2 November 2026", "outcome": "Other"},
            {"admitted_on": "2 November 2026"},
        ),
        listed("pru", {"record_number": "7"}, {"record_number": "8"}),
        listed("pru", {"date_of_birth": "5 May 2014"}, {"date_of_birth": "6 May 2014"}),
    ),
)  # fmt: skip
