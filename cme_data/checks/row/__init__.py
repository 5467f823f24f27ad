"""Checks of the cells of one row against each other, and against the day the list speaks for."""

from cme_data.checks.row import (
    above_school_age,
    approval_alone,
    before_birth,
    below_school_age,
    date_order,
    distant_date,
    done_but_open,
    excluded_without_provision,
    full_hours_unsuitable,
    future_date,
    home_educated_on_roll,
    located_not_located,
    missing_full_timetable,
    missing_on_roll,
    removal_unapproved,
    steps_order,
    transition_passed,
    year_group,
)

ROW = tuple(
    module.CHECK
    for module in (
        date_order,
        steps_order,
        future_date,
        distant_date,
        before_birth,
        removal_unapproved,
        approval_alone,
        done_but_open,
        year_group,
        below_school_age,
        above_school_age,
        full_hours_unsuitable,
        located_not_located,
        transition_passed,
        home_educated_on_roll,
        missing_on_roll,
        missing_full_timetable,
        excluded_without_provision,
    )
)
