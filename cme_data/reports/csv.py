"""The figures of a report as tidy data: a row each, under the columns of the DfE's data files."""

import csv
import io
from collections.abc import Iterable
from typing import NamedTuple

from cme_data.calendar import parse_period
from cme_data.errors import CmeError
from cme_data.published import ENGLAND, INNER, OUTER
from cme_data.reports.report import Block, ChildPage, Document, FigureTable
from cme_data.statistics import ALL, Figure, Key
from cme_data.workbook.outgoing import safe

_NOT_APPLICABLE, _NO_DATA = "z", "x"
_ENGLAND = (ENGLAND, "England")
_REGIONS = {"Inner London": INNER, "Outer London": OUTER}
_REGION_OF = {"E09000021": "Outer London", "E09000027": "Outer London"}

_Place = tuple[str, str, str, str, str, str, str, str]
_TERMS = {
    "": "Academic year",
    "H1": "September to February",
    "H2": "March to August",
    "autumn": "Autumn term",
    "spring": "Spring term",
    "summer": "Summer term",
}


class Row(NamedTuple):
    """One line: the names of its parts are its headings, those of the DfE as far as it has them."""

    time_period: str
    time_identifier: str
    geographic_level: str
    country_code: str
    country_name: str
    region_code: str
    region_name: str
    old_la_code: str
    new_la_code: str
    la_name: str
    breakdown_topic: str
    breakdown: str
    register: str
    statistic: str
    kind: str
    value: str


def written(document: Document) -> bytes:
    """The bytes of the file: UTF-8 with its mark, without which Excel reads a name's letters wrongly.

    The first line is the heading, so that programs can read it: the marking stands in the file's name alone.
    """
    figures = _figures(document)
    if not figures:
        raise CmeError(
            f"{document.title} has no figures for a data file (.csv): take it as .docx, .pdf or .html instead."
        )
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(Row._fields)
    writer.writerows(map(safe, _row(document, *one)) for one in figures.items())
    return text.getvalue().encode("utf-8-sig")


def value(figure: Figure) -> str:
    """A figure as data: not rounded, a share between 0 and 1, in the place of none its symbol."""
    return figure.why or _NO_DATA if figure.value is None else f"{figure.value:.12g}"


def _figures(document: Document) -> dict[Key, Figure]:
    """Each figure once, in the order of the tables."""
    found: dict[Key, Figure] = {}
    for section in document.sections:
        for table in _tables(section.blocks):
            for row in table.rows:
                for key, figure in zip(row.keys, row.figures, strict=True):
                    if key is not None and found.setdefault(key, figure) != figure:
                        raise ValueError(f"{table.name} says otherwise than another table: {key}")
    return found


def _tables(blocks: Iterable[Block]) -> Iterable[FigureTable]:
    for block in blocks:
        if isinstance(block, FigureTable):
            yield block
        elif isinstance(block, ChildPage):
            yield from _tables(block.blocks)


def _row(document: Document, key: Key, figure: Figure) -> Row:
    return Row(
        *_time(key.period),
        *_place(document, key.borough),
        key.topic,
        key.group,
        key.register,
        key.statistic,
        figure.kind,
        value(figure),
    )


def _time(period: str) -> tuple[str, str]:
    """202526 and Autumn term; of a month 2025 and October."""
    year, _, name = period.partition("-")
    if "/" not in year:
        return year, f"{parse_period(period).start:%B}"
    return year.replace("/", ""), _TERMS[name]


def _place(document: Document, borough: str) -> _Place:
    """From the level to the authority's name; all boroughs together are a level of our own."""
    none = (_NOT_APPLICABLE, _NOT_APPLICABLE)
    if borough == _ENGLAND[1]:
        return ("National", *_ENGLAND, *none, *none, _NOT_APPLICABLE)
    if borough in _REGIONS:
        return ("Regional", *_ENGLAND, _REGIONS[borough], borough, *none, _NOT_APPLICABLE)
    if borough == ALL:
        return ("All boroughs of the authority", *_ENGLAND, *none, *none, document.authority)
    codes = document.codes.get(borough, none)
    region = _REGION_OF.get(codes[1])
    where = (_REGIONS[region], region) if region else (_NO_DATA, _NO_DATA)
    return ("Local authority", *_ENGLAND, *where, *codes, borough)
