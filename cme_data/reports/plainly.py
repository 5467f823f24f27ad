"""Figures and charts as words, for a writer that has no better way to draw them."""

from cme_data.reports.report import Column, FigureTable, Table
from cme_data.reports.said import NOT_RECORDED
from cme_data.statistics import Figure

_WHY = {"": NOT_RECORDED, "x": "[x]", "z": "[z]", "c": "[c]"}


def worded(figure: Figure) -> str:
    """A figure as it is read: 1,234, 56%, 12.5; in the place of none its symbol."""
    value = figure.value
    if value is None:
        return _WHY[figure.why]
    if figure.kind == "share":
        return f"{value:.0%}"
    return f"{value:,.0f}" if figure.kind == "count" else f"{value:,.1f}"


def as_words(table: FigureTable) -> Table:
    """The table with its figures written out."""
    return Table(
        table.caption,
        tuple(
            [Column(label) for label in table.labels]
            + [Column(column, 1, numeric=True) for column in table.columns]
        ),
        tuple((*row.labels, *map(worded, row.figures)) for row in table.rows),
        "Nothing was counted.",
    )
