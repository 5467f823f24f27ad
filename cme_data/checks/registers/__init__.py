"""Checks of the registers in the store against each other; each is a .sql and a .py file."""

from cme_data.checks.registers import (
    ehe_and_on_roll,
    hours_differ,
    joined_by_name,
    two_boroughs,
    two_providers,
    upn_two_births,
)

REGISTER_CHECKS = tuple(
    module.CHECK
    for module in (
        ehe_and_on_roll,
        hours_differ,
        upn_two_births,
        two_boroughs,
        joined_by_name,
        two_providers,
    )
)
