"""What the commands share: the store, the day, the person, and printing."""

import datetime as dt
import getpass
import json
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from cme_data.store import Store
from cme_data.store.key import key_of

app = typer.Typer(
    help="The registers of children missing education: spreadsheets in, figures out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Data = Annotated[
    Path | None,
    typer.Option("--data", envvar="CME_DATA_DIR", help="The directory of the store."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Purpose = Annotated[
    str, typer.Option(envvar="CME_PURPOSE", help="What it is for; kept in the audit log. No child's name.")
]
Who = Annotated[str | None, typer.Option(envvar="CME_WHO", help="Who does this; kept in the history.")]


def a_day(text: str) -> dt.date:
    """A date written YYYY-MM-DD."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text} is no date: write it as 2026-11-20.") from None


def a_register(text: str) -> str:
    """A register by its name."""
    from schemas import REGISTERS

    if text not in REGISTERS:
        raise typer.BadParameter(f"{text} is no register: choose one of {', '.join(REGISTERS)}.")
    return text


def data_dir(given: Path | None) -> Path:
    """The store's directory; wrong usage where nobody says which."""
    if given is None:
        raise typer.BadParameter("Say where the store is: --data DIR, or CME_DATA_DIR.", param_hint="--data")
    return given


def open_store(given: Path | None, *, read_only: bool = False) -> Store:
    """The store of the directory, with the key of the environment."""
    return Store.open(data_dir(given), key=key(), read_only=read_only)


def key() -> str | None:
    """The store's key, if it has one."""
    return key_of(os.environ)


def person(given: str | None) -> str:
    """Who is at the keyboard."""
    return given or getpass.getuser()


def now() -> dt.datetime:
    """The clock, read once at this entrance and passed down."""
    return dt.datetime.now()  # noqa: DTZ005  a council's own wall clock


def show_json(value: Any) -> None:
    """Print a value as JSON, dates as YYYY-MM-DD."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be printed as JSON")


def one_or_list(values: list[Any]) -> Any:
    """The object itself where there is one, a list where there are several."""
    return values[0] if len(values) == 1 else values
