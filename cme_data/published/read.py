"""A file from Explore Education Statistics: which publication it is, and every line of it."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cme_data.calendar import parse_period
from cme_data.errors import CmeError
from cme_data.published import cells
from cme_data.published.cells import NOTHING, SYMBOLS, Cell
from cme_data.published.layouts import LAYOUTS, PLACE, RENAMED, Long, Wide
from cme_data.published.publications import EHE_YEAR, ONLY_IN, Publication
from cme_data.store.published import PublishedRow
from cme_data.workbook.limits import TooLarge
from cme_data.workbook.separated import NotSeparated, separated

_AGAIN = (
    "Nothing was loaded: download the data set from Explore Education Statistics again and leave it as it is."
)
_TERMS = {
    "Autumn term": "-autumn",
    "Spring term": "-spring",
    "Summer term": "-summer",
    "Academic year": "",
}
_CODES = {
    "National": ("country_code", "country_name"),
    "Regional": ("region_code", "region_name"),
    "Local authority": ("new_la_code", "la_name"),
}
LEVELS = tuple(_CODES)


class NotPublished(CmeError):
    """The file is none of the DfE's files that are read here, or not as the DfE published it."""


@dataclass(frozen=True, slots=True)
class Release:
    """What a file holds, before any of it is kept."""

    publication: Publication
    layout: str
    file_name: str
    sha256: str
    rows: tuple[PublishedRow, ...]
    not_read: tuple[str, ...]
    """Columns of the file that nothing here reads."""

    @property
    def periods(self) -> tuple[str, ...]:
        """The terms or years it speaks of, the first to the last."""
        return tuple(sorted({row.period for row in self.rows}))

    @property
    def symbols(self) -> Mapping[str, int]:
        """How often each symbol stands in the place of a number."""
        found = Counter(
            symbol for row in self.rows for symbol in (row.number_symbol, row.percent_symbol, row.rate_symbol)
        )
        return {symbol: found[symbol] for symbol in SYMBOLS if found[symbol]}

    @property
    def areas(self) -> Mapping[str, int]:
        """How many areas it has at each geographic level, those of levels unknown here too."""
        return Counter(level for level, _ in dict.fromkeys((row.level, row.code) for row in self.rows))


def read(data: bytes, file_name: str) -> Release:
    """Every line of a file; raises NotPublished with a sentence where it is not one, or holds what it should not."""
    try:
        lines = separated(data)
    except (NotSeparated, TooLarge) as error:
        raise NotPublished(f"{file_name} cannot be read as a CSV file: {error} {_AGAIN}") from None
    head = [name.strip().casefold() for name in lines[0]] if lines else []
    layout = _layout(head, file_name)
    at = {name: head.index(name) for name in (*PLACE, *layout.columns)}
    rows = tuple(_rows(lines, at, layout, file_name))
    if not rows:
        raise NotPublished(f"{file_name} has its headings and no line under them. {_AGAIN}")
    _once_each(rows, file_name)
    publication = EHE_YEAR if isinstance(layout, Wide) else _publication(rows, file_name)
    not_read = tuple(name for name in head if name not in at and name)
    return Release(publication, layout.said, file_name, hashlib.sha256(data).hexdigest(), rows, not_read)


def _layout(head: Sequence[str], file_name: str) -> Long | Wide:
    """The layout whose columns the file has; some of them and not all is a file that was cut."""
    best = max(LAYOUTS, key=lambda layout: len(set(layout.columns) & set(head)) / len(layout.columns))
    missing = [name for name in (*PLACE, *best.columns) if name not in head]
    if not missing:
        return best
    if set(best.columns) & set(head) and "time_period" in head:
        raise NotPublished(
            f"{file_name} looks like {best.said} of the DfE, but has no column {', '.join(missing)}. {_AGAIN}"
        )
    raise NotPublished(
        f"{file_name} is none of the DfE's files on children missing education or elective home education: it has none"
        f" of the columns {', '.join(LAYOUTS[0].columns)}. Nothing was loaded: choose the file of one of these two"
        " publications from Explore Education Statistics."
    )


