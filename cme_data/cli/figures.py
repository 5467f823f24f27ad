"""The command about figures: measure."""

import datetime as dt
from typing import Annotated, Any

import typer

from cme_data.cli.app import (
    AsJson,
    Data,
    Purpose,
    Who,
    a_day,
    data_dir,
    now,
    open_store,
    person,
    show_json,
)
from cme_data.errors import CmeError, NoUploads

Day = Annotated[dt.date | None, typer.Option(parser=a_day, metavar="DATE")]
Several = Annotated[list[str] | None, typer.Option()]


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(measure)


def measure(
    name: Annotated[
        str,
        typer.Argument(
            help="caseload, hours, actions, flows, trend, duration, unknown, clocks, gaps, dfe_return, ehe_annual or rates."
        ),
    ],
    as_at: Annotated[
        dt.date | None, typer.Option(parser=a_day, metavar="DATE", help="The day the figures speak for.")
    ] = None,
    known_at: Annotated[
        dt.date | None,
        typer.Option(
            parser=a_day, metavar="DATE", help="Count only uploads that speak for this day or earlier."
        ),
    ] = None,
    start: Annotated[
        dt.date | None, typer.Option("--from", parser=a_day, metavar="DATE", help="First day of the period.")
    ] = None,
    end: Annotated[
        dt.date | None, typer.Option("--to", parser=a_day, metavar="DATE", help="Last day of the period.")
    ] = None,
    every: Annotated[str, typer.Option(help="fortnight, month, term, half-year or year.")] = "month",
    by: Annotated[str, typer.Option(metavar="A,B", help="Split by these columns.")] = "",
    register: Annotated[
        list[str] | None, typer.Option(help="Only this register; may be repeated, as all filters.")
    ] = None,
    borough: Several = None,
    year_group: Several = None,
    phase: Several = None,
    sex: Several = None,
    sen: Several = None,
    social_care: Several = None,
    lead_service: Several = None,
    listed: Annotated[
        bool, typer.Option("--list", help="The children or spells counted, a row each.")
    ] = False,
    figure: Annotated[str | None, typer.Option(help="With --list: which figure's.")] = None,
    who: Who = None,
    purpose: Purpose = "",
    data: Data = None,
    json: AsJson = False,
) -> None:
    """Count a measure, or list what it counts."""
    from cme_data.calendar import EVERY
    from cme_data.measures import MEASURES, Question
    from cme_data.measures.question import narrowed
    from cme_data.settings import load
    from cme_data.store.audit import taken

    if name not in MEASURES:
        raise typer.BadParameter(
            f"{name} is no measure: choose one of {', '.join(MEASURES)}.", param_hint="NAME"
        )
    if every not in EVERY:
        raise typer.BadParameter(f"{every} is none of {', '.join(EVERY)}.", param_hint="--every")
    if (start is None) != (end is None):
        raise typer.BadParameter("Give both --from and --to, or neither.", param_hint="--from")
    if start is not None and end is not None and start > end:
        raise typer.BadParameter("--from is after --to.", param_hint="--from")
    wanted = MEASURES[name]
    given = {
        "register": register, "borough": borough, "year_group": year_group, "phase": phase, "sex": sex,
        "sen": sen, "social_care": social_care, "lead_service": lead_service,
    }  # fmt: skip
    filters = {
        column: tuple(_value(column, text) for text in texts) for column, texts in given.items() if texts
    }
    settings = load(data_dir(data))
    with open_store(data, read_only=True) as store:
        world = store.world(known_at)
        day = as_at or world.newest
        if day is None:
            raise NoUploads("Nothing has been uploaded yet, so there is no day to speak for: give --as-at.")
        try:
            question = Question(
                as_at=day, by=tuple(part.strip() for part in by.split(",") if part.strip()), filters=filters,
                start=start, end=end, every=every,
                population=settings.population, full_hours=settings.hours_full,
                duration_edges=settings.duration_edges, settings=settings,
            )  # fmt: skip
            rows: list[dict[str, Any]] = (
                wanted.list(world, question, figure=figure) if listed else wanted.count(world, question).rows
            )
        except CmeError as error:  # a column or value that the measure does not know
            raise typer.BadParameter(str(error)) from None
    if listed and rows:
        # Before it is printed; the figures themselves are nobody's, and leave the store as it is.
        with open_store(data) as store:
            detail = f"{name} {figure or 'list'} {narrowed(question)}: {len(rows)} rows"
            store.audit(person(who), "saw a list", taken(detail, purpose), now())
    shown = {
        "measure": name,
        "as_at": day,
        "known_at": known_at,
        "filters": {k: list(v) for k, v in filters.items()},
        "rows": rows,
    }
    if json:
        show_json(shown)
    else:
        _print_table(rows)


def _value(column: str, text: str) -> str:
    """The value that somebody's words mean; wrong usage where they mean none, or the count would mislead."""
    from cme_data.dimensions import DIMENSIONS

    dimension = DIMENSIONS[column]
    value = dimension.read(text)
    if value is None:
        known = ", ".join(dimension.order)
        raise typer.BadParameter(f"{text} is none of {known}.", param_hint="--" + column.replace("_", "-"))
    return value


def _print_table(rows: list[dict[str, Any]]) -> None:
    if not rows:
        typer.echo("No rows.")
        return
    lines = [list(rows[0]), *([_said(value) for value in row.values()] for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    for line in lines:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _said(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.6g}" if isinstance(value, float) else str(value)
