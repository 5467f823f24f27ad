"""Commands about what is kept: uploads, withdraw, backup, restore, verify."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from cme_data.cli.app import AsJson, Data, Who, data_dir, key, now, open_store, person, show_json


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(uploads)
    app.command()(withdraw)
    app.command()(backup)
    app.command()(restore)
    app.command()(verify)


def uploads(data: Data = None, json: AsJson = False) -> None:
    """List every upload, newest first."""
    with open_store(data, read_only=True) as store:
        found = store.uploads()
    if json:
        show_json([{"upload": row.pop("id"), **row} for row in map(asdict, found)])
        return
    for upload in found:
        typer.echo(
            f"{upload.id}  {upload.as_at:%d/%m/%Y}  {upload.register:<16} {upload.provider:<34}"
            f" {upload.mode:<9} {upload.passed:>6} rows  {upload.status:<10} {upload.who}, {upload.file_name}"
        )


def withdraw(
    upload: str,
    why: Annotated[str, typer.Option(help="Why; it stays in the history.")],
    who: Who = None,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """Let an upload count for nothing; nothing of it is lost."""
    from cme_data.store import withdraw as take_back

    with open_store(data) as store:
        taken = take_back(store, upload, why, person(who), now())
    if json:
        show_json({"upload": taken.id, "status": taken.status})
    else:
        typer.echo(f"{taken.id} is withdrawn.")


def backup(file: Path, data: Data = None, json: AsJson = False) -> None:
    """Copy the store to FILE."""
    from cme_data.store.backup import backup as copy

    with open_store(data) as store:
        copy(store, file)
    if json:
        show_json({"backup": str(file), "bytes": file.stat().st_size})
    else:
        typer.echo(f"Wrote {file}")


def restore(file: Path, data: Data = None, json: AsJson = False) -> None:
    """Put a backup in the place of the store; the store before it is kept beside."""
    from cme_data.store.backup import restore as put_back

    kept = put_back(data_dir(data), file, key=key())
    if json:
        show_json({"restored": str(file), "kept": str(kept) if kept else None})
    else:
        typer.echo(f"Restored {file}" + (f"; the store before it is {kept}" if kept else ""))


def verify(data: Data = None, json: AsJson = False) -> None:
    """See whether bytes, rows, spells and figures agree."""
    from cme_data.verify import verify as look

    with open_store(data, read_only=True) as store:
        faults = look(
            store, (lambda words: None) if json else (lambda words: typer.echo(f"Looked at {words}."))
        )
    if json:
        show_json({"verified": not faults, "faults": faults})
    elif not faults:
        typer.echo("Everything agrees.")
    if faults:
        for fault in faults:
            typer.echo(fault, err=True)
        raise typer.Exit(1)
