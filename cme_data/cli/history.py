"""Commands about what is kept: uploads, withdraw."""

from dataclasses import asdict
from typing import Annotated

import typer

from cme_data.cli.app import AsJson, Data, Who, now, open_store, person, show_json


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(uploads)
    app.command()(withdraw)


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