def _publication(rows: Sequence[PublishedRow], file_name: str) -> Publication:
    """Which of the two termly publications it is, by the breakdowns that only one of them has."""
    said = {(row.topic, row.breakdown) for row in rows}
    found = [publication for publication, only in ONLY_IN.items() if said & only]
    if len(found) == 1:
        return found[0]
    why = "breakdowns of both" if found else "no reason and no duration that belongs to one of them only"
    raise NotPublished(
        f"{file_name} may be about children missing education or about elective home education: it has {why}."
        " Nothing was loaded: download the whole data set of one of the two, with its reasons."
    )


def _rows(
    lines: Sequence[Sequence[str]], at: Mapping[str, int], layout: Long | Wide, file_name: str
) -> Iterator[PublishedRow]:
    periods: dict[tuple[str, str], str] = {}
    for number, line in enumerate(lines[1:], 2):
        if not any(line):
            continue
        said = line[at["time_period"]].strip(), line[at["time_identifier"]].strip()
        if said not in periods:
            periods[said] = _period(*said, number, file_name)
        place = (number, periods[said], *_area(line, at))
        for topic, breakdown, columns in _numbers(line, at, layout):
            count, share, rate = (_cell(line, at, column, number, file_name) for column in columns)
            yield PublishedRow(
                *place, topic, breakdown,
                count.value, count.symbol, share.value, share.symbol, rate.value, rate.symbol,
            )  # fmt: skip


def _numbers(
    line: Sequence[str], at: Mapping[str, int], layout: Long | Wide
) -> Iterator[tuple[str, str, tuple[str, str, str]]]:
    """Each topic and breakdown of a line, and the columns of its number, its percentage and its rate."""
    if isinstance(layout, Wide):
        for item in layout.items:
            yield item.topic, item.breakdown, (item.number, item.percent, "")
        return
    topic, breakdown = line[at[layout.topic]].strip(), line[at[layout.breakdown]].strip()
    named = RENAMED.get((topic, breakdown), breakdown)
    yield topic, named, (layout.number, layout.percent, layout.rate)


def _cell(line: Sequence[str], at: Mapping[str, int], column: str, number: int, file_name: str) -> Cell:
    if not column:
        return NOTHING
    text = line[at[column]]
    found = cells.read(text)
    if found is None:
        stands = f"“{text[:60]}” stands there" if text.strip() else "nothing stands there"
        raise NotPublished(
            f"{file_name}, line {number}, column {column}: {stands}, where a number or one of {', '.join(SYMBOLS)} is"
            f" expected. {_AGAIN}"
        )
    return found


def _period(year: str, term: str, number: int, file_name: str) -> str:
    """202526 and Autumn term as 2025/26-autumn."""
    try:
        return parse_period(f"{year[:4]}/{year[4:]}{_TERMS[term]}").label
    except (CmeError, KeyError):
        raise NotPublished(
            f"{file_name}, line {number}: “{year[:20]}” and “{term[:20]}” stand in time_period and time_identifier, where"
            f" a year such as 202526 and one of {', '.join(_TERMS)} are expected. {_AGAIN}"
        ) from None


def _area(line: Sequence[str], at: Mapping[str, int]) -> tuple[str, str, str, str]:
    """Level, code, old code and name of an area; of a level unknown here, the smallest area that the line names."""

    def said(column: str) -> str:
        text = line[at[column]].strip()
        return "" if text in SYMBOLS else text

    level = said("geographic_level")
    wanted = [_CODES[level]] if level in _CODES else [*reversed(_CODES.values())]
    old = said("old_la_code")
    for code_column, name_column in wanted:
        code, name = said(code_column), said(name_column)
        if code or name:
            return level, code or old or name, old, name
    return level, old, old, ""


def _once_each(rows: Sequence[PublishedRow], file_name: str) -> None:
    """Refuse a file in which two lines give one figure: nothing says which of them is right."""
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = (row.period, row.level, row.code, row.topic, row.breakdown)
        if key in seen:
            raise NotPublished(
                f"{file_name}, lines {seen[key]} and {row.line}: both give {row.topic}, {row.breakdown}, for"
                f" {row.name or row.code} in {row.period}. {_AGAIN}"
            )
        seen[key] = row.line
