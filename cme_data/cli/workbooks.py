"""Commands about spreadsheets: template, check, ingest."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from cme_data.cli.app import (
    AsJson,
    Data,
    Who,
    a_day,
    a_register,
    now,
    one_or_list,
    open_store,
    person,
    show_json,
)
from cme_data.errors import CmeError

AsAt = Annotated[
    dt.date | None,
    typer.Option(parser=a_day, metavar="DATE", help="The day the lists speak for (YYYY-MM-DD)."),
]
RegisterName = Annotated[
    str | None, typer.Option(parser=a_register, metavar="NAME", help="Read every sheet as this register.")
]
SheetName = Annotated[str | None, typer.Option(help="Read only this sheet.")]
Provider = Annotated[str | None, typer.Option(help="Whose list it is, where its rows do not say.")]
PasswordFile = Annotated[
    Path | None,
    typer.Option("--password-file", help="A file whose first line is the password that opens the workbook."),
]
EXTENSIONS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
MANIFEST = "manifest.csv"  # no list: what `sample` wrote of its workbooks


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(template)
    app.command()(check)
    app.command()(ingest)


def template(
    register: Annotated[str, typer.Argument(parser=a_register, metavar="REGISTER")],
    out: Path,
    json: AsJson = False,
) -> None:
    """Write a blank workbook of a register: headers, drop-downs, notes."""
    from cme_data.workbook.template import template as blank
    from schemas import REGISTERS

    _write(out, blank(REGISTERS[register]))
    if json:
        show_json({"register": register, "file": str(out)})
    else:
        typer.echo(f"Wrote {out}")


def _write(out: Path, data: bytes) -> None:
    try:
        out.write_bytes(data)
    except OSError as error:
        raise CmeError(f"{out} cannot be written: {error.strerror}.") from None


def check(
    file: Annotated[Path, typer.Argument(metavar="FILE|DIR")],
    as_at: AsAt = None,
    register: RegisterName = None,
    sheet: SheetName = None,
    provider: Provider = None,
    password_file: PasswordFile = None,
    json: AsJson = False,
) -> None:
    """Read and validate a workbook, or every workbook of a directory with one line a sheet; nothing is kept."""
    from cme_data import ingest as ingesting

    today, password = now().date(), _password(password_file)
    many, found, failed = file.is_dir(), [], False
    for path in _files(file):
        try:
            examined = ingesting.examine(
                _read(path), path.name, as_at=as_at or today, today=today,
                register=register, sheet=sheet, provider=provider, password=password,
            )  # fmt: skip
        except CmeError as error:
            if not many:
                raise
            failed = True
            found.append({"file": path.name, "error": str(error)})
            if not json:
                typer.echo(f"{path.name}, not read: {error}")
            continue
        failed = failed or examined.errors > 0
        for checked in examined.sheets:
            found.append(({"file": path.name} if many else {}) | checked.as_json())
            if not json:
                _print_sheet(path.name, checked, problems=not many)
    if json:
        show_json(found if many else one_or_list(found))
    if failed:
        raise typer.Exit(1)


def _files(file: Path) -> list[Path]:
    """The file, or the workbooks of a directory itself: not those of its folders, nor what Excel leaves beside them."""
    if not file.is_dir():
        return [file]
    try:
        within = sorted(file.iterdir())
    except OSError as error:
        raise CmeError(f"{file} cannot be read: {error.strerror}.") from None
    found = [
        path for path in within
        if path.is_file() and path.suffix.lower() in EXTENSIONS
        and path.name != MANIFEST and not path.name.startswith(("~$", "."))
    ]  # fmt: skip
    if not found:
        raise CmeError(f"{file} holds no workbook: one ends in {', '.join(EXTENSIONS)}.")
    return found


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CmeError(f"{path} cannot be read: {error.strerror}.") from None


def _password(file: Path | None) -> str | None:
    """The first line of the file, blanks and all: a command line would show it to everybody."""
    if file is None:
        return None
    try:
        first, _, _ = _read(file).decode("utf-8-sig").partition("\n")
    except UnicodeDecodeError:
        raise CmeError(f"{file} is no text: write the password on its first line, in UTF-8.") from None
    return first.removesuffix("\r")


def _print_sheet(name: str, checked: "ingesting.Checked", *, problems: bool) -> None:  # type: ignore[name-defined]  # noqa: F821
    warnings = len(checked.problems) - checked.errors
    typer.echo(
        f"{name}, {checked.sheet}: {checked.register}, {_counted(checked.rows, 'row')}, {checked.passed} passed,"
        f" {_counted(checked.errors, 'error')}, {_counted(warnings, 'warning')}"
    )
    if problems:
        for problem in checked.problems:
            typer.echo(f"  {problem.level}: {problem.message} {problem.fix}")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def ingest(
    file: Path,
    as_at: Annotated[
        dt.date, typer.Option(parser=a_day, metavar="DATE", help="The day the lists speak for (YYYY-MM-DD).")
    ],
    register: RegisterName = None,
    sheet: SheetName = None,
    mode: Annotated[
        str, typer.Option(help="snapshot: the whole list; additions: new or changed rows only.")
    ] = "snapshot",
    provider: Provider = None,
    password_file: PasswordFile = None,
    who: Who = None,
    accept_passed: Annotated[
        bool, typer.Option("--accept-passed", help="Commit the rows that passed.")
    ] = False,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """Read, validate and commit a workbook; one upload a source."""
    from cme_data import ingest as ingesting
    from cme_data.store.settled import remembered

    if mode not in ("snapshot", "additions"):
        raise typer.BadParameter(f"{mode} is none of snapshot, additions.", param_hint="--mode")
    clock, password = now(), _password(password_file)
    with open_store(data) as store:
        examined = ingesting.examine(
            _read(file), file.name, as_at=as_at, today=clock.date(),
            register=register, sheet=sheet, provider=provider, password=password,
            remembered=remembered(store),
        )  # fmt: skip
        try:
            outcomes = ingesting.commit(
                store, examined, mode=mode, who=person(who), now=clock, accept_passed=accept_passed
            )
        except CmeError:
            _refused(examined.sheets, json=json)
            raise
    if json:
        show_json(one_or_list([ingesting.outcome_json(examined, outcome) for outcome in outcomes]))
    for outcome in outcomes:
        if outcome.notice:
            typer.echo(outcome.notice, err=True)
        if not json:
            said = "committed as" if outcome.committed else "stands already as"
            typer.echo(
                f"{outcome.register}, {outcome.provider}: {said} {outcome.upload}: {outcome.new} new,"
                f" {outcome.changed} changed, {outcome.closed} closed, {outcome.dropped} dropped,"
                f" {outcome.unchanged} unchanged"
            )


def _refused(sheets: Sequence["ingesting.Checked"], *, json: bool) -> None:  # type: ignore[name-defined]  # noqa: F821
    """Why nothing was committed: each error on standard error, and all of it as JSON if asked."""
    from cme_data import ingest as ingesting

    if json:
        show_json(one_or_list([ingesting.refused_json(checked) for checked in sheets]))
    for checked in sheets:
        for problem in checked.problems:
            if problem.level == "error":
                typer.echo(f"{problem.message} {problem.fix}", err=True)
