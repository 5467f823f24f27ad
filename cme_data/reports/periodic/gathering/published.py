"""What the Department for Education publishes of the boroughs, Outer London and England, in its own symbols."""

from cme_data.calendar import parse_period
from cme_data.published import CME_CENSUS, EHE_CENSUS, LONDON, Cell, Publication, areas, course
from cme_data.reports.periodic.gathering.asking import Asking
from cme_data.reports.report import Column, Table


def published(asking: Asking) -> tuple[Table, ...]:
    """The published rates of the terms of these periods; nothing where no file is loaded that has them."""
    tables = [_rates(asking, publication) for publication in (CME_CENSUS, EHE_CENSUS)]
    return tuple(table for table in tables if len(table.columns) > 1)


def _rates(asking: Asking, publication: Publication) -> Table:
    settings = asking.asked.settings
    first, last = min(span.start for span in asking.spans), asking.asked.period.end
    labels, sides = course(asking.world, settings, publication)
    shown = [place for place, label in enumerate(labels) if first <= parse_period(label).start <= last]
    return Table(
        f"{publication.title}: rates per 100 children aged 5 to 16, as published",
        (Column("Area", 2), *(Column(labels[place], 1, numeric=True) for place in shown)),
        tuple(
            (area.name, *(_worded(sides[area.code][place].rate) for place in shown))
            for area in areas(settings)
            if area.code != LONDON  # its counts can be added up, its rates cannot (R10)
        ),
        "",
    )


def _worded(cell: Cell) -> str:
    return f"{cell.value:.1f}" if cell.value is not None else cell.symbol or "[x]"
