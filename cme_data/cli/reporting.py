"""The command about reports: report."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cme_data.cli.app import AsJson, Data, Purpose, Who, a_day, data_dir, now, open_store, person, show_json
from cme_data.errors import CmeError

if TYPE_CHECKING:
    from cme_data.calendar import Period
    from cme_data.reports import Statistical


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(report)


def report(
    name: Annotated[str, typer.Argument(help="panel-pack, six-monthly, annual, termly-brief or dfe-return.")],
    period: Annotated[
        str,
        typer.Option(
            help="The day of the meeting, written 2026-11-26; else the period: 2025/26, 2025/26-H1, 2025/26-autumn."
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
        bool, typer.Option("--released", help="For outside the service: small numbers hidden, OFFICIAL.")
    ] = False,
    exact: Annotated[
        bool,
        typer.Option("--exact", help="Exact, where a report is else made for outside: the termly brief."),
    ] = False,
    accept_unknown: Annotated[
        bool,
        typer.Option("--accept-unknown", help="Make the DfE return although something goes in as Unknown."),
    ] = False,
    day: Annotated[
        dt.date | None,
        typer.Option(parser=a_day, metavar="DATE", help="Another census day than the settings' own."),
    ] = None,
    data: Data = None,
    who: Who = None,
    purpose: Purpose = "",
    json: AsJson = False,
) -> None:
    """Write a report as a Word document, PDF, web page, workbook or data file; a pack is kept as it was handed out."""
    from cme_data.reports import REPORTS, STATISTICAL, WRITERS, write
    from cme_data.reports.handing_out import hand_out
    from cme_data.reports.statistical import Asked, Unaccepted, made
    from cme_data.settings import load
    from cme_data.store.audit import taken
    from cme_data.store.frozen import released_before

    if name not in (*REPORTS, *STATISTICAL):
        raise typer.BadParameter(
            f"{name} is no report: choose one of {', '.join((*REPORTS, *STATISTICAL))}.", param_hint="NAME"
        )
    if released and name not in STATISTICAL:
        raise typer.BadParameter(f"{name} names children and is never released.", param_hint="--released")
    if released and exact:
        raise typer.BadParameter("Give --released or --exact, not both.", param_hint="--exact")
    suffix = out.suffix.lower()
    kinds = tuple(dict.fromkeys((*WRITERS, *(STATISTICAL[name].forms if name in STATISTICAL else ()))))
    if suffix not in kinds:
        raise typer.BadParameter(f"{out.name} should end in {', '.join(kinds)}.", param_hint="--out")
    boroughs, settings = tuple(_borough(text) for text in borough or ()), load(data_dir(data))
    if name in STATISTICAL:
        wanted = STATISTICAL[name]
        # Whoever sits at the machine may see names, so an exact report has its lists of children.
        asked = Asked(
            settings, _period(period, wanted), boroughs, now(), {}, day=day, who=person(who),
            accepted=accept_unknown, named=True,
        )  # fmt: skip
        with open_store(data) as store:
            try:
                document = made(
                    wanted,
                    store.world(),
                    asked,
                    released=released or (wanted.outward and not exact),
                    already=released_before(store),
                )
            except Unaccepted as refused:
                raise Unaccepted(f"{refused} To say so here, add --accept-unknown.") from None
            file = write(replace(document, purpose=purpose), suffix)
            detail = taken(f"{document.file_name(suffix)}, as at {document.as_at}", purpose)
            store.audit(asked.who, "downloaded a report", detail, asked.now)
    else:
        held_on = a_day(period)
        clock = now()
        with open_store(data) as store:
            document = REPORTS[name].build(store.world(), settings, held_on, boroughs, clock)
            file = hand_out(store, name, document, boroughs, suffix, person(who), clock, out.name, purpose)
        if document.marking not in out.name:
            typer.echo(
                f"The report names children: let its file's name say {document.marking}, as in {document.file_name(suffix)}.",
                err=True,
            )
    try:
        out.write_bytes(file)
    except OSError as error:
        raise CmeError(f"The report {out} cannot be written: {error.strerror}.") from None
    if document.warning:
        typer.echo(document.warning, err=True)
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


def _period(text: str, report: "Statistical") -> "Period":
    from cme_data.calendar import academic_year, half_year, parse_period, term

    whole, like = {
        "year": (academic_year, "2025/26"),
        "half-year": (half_year, "2025/26-H1"),
        "term": (term, "2025/26-autumn"),
    }[report.every]
    try:
        period = parse_period(text)
    except CmeError as error:
        raise typer.BadParameter(str(error), param_hint="--period") from None
    if whole(period.start) != period:
        raise typer.BadParameter(
            f"{text} is not a {report.every}, for which {report.name} is made: write it like {like}.",
            param_hint="--period",
        )
    return period
