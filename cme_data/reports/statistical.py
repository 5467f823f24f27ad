"""A statistical report: figures gathered, let out through disclosure, and only then laid out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from types import MappingProxyType
from typing import Any, Literal

from cme_data import disclosure
from cme_data.calendar import Period, half_year
from cme_data.disclosure import Shown
from cme_data.errors import CmeError
from cme_data.reports.report import Block, Document, FigureTable, Section, Strip, Table
from cme_data.reports.said import listed, named, said
from cme_data.settings import Settings
from cme_data.statistics import Family, Figure, Key
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
    day: date | None = None
    """The day it speaks for, where that is not its own, such as another census day."""
    who: str = ""
    """Who makes it; exact figures leave only under a name."""
    accepted: bool = False
    """Whether that person has said that what is not known may go in so."""
    named: bool = False
    """Whether the lists of children behind it belong in it, for those who may see names."""


class Unaccepted(CmeError):
    """Something in it is not known, and nobody has said that it may go in so."""


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


Rows = Sequence[dict[str, Any]]


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
    named: Callable[[World, Asked], Mapping[str, tuple[Block, ...]]] = lambda world, asked: {}
    """What names children, by the title of the section that it ends; never in a released report."""
    look_at: Callable[[World, Asked], Rows] = lambda world, asked: ()
    """The children to look at before it is made, each with what of it is not known."""
    lists: Mapping[str, Callable[[World, Asked, Key], Rows]] = field(default_factory=dict)
    """The rows behind the counts that no measure gives, by their statistic."""
    forms: Mapping[str, Callable[[Asked, Shown], bytes]] = field(default_factory=dict)
    """What it is written as in a form of its own, by the end of the file's name."""
    exact: bool = False
    """Whether it is the DfE's return, which is never suppressed and goes nowhere else."""
    outward: bool = False
    """Whether it is made to be handed round, so that it is released unless somebody asks for exact figures."""
    short: bool = False
    """Whether it is a page or two, without a contents list."""


def made(
    report: Statistical,
    world: World,
    asked: Asked,
    *,
    released: bool,
    already: Mapping[str, float] = MappingProxyType({}),
) -> Document:
    """The report; a released one is suppressed and OFFICIAL, an internal one exact and OFFICIAL-SENSITIVE."""
    about, shown = let_out(report, world, asked, released=released, already=already)
    named = report.named(world, asked) if asked.named and not released else {}
    return laid_out(report, asked, about, shown, named)


def let_out(
    report: Statistical,
    world: World,
    asked: Asked,
    *,
    released: bool,
    already: Mapping[str, float] = MappingProxyType({}),
) -> tuple[About, Shown]:
    """What the report may say, the same whichever boroughs are asked for.

    `already` are the figures, by their addresses in `Document.figures`, that reports released before have shown.
    """
    if report.exact and released:
        raise CmeError(
            f"The {report.title} is exact and goes to the Department for Education alone: it has no released form."
        )
    family, about = report.gather(world, asked)
    if report.exact:
        purpose = f"{report.title} of {named(asked.period.label)}"
        return about, disclosure.dfe_exact(family, asked.settings, purpose, asked.who or "Not named")
    if not released:
        return about, disclosure.internal(family, asked.settings)
    told = {key: already[name] for key in family.figures if (name := address(key)) in already}
    return about, disclosure.released(family, asked.settings, told)


def address(key: Key) -> str:
    """A figure's address as one text, by which frozen reports keep it."""
    return "|".join(key)


def laid_out(
    report: Statistical,
    asked: Asked,
    about: About,
    shown: Shown,
    named: Mapping[str, tuple[Block, ...]] = MappingProxyType({}),
) -> Document:
    """The report of what was let out, and the lists of children that end its sections."""
    sections = report.sections(asked, about, shown)
    shown.vouch(_cells(sections))
    return Document(
        title=report.title,
        authority=asked.settings.authority,
        day=about.as_at if report.exact else asked.period.end,
        as_at=about.as_at,
        made_at=asked.now,
        strip=Strip(
            (
                ("Period", _period(asked.period)),
                ("Figures as at", said(about.as_at)),
                ("Boroughs", listed(asked.boroughs) if asked.boroughs else "All"),
                ("Small numbers", "Suppressed" if shown.released else "Exact"),
            )
        ),
        sections=tuple(
            replace(section, blocks=section.blocks + named.get(section.title, ())) for section in sections
        ),
        figures={address(key): figure.value for key, figure in shown.family.figures.items()},
        marking=shown.marking,
        warning=shown.hidden.warning,
        codes={borough.name: (borough.old_code, borough.gss_code) for borough in asked.settings.boroughs},
        short=report.short,
        files={suffix: partial(form, asked, shown) for suffix, form in report.forms.items()},
    )


def _period(period: Period) -> str:
    """Its name and its days; a half-year's name says no more than they do."""
    days = f"{said(period.start)} to {said(period.end)}"
    return days if half_year(period.start) == period else f"{named(period.label)}: {days}"


def _cells(sections: tuple[Section, ...]) -> Iterator[tuple[Key | None, Figure]]:
    for section in sections:
        for block in section.blocks:
            if isinstance(block, FigureTable):
                for row in block.rows:
                    yield from zip(row.keys, row.figures, strict=True)
