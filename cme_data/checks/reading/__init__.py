"""Checks of a sheet as it is read: its headings, and the rows that are no child's."""

from cme_data.checks.reading import (
    above_headings,
    column_missing,
    column_passed_over,
    column_twice,
    empty_list,
    heading_row,
    no_heading,
    nothing_read,
    repeated_header,
    totals_row,
    two_lists,
)

READING = tuple(
    module.CHECK
    for module in (
        column_missing,
        column_twice,
        column_passed_over,
        repeated_header,
        totals_row,
        heading_row,
        nothing_read,
        no_heading,
        two_lists,
        empty_list,
        above_headings,
    )
)
