"""The command line: every command exits 0 when done, 1 when refused, 2 on wrong usage."""

import sys

import typer

from cme_data.cli import figures, history, keeping, made_up, official, reporting, workbooks
from cme_data.cli.app import app
from cme_data.errors import CmeError

__all__ = ["app", "main"]

for part in (workbooks, history, keeping, figures, official, reporting, made_up):
    part.add_to(app)


def main() -> None:
    """Run a command; what cannot be done is one sentence on standard error."""
    try:
        app(prog_name="python -m cme_data")
    except CmeError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(0)
