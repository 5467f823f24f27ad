"""A report of figures from the command line: of which period, for whom, and made although something is Unknown."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from cme_data.calendar import parse_period
from cme_data.errors import CmeError

if TYPE_CHECKING:
    from cme_data.reports.report import Document
    from cme_data.settings import Settings
    from cme_data.store import World


def document(
    name: str,
    world: "World",
    settings: "Settings",
    period: str,
    boroughs: Sequence[str],
    now: dt.datetime,
    *,
    who: str,
    released: bool,
    exact: bool,
    accepted: bool,
    day: dt.date | None,
) -> "Document":
    """The report; whoever sits at the machine may see names, so an exact one has its lists of children."""
    from cme_data.reports import STATISTICAL
    from cme_data.reports.dfe_return import Unaccepted
    from cme_data.reports.statistical import Asked, made

    report = STATISTICAL[name]
    try:
        wanted = parse_period(period)
    except CmeError as error:
        raise typer.BadParameter(str(error), param_hint="--period") from None
    if released and exact:
        raise typer.BadParameter("Give --released or --exact, not both.", param_hint="--released")
    asked = Asked(
        settings, wanted, tuple(boroughs), now, {}, day=day, who=who, accepted=accepted, named=True
    )
    try:
        return made(report, world, asked, released=released or (report.outward and not exact))
    except Unaccepted as refused:
        raise Unaccepted(f"{refused} To say so here, add --accept-unknown.") from None
