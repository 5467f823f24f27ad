"""The command about reports: report."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from cme_data.cli import of_figures
from cme_data.cli.app import AsJson, Data, Who, a_day, data_dir, now, open_store, person, show_json
from cme_data.errors import CmeError


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(report)


def report(
    name: Annotated[str, typer.Argument(help="panel-pack, dfe-return or termly-brief.")],
    period: Annotated[
        str,
        typer.Option(
            help="The day of a meeting, written 2026-11-26, or a year, half-year or term: 2025/26-autumn."
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            help="The file to write: .docx, .pdf, .html, .xlsx or .csv; its name should carry the marking."
        ),
    ],
    borough: Annotated[list[str] | None, typer.Option(help="Only this borough; may be repeated.")] = None,
    released: Annotated[
        bool, typer.Option("--released", help="For readers outside: small numbers suppressed, OFFICIAL.")
    ] = False,
    exact: Annotated[
        bool, typer.Option("--exact", help="Exact, OFFICIAL-SENSITIVE, where a report is else released.")
    ] = False,
    accept_unknown: Annotated[
        bool, typer.Option("--accept-unknown", help="Make the DfE return although something is Unknown.")
    ] = False,
    day: Annotated[
        dt.date | None,
        typer.Option(parser=a_day, metavar="DATE", help="Another census day than the settings'."),
    ] = None,
    data: Data = None,
    who: Who = None,
    json: AsJson = False,
) -> None:
    """Write a report as a Word document, PDF, web page, workbook or CSV."""
    from cme_data.reports import REPORTS, STATISTICAL, WRITERS, write
    from cme_data.settings import load

    if name not in REPORTS and name not in STATISTICAL:
        known = ", ".join((*REPORTS, *STATISTICAL))
        raise typer.BadParameter(f"{name} is no report: choose one of {known}.", param_hint="NAME")
    suffix = out.suffix.lower()
    if name in REPORTS and suffix not in WRITERS:
        raise typer.BadParameter(f"{out.name} should end in {', '.join(WRITERS)}.", param_hint="--out")
    boroughs = [_borough(text) for text in borough or ()]
    held_on = a_day(period) if name in REPORTS else None
    settings = load(data_dir(data))
    with open_store(data, read_only=True) as store:
        if held_on is not None:
            document = REPORTS[name].build(store.world(), settings, held_on, boroughs, now())
        else:
            document = of_figures.document(
                name, store.world(), settings, period, boroughs, now(), who=person(who), released=released,
                exact=exact, accepted=accept_unknown, day=day,
            )  # fmt: skip
    try:
        written = write(document, suffix)
    except CmeError as error:  # a kind of file that this report has not
        raise typer.BadParameter(str(error), param_hint="--out") from None
    try:
        out.write_bytes(written)
    except OSError as error:
        raise CmeError(f"The report {out} cannot be written: {error.strerror}.") from None
    told = {
        "report": name,
        "period": period,
        "as_at": document.as_at,
        "out": str(out),
        "figures": document.figures.get("counts", document.figures),
    }
    if json:
        show_json(told)
    else:
        typer.echo(f"{document.title} of {period}, as at {document.as_at}, is in {out}.")


def _borough(text: str) -> str:
    from cme_data.dimensions import DIMENSIONS

    found = DIMENSIONS["borough"].read(text)
    if found is None:
        known = ", ".join(DIMENSIONS["borough"].order)
        raise typer.BadParameter(f"{text} is none of {known}.", param_hint="--borough")
    return found
