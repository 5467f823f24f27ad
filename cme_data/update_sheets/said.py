"""A problem of an update sheet, in the shape of every other."""

from cme_data.findings import Finding, Level


def problem(
    rule: str,
    sheet: str,
    row: int | None,
    column: str | None,
    value: str | None,
    message: str,
    fix: str,
    *,
    cell: str | None = None,
    level: Level = "error",
) -> Finding:
    """An error keeps its row out; a warning lets it in."""
    return Finding(level, rule, sheet, row, cell, column, value, message, fix)
