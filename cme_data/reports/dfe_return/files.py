"""A return in the DfE's own columns, and as sheets to key from."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from cme_data.disclosure import Shown
from cme_data.measures.dfe_return import BREAKDOWNS
from cme_data.measures.ehe_annual import ITEMS
from cme_data.published import ENGLAND, OUTER
from cme_data.reports.dfe_return import census, gathering
from cme_data.reports.said import named
from cme_data.reports.statistical import Asked
from cme_data.statistics import Figure
from cme_data.workbook.outgoing import safe

COLUMNS = (
    "collection", "time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code",
    "region_name", "old_la_code", "new_la_code", "la_name", "breakdown_topic", "breakdown", "child_count",
    "child_percent", "rate_per_100",
)  # fmt: skip
"""The DfE's columns of 2025/26, after the name of the collection, which is that of its file there."""

_COUNTRY = (ENGLAND, "England")
_REGION = (OUTER, "Outer London")  # of both boroughs
_NOT_ASKED = "z"  # the return is of counts: shares and rates are the DfE's to work out


def rows(asked: Asked, shown: Shown) -> Iterator[tuple[Any, ...]]:
    """A row for every published breakdown of each return, then the annual items, whole numbers or a symbol."""
    year, term = asked.period.label.split("-")
    for collection, topics in BREAKDOWNS.items():
        for borough in census.boroughs(asked):
            place = (collection, _six_digits(year), f"{term.capitalize()} term", *_place(asked, borough))
            for topic, groups in topics.items():
                for group in groups:
                    figure = shown.figure(
                        gathering.key(collection, asked.period.label, borough, topic, group)
                    )
                    yield *place, topic, group, _cell(figure), _NOT_ASKED, _NOT_ASKED
    annual = gathering.year_of_items(asked.period).label
    for borough in census.boroughs(asked):
        for name, item in ITEMS.items():
            figure = shown.figure(gathering.item_key(annual, borough, item.label))
            place = ("EHE", _six_digits(annual), "Academic year", *_place(asked, borough))
            yield *place, gathering.ITEM, name, _cell(figure), _NOT_ASKED, _NOT_ASKED


def _csv(asked: Asked, shown: Shown) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows((COLUMNS, *rows(asked, shown)))
    return text.getvalue().encode("utf-8-sig")


def _workbook(asked: Asked, shown: Shown) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for collection, topics in BREAKDOWNS.items():
        for borough in census.boroughs(asked):
            lines = [
                (topic, group, _cell(shown.figure(gathering.key(collection, asked.period.label, borough, topic, group))))
                for topic, groups in topics.items()
                for group in groups
            ]  # fmt: skip
            told = f"{collection} return of {borough}, {named(asked.period.label)}, in the published order"
            _sheet(book, shown, f"{collection} {borough}", told, ("Breakdown", "Group", "Children"), lines)
    annual = gathering.year_of_items(asked.period).label
    for borough in census.boroughs(asked):
        lines = [
            (name, f"{item.label} (per {item.per})", _cell(shown.figure(gathering.item_key(annual, borough, item.label))))
            for name, item in ITEMS.items()
        ]  # fmt: skip
        told = f"Annual items of home education of {borough}, {annual}"
        _sheet(book, shown, f"Year {borough}", told, ("The DfE's column", "Item", "Number"), lines)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _sheet(
    book: Any, shown: Shown, title: str, told: str, headings: tuple[str, ...], lines: list[tuple[Any, ...]]
) -> None:
    from openpyxl.styles import Font

    sheet = book.create_sheet(title[:31])
    for line in ((shown.marking,), (told,), headings, *lines):
        sheet.append([safe(value) for value in line])
    for row in (1, 2, 3):
        for cell in sheet[row]:
            cell.font = Font(bold=True)
    sheet.freeze_panes = "A4"
    for column, width in zip("ABC", (28, 56, 12), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.oddHeader.center.text = sheet.oddFooter.center.text = shown.marking


def _cell(figure: Figure) -> int | str:
    return figure.why if figure.value is None else round(figure.value)


def _place(asked: Asked, name: str) -> tuple[str, ...]:
    borough = next(borough for borough in asked.settings.boroughs if borough.name == name)
    return "Local authority", *_COUNTRY, *_REGION, borough.old_code, borough.gss_code, name


def _six_digits(year: str) -> str:
    """An academic year as the DfE writes it: 2026/27 is 202627."""
    return year.replace("/", "")


FORMS: Mapping[str, Callable[[Asked, Shown], bytes]] = {".csv": _csv, ".xlsx": _workbook}
"""By the end of the file's name."""
