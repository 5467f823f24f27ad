"""The command about reports: report."""

from pathlib import Path
from typing import Annotated

import typer

from cme_data.cli.app import AsJson, Data, Who, a_day, data_dir, now, open_store, person, show_json
from cme_data.errors import CmeError


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(report)


def report(
    name: Annotated[str, typer.Argument(help="panel-pack.")],
    period: Annotated[str, typer.Option(help="The day of the meeting, written 2026-11-26.")],
    out: Annotated[
        Path, typer.Option(help="The file to write: .docx, .pdf or .html; its name should carry the marking.")
    ],
    borough: Annotated[list[str] | None, typer.Option(help="Only this borough; may be repeated.")] = None,
    data: Data = None,
    who: Who = None,
    json: AsJson = False,
) -> None:
    """Write a report as a Word document, PDF or web page, and keep it as it was handed out."""
    from cme_data.reports import REPORTS, WRITERS
    from cme_data.reports.handing_out import hand_out
    from cme_data.settings import load

    if name not in REPORTS:
        raise typer.BadParameter(
            f"{name} is no report: choose one of {', '.join(REPORTS)}.", param_hint="NAME"
        )
    suffix = out.suffix.lower()
    if suffix not in WRITERS:
        raise typer.BadParameter(f"{out.name} should end in {', '.join(WRITERS)}.", param_hint="--out")
    held_on, boroughs = a_day(period), [_borough(text) for text in borough or ()]
    settings = load(data_dir(data))
    clock = now()
    with open_store(data) as store:
        document = REPORTS[name].build(store.world(), settings, held_on, boroughs, clock)
        made = hand_out(store, name, document, boroughs, suffix, person(who), clock, out.name)
    if document.marking not in out.name:
        typer.echo(
            f"The report names children: let its file's name say {document.marking}, as in {document.file_name(suffix)}.",
            err=True,
        )
    try:
        out.write_bytes(made)
    except OSError as error:
        raise CmeError(f"The report {out} cannot be written: {error.strerror}.") from None
    told = {
        "report": name,
        "period": period,
        "as_at": document.as_at,
        "out": str(out),
        "figures": document.figures["counts"],
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
