"""Commands about the made-up authority: sample, sample-store."""

from pathlib import Path
from typing import Annotated

import typer

from cme_data.cli.app import AsJson, Data, key, show_json
from cme_data.errors import CmeError

Children = Annotated[int | None, typer.Option(help="About how many children on the registers.")]
Years = Annotated[int, typer.Option(help="Academic years of history.")]
Seed = Annotated[int, typer.Option(help="Another number, another authority.")]
SEED = 2026
SAMPLE_DIR = Path(".data/sample")


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(sample)
    app.command()(sample_store)


def sample(
    out_dir: Path, children: Children = None, years: Years = 3, seed: Seed = SEED, json: AsJson = False
) -> None:
    """Write made-up workbooks of every register."""
    from cme_data.sample import write

    try:
        files = write(out_dir, children=children, years=years, seed=seed)
    except OSError as error:
        raise CmeError(f"{out_dir} cannot be written: {error.strerror}.") from None
    if json:
        show_json({"files": [str(file) for file in files]})
    else:
        for file in files:
            typer.echo(f"Wrote {file}")


def sample_store(
    data: Data = None, children: Children = None, years: Years = 3, seed: Seed = SEED, json: AsJson = False
) -> None:
    """Make the made-up authority's own store, with its whole history, unless it is there."""
    from cme_data.sample.load import make
    from cme_data.store.connect import FILE

    where = data or SAMPLE_DIR
    if not json and not (where / FILE).exists():
        typer.echo("Making up an authority with its history (once, about half a minute) ...")
    made = make(where, key=key(), children=children, years=years, seed=seed)
    if json:
        show_json({"data": str(where), "made": made})
    else:
        typer.echo(f"The made-up authority is in {where}" + ("." if made else " already."))
