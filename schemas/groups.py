"""The parts of a register's form: the child, the case, the provision, the conversation, and how it ends."""

from schemas.child import CHILD_COLUMNS
from schemas.register import Column, Register
from schemas.signs_of_safety import SIGNS_OF_SAFETY

_CHILD = frozenset(column.name for column in CHILD_COLUMNS)
_SAFETY = frozenset(column.name for column in SIGNS_OF_SAFETY)
_PROVISION = frozenset(
    (
        "provision", "provision_started_on", "hours_per_week", "transition_agreed", "full_time_due", "lead_service",
        "tuition", "placement", "placement_changing", "commissioning_school", "attendance",
    )
)  # fmt: skip
_END = frozenset(("removal_approved_on", "outcome", "end_reason", "destination"))

LONG = _SAFETY | {"action", "attended"}
"""Columns that hold sentences rather than a word."""


def grouped(register: Register) -> dict[str, list[Column]]:
    """A register's columns in the parts of its form, each part in the register's own order."""
    parts: dict[str, list[Column]] = {
        part: [] for part in ("The child", "The case", "Provision", "Signs of Safety", "When it ends")
    }
    for column in register.columns:
        parts[_part(register, column.name)].append(column)
    return {part: columns for part, columns in parts.items() if columns}


def _part(register: Register, name: str) -> str:
    if name in _CHILD:
        return "The child"
    if name in _PROVISION:
        return "Provision"
    if name in _SAFETY:
        return "Signs of Safety"
    ends = register.closes is not None and (name == register.closes or name in _END)
    return "When it ends" if ends else "The case"
