"""A statistical report: figures gathered, let out through disclosure, and only then laid out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from cme_data import disclosure
from cme_data.calendar import Period
from cme_data.disclosure import Shown
from cme_data.reports.report import Document, Section, Strip, Table
from cme_data.reports.said import listed, said
from cme_data.settings import Settings
from cme_data.statistics import Family
from cme_data.store import World


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is to speak of: its period, and its boroughs (none is all)."""

    settings: Settings
    period: Period
    boroughs: tuple[str, ...]
    now: datetime
    commentary: Mapping[str, str]
    """What officers wrote for it, by part."""


@dataclass(frozen=True, slots=True)
class About:
    """What is said of the figures without a number of children."""

    as_at: date
    sources: tuple[str, ...]
    """A sentence for each source: its list, of which day, uploaded when and by whom, or that there is none."""
    missing: tuple[str, ...] = ()
    """What is not there, and what therefore stands blank."""
    published: tuple[Table, ...] = ()
    """What others have published to compare with, as they did: no figures of ours, so that there is nothing to hide."""


@dataclass(frozen=True, slots=True)
class Statistical:
    """One statistical report: its name on the command line, what it is, its kind of period, and what makes it."""

    name: str
    title: str
    says: str
    every: Literal["half-year", "year", "term"]
    gather: Callable[[World, Asked], tuple[Family, About]]
    """The figures of every borough and every period that must be protected together, whatever is asked for."""
    sections: Callable[[Asked, About, Shown], tuple[Section, ...]]
    """From what disclosure lets out: the world is not there any more."""


def made(report: Statistical, world: World, asked: Asked, *, released: bool) -> Document:
    """The report; a released one is suppressed and OFFICIAL, an internal one exact and OFFICIAL-SENSITIVE."""
    family, about = report.gather(world, asked)
    let_out = disclosure.released if released else disclosure.internal
    shown = let_out(family, asked.settings)
    return Document(
        title=report.title,
        authority=asked.settings.authority,
        day=asked.period.end,
        as_at=about.as_at,
        made_at=asked.now,
        strip=Strip(
            (
                ("Period", f"{asked.period.label}: {said(asked.period.start)} to {said(asked.period.end)}"),
                ("Figures as at", said(about.as_at)),
                ("Boroughs", listed(asked.boroughs) if asked.boroughs else "All"),
                ("Small numbers", "Suppressed" if released else "Exact"),
            )
        ),
        sections=report.sections(asked, about, shown),
        figures={"|".join(key): figure.value for key, figure in shown.family.figures.items()},
        marking=shown.marking,
        codes={borough.name: (borough.old_code, borough.gss_code) for borough in asked.settings.boroughs},
    )
