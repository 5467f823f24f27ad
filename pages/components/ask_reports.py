"""The door from the pages to the reports of figures: no child is named in them, so whoever sees figures may read them."""

from collections.abc import Hashable
from dataclasses import replace
from datetime import date
from typing import cast

from cme_data import access, reports
from cme_data.calendar import parse_period
from cme_data.reports.recognisable import warnings
from cme_data.reports.revised import causes
from cme_data.reports.statistical import Asked, laid_out, let_out
from cme_data.store import frozen
from cme_data.store.commentary import Written, commentary, ever_written
from cme_data.store.edition import Edition
from cme_data.store.frozen import Frozen, Last
from pages.components import ask, frame
from pages.components.kept import Asked as Question
from pages.components.kept import kept


def document(edition: Edition, known_at: date | None = None, accepted: bool = False) -> reports.Document:
    """The report without what officers wrote into it: figures as now known, or as known then.

    A return is refused, with a sentence, where something would go in as Unknown and nobody has accepted that.
    """
    here = frame.this()
    access.check(here.person, access.FIGURES)
    world = here.world if known_at is None else here.store.world(known_at)
    report = reports.STATISTICAL[edition.report]
    # Small numbers are hidden in every borough at once, so that is done once; a return is of its own boroughs.
    of = edition if report.exact else edition._replace(boroughs=())
    who = here.person.name if report.exact else ""
    asked = Asked(
        here.settings, parse_period(edition.period), of.boroughs, here.now, {}, who=who, accepted=accepted
    )
    said: Hashable = (here.settings, here.now.date(), who, accepted)
    gathered = kept(
        Question(
            lambda: let_out(report, world, asked, released=edition.released), world, "gathered", (of, said)
        )
    )
    of_these = replace(asked, boroughs=edition.boroughs)
    made = Question(lambda: laid_out(report, of_these, *gathered), world, "report", (edition, said))
    return cast(reports.Document, kept(made))


def written(edition: Edition) -> dict[str, Written]:
    """What stands in each of its parts, asked anew at each run: it changes without an upload."""
    access.check(frame.this().person, access.FIGURES)
    return commentary(frame.this().store, edition)


def ever(edition: Edition, part: str) -> list[Written]:
    """Everything that was ever saved of a part, newest first."""
    access.check(frame.this().person, access.FIGURES)
    return ever_written(frame.this().store, edition, part)


def recognisable(text: str) -> list[str]:
    """What in these words might tell which child is meant, for those who may write them."""
    here = frame.this()
    access.check(here.person, access.REPORT)
    return warnings(here.world, here.settings, text)


def versions(edition: Edition) -> list[Frozen]:
    """Its frozen versions, newest first."""
    access.check(frame.this().person, access.FIGURES)
    return frozen.versions(frame.this().store, edition)


def last_frozen() -> list[Last]:
    """Of every report of figures that was ever frozen, its last version."""
    access.check(frame.this().person, access.FIGURES)
    return frozen.last_of_each(frame.this().store)


def since(one: Frozen | Last) -> dict[str, list[str]]:
    """What was sent, withdrawn or decided after a version was frozen, by register."""
    return dict(causes(one, ask.uploads()))
