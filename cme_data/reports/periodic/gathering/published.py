"""What the Department for Education publishes of the boroughs, Outer London and England, in its own symbols."""

from dataclasses import dataclass

from cme_data.calendar import parse_period
from cme_data.published import (
    CME_CENSUS,
    EHE_CENSUS,
    EHE_YEAR,
    LONDON,
    Cell,
    Publication,
    Side,
    areas,
    course,
)
from cme_data.reports.periodic.gathering.asking import Asking
from cme_data.reports.report import Column, Table
from cme_data.reports.said import named

_YEARS = 3
_NOT_LOADED = "–"


@dataclass(frozen=True, slots=True)
class _Shown:
    """A publication in the report: what of it is told, how many terms or years back, and what its numbers are."""

    publication: Publication
    back: int
    says: str
    rates: bool

    def cell(self, side: Side) -> Cell:
        """The number of an area in one period."""
        return side.rate if self.rates else side.number


_SHOWN = (
    _Shown(CME_CENSUS, 3 * _YEARS, "rates per 100 children aged 5 to 16", True),
    _Shown(EHE_CENSUS, 3 * _YEARS, "rates per 100 children aged 5 to 16", True),
    _Shown(EHE_YEAR, _YEARS, "children", False),
)


def published(asking: Asking) -> tuple[Table, ...]:
    """The newest published terms and years up to the report's period; nothing where no file is loaded that has them."""
    tables = [_table(asking, shown) for shown in _SHOWN]
    return tuple(table for table in tables if len(table.columns) > 1)


def _table(asking: Asking, of: _Shown) -> Table:
    settings, last = asking.asked.settings, asking.asked.period.end
    labels, sides = course(asking.world, settings, of.publication)
    told = [place for place, label in enumerate(labels) if parse_period(label).start <= last][-of.back :]
    rows = [
        (area.name, *(_worded(of.cell(sides[area.code][place]), of.rates) for place in told))
        for area in areas(settings)
        if not (of.rates and area.code == LONDON)  # its counts can be added up, its rates cannot (R10)
    ]
    return Table(
        f"{of.publication.title}: {of.says}, as published and rounded by the DfE",
        (Column("Area", 2), *(Column(named(labels[place]), 1, numeric=True) for place in told)),
        tuple(rows),
        "",
    )


def _worded(cell: Cell, rate: bool) -> str:
    if cell.value is None:
        return cell.symbol or _NOT_LOADED
    return f"{cell.value:.1f}" if rate else f"{cell.value:,.0f}"
