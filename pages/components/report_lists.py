"""The lists behind the figures of an internal report, for those who may see children."""

from collections.abc import Iterator
from functools import partial

from cme_data import reports
from cme_data.reports.behind import behind
from cme_data.reports.report import Document, FigureTable
from cme_data.statistics import Key
from cme_data.store.edition import Edition
from pages.components import ask_reports, frame, lists, seen, show
from pages.components.lists import Offer, Rows


def menu(edition: Edition, document: Document, table: FigureTable, key: str) -> None:
    """One button under a table that opens the list behind any of its counts."""
    if not edition.released:
        lists.menu(key, _offers(edition, document, table))


def before(edition: Edition) -> None:
    """The children to look at before a return is made: the list in sight, with a way to each child."""
    if not lists.allowed():
        return
    found = ask_reports.look_at(edition)
    if found.whole:
        show.section("Before it is made: children to look at", level=3)
        seen.note(len(found), found.whole)
    if found:
        rows = [row | {"collection": row["collection"] or "Neither"} for row in found]
        lists.in_sight("Children to look at before the return is made", rows, _TOLD)


_TOLD = ("surname", "forename", "date_of_birth", "upn", "collection", "borough", "school", "what")


def _offers(edition: Edition, document: Document, table: FigureTable) -> Iterator[Offer | Rows]:
    for row in table.rows:
        for column, figure, key in zip(table.columns, row.figures, row.keys, strict=True):
            if key is not None and figure.kind == "count" and figure.value:
                title = ", ".join((*row.labels, column))
                if found := _offer(edition, document, key, title, int(figure.value), table.caption):
                    yield found


def _offer(
    edition: Edition, document: Document, key: Key, title: str, count: int, of: str
) -> Offer | Rows | None:
    name = lists.name_of("report", *key)
    if key.statistic in reports.STATISTICAL[edition.report].lists:
        rows = partial(ask_reports.listed, edition, key)
        return Rows(name, title, rows, count, of=of, as_at=document.as_at)
    found = behind(key, document.as_at, frame.this().settings)
    if found is None:
        return None
    return Offer(name, title, found.measure, found.question, found.figure, count, of=of)
