"""The lists behind the figures of an internal report, for those who may see children."""

from collections.abc import Iterator

from cme_data.reports.behind import behind
from cme_data.reports.report import Document, FigureTable
from cme_data.store.edition import Edition
from pages.components import frame, lists
from pages.components.lists import Offer


def menu(edition: Edition, document: Document, table: FigureTable, key: str) -> None:
    """One button under a table that opens the list behind any of its counts of the report's own period."""
    if not edition.released:
        lists.menu(key, _offers(edition, document, table))


def _offers(edition: Edition, document: Document, table: FigureTable) -> Iterator[Offer]:
    for row in table.rows:
        for column, figure, key in zip(table.columns, row.figures, row.keys, strict=True):
            if key is None or key.period != edition.period or figure.kind != "count" or not figure.value:
                continue
            found = behind(key, document.as_at, frame.this().settings)
            if found is not None:
                name = lists.name_of("report", *key)
                title = ", ".join((*row.labels, column))
                yield Offer(
                    name,
                    title,
                    found.measure,
                    found.question,
                    found.figure,
                    int(figure.value),
                    of=table.caption,
                )
