"""Checks of one cell."""

from cme_data.checks.cells import (
    age,
    blank_counts,
    code,
    expected,
    findable,
    full_time,
    range,
    required,
    siblings,
    unreadable,
    upn,
)

CELLS = tuple(
    module.CHECK
    for module in (
        unreadable,
        required,
        expected,
        code,
        range,
        age,
        upn,
        full_time,
        blank_counts,
        siblings,
        findable,
    )
)
