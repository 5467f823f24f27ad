"""The door from the pages to the reports of figures: whoever sees figures may read them, and names come only by `named`."""

from collections.abc import Hashable
from dataclasses import replace
from datetime import date
from typing import cast

from cme_data import access, reports
from cme_data.calendar import parse_period
from cme_data.disclosure import Shown
from cme_data.reports.recognisable import children, warnings
from cme_data.reports.revised import causes
from cme_data.reports.statistical import About, Asked, Rows, laid_out, let_out
from cme_data.statistics import Key
from cme_data.store import World, frozen
from cme_data.store.commentary import Written, commentary, ever_written
from cme_data.store.edition import Edition
from cme_data.store.frozen import Frozen, Last
from pages.components import ask, frame, seen
from pages.components.kept import Asked as Question
from pages.components.kept import kept


def document(
    edition: Edition, known_at: date | None = None, accepted: bool = False, named: bool = False
) -> reports.Document:
    """The report without what officers wrote into it: figures as now known, or as known then.

    A return is refused, with a sentence, where something would go in as Unknown and nobody has accepted that.
    `named` adds the lists of children that end its sections, for those who may see them.
    """
    here = frame.this()
    access.check(here.person, access.CHILDREN if named else access.FIGURES)
    world = here.world if known_at is None else here.store.world(known_at)
    report = reports.STATISTICAL[edition.report]
    # Small numbers are hidden in every borough at once, so that is done once; a return is of its own boroughs.
    of = edition if report.exact else edition._replace(boroughs=())
    asked = replace(_asked(of), accepted=accepted)
    store = here.store
    before = frozen.last_released(store) if edition.released else 0
    said: Hashable = (here.settings, here.now.date(), asked.who, accepted, before)

    def figures(world: World, _: Hashable) -> tuple[About, Shown]:
        already = frozen.released_before(store) if before else {}
        return let_out(report, world, asked, released=edition.released, already=already)

    gathered = Question(figures, world, "gathered", (of, said))
    of_these = replace(asked, boroughs=edition.boroughs)

    def answer(world: World, _: Hashable) -> reports.Document:
        lists = report.named(world, of_these) if named else {}
        return laid_out(report, of_these, *kept(gathered.of(world)), lists)

    return cast(reports.Document, kept(Question(answer, world, "report", (edition, said, named))))


def may_name(edition: Edition) -> bool:
    """Whether the lists of children belong in this report for this person; in a released one they never do.

    Only for those who see every child: a report with some of its lists' rows would not be the report.
    """
    may = not edition.released and access.may(frame.this().person.role, access.CHILDREN)
    return may and seen.children() is None


def look_at(edition: Edition) -> seen.Part:
    """The children to look at before a return is made, for those who may see them."""
    access.check(frame.this().person, access.CHILDREN)
    return seen.part(reports.STATISTICAL[edition.report].look_at(frame.this().world, _asked(edition)))


def listed(edition: Edition, key: Key) -> Rows:
    """The rows behind a count that no measure gives, with names, for those who may see them."""
    access.check(frame.this().person, access.CHILDREN)
    rows = reports.STATISTICAL[edition.report].lists[key.statistic](frame.this().world, _asked(edition), key)
    if not any(row.get("child") for row in rows):
        return rows
    return ask.named(rows)


def _asked(edition: Edition) -> Asked:
    here = frame.this()
    who = here.person.name if reports.STATISTICAL[edition.report].exact else ""
    return Asked(here.settings, parse_period(edition.period), edition.boroughs, here.now, {}, who=who)


def written(edition: Edition) -> dict[str, Written]:
    """What stands in each of its parts, asked anew at each run: it changes without an upload."""
    access.check(frame.this().person, access.FIGURES)
    return commentary(frame.this().store, edition)


def ever(edition: Edition, part: str) -> list[Written]:
    """Everything that was ever saved of a part, newest first."""
    access.check(frame.this().person, access.FIGURES)
    return ever_written(frame.this().store, edition, part)


def recognisable(edition: Edition, text: str) -> list[str]:
    """What in these words might tell which child is meant, for those who may write them; small numbers only outside."""
    here = frame.this()
    access.check(here.person, access.REPORT)
    return (warnings if edition.released else children)(here.world, here.settings, text)


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
