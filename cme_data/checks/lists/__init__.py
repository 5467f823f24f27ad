"""Checks of the rows of a list against each other, and against the source's earlier lists."""

from cme_data.checks.lists import (
    closing_withdrawn,
    identity_corrected,
    overlap,
    two_births,
    two_upns,
    unique,
)

LISTS = tuple(
    module.CHECK for module in (unique, two_births, two_upns, overlap, identity_corrected, closing_withdrawn)
)
