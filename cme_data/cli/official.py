"""The command about the DfE's published figures: published."""

from pathlib import Path
from typing import Annotated

import typer

from cme_data.cli.app import AsJson, Data, Who, now, open_store, person, show_json
from cme_data.errors import CmeError


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(published)


def published(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv")],
    who: Who = None,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """Load a CSV of published figures from Explore Education Statistics."""
    from cme_data.published import LICENCE, load, read

    try:
        release = read(file.read_bytes(), file.name)
    except OSError as error:
        raise CmeError(f"{file} cannot be read: {error.strerror}.") from None
    with open_store(data) as store:
        loaded = load(store, release, person(who), now())
    if json:
        show_json(
            {
                "publication": release.publication.name,
                "file": release.file_name,
                "loaded": loaded.new,
                "rows": len(release.rows),
                "standing": loaded.file.standing,
                "periods": list(release.periods),
                "symbols": dict(release.symbols),
                "not_read": list(release.not_read),
                "says": loaded.says,
            }
        )
    else:
        typer.echo(loaded.says)
        typer.echo(LICENCE)
