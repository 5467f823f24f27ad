"""The one door from the pages to the data: may this person ask, and is the answer known already?"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar, cast

from cme_data import (
    access,
    diary,
    locating,
    panel,
    panels,
    quality,
    reports,
    settling,
    story,
    update_sheets,
)  # fmt: skip
from cme_data.events import LISTED
from cme_data.measures import MEASURES
from cme_data.measures.measure import Count, Question
from cme_data.store import Upload, World, settled
from pages.components import frame, seen
from pages.components.kept import Asked as _Asked
from pages.components.kept import kept as _kept
from pages.components.seen import Part

Row = dict[str, Any]
Found = TypeVar("Found")


def count(measure: str, question: Question, known_at: date | None = None) -> Count:
    """A measure counted; the answer is shared between people, so nobody changes its rows."""
    access.check(frame.this().person, access.FIGURES)
    world = _world(known_at)
    return cast(Count, _kept(_Asked(MEASURES[measure].count, world, measure, question)))


def rows(measure: str, question: Question, known_at: date | None = None) -> list[Row]:
    """The rows of a counted measure."""
    return count(measure, question, known_at).rows


def one(measure: str, question: Question, known_at: date | None = None) -> Row:
    """The only row of a measure that is not split."""
    return count(measure, question, known_at).one


def children(
    measure: str, question: Question, figure: str | None = None, known_at: date | None = None
) -> Part:
    """The list behind a figure, as far as the person sees its children."""
    access.check(frame.this().person, access.CHILDREN)
    return seen.part(LISTED[measure].list(_world(known_at), question, figure, detail=True))


def late(question: Question) -> Part:
    """Every duty that is late, each with its child, as far as the person sees them."""
    access.check(frame.this().person, access.CHILDREN)

    def answer(world: World, asked: Question) -> list[Row]:
        return MEASURES["clocks"].list(world, asked, detail=True)

    asked = replace(question, filters={**question.filters, "status": ("late",)})
    return seen.part(_kept(_Asked(answer, _world(None), "late", asked)))


def oldest_overdue(question: Question, *by: str) -> dict[tuple[str | None, ...], date]:
    """The earliest due day of the overdue actions in each group."""
    access.check(frame.this().person, access.FIGURES)

    def answer(world: World, asked: Question) -> dict[tuple[str | None, ...], date]:
        oldest: dict[tuple[str | None, ...], date] = {}
        for row in MEASURES["actions"].list(world, asked, "overdue", detail=True):
            group = tuple(row[name] for name in by)
            oldest[group] = min(row["due_on"], oldest.get(group, row["due_on"]))
        return oldest

    asked = _Asked(answer, _world(None), "oldest overdue", replace(question, by=by))
    return cast(dict[tuple[str | None, ...], date], _kept(asked))


def gaps(question: Question) -> settling.Gaps:
    """The children nobody holds, without names: those to look at, and those that somebody settled."""
    access.check(frame.this().person, access.FIGURES)
    known = tuple(settled.settled_gaps(frame.this().store))
    asked = _Asked(lambda world, of: settling.gaps(world, *of), _world(None), "gaps", (question, known))
    return cast(settling.Gaps, _kept(asked))


def coverage(question: Question) -> tuple[int, dict[str, int]]:
    """How many children are missing and not located, and for how many of them each check was made."""
    access.check(frame.this().person, access.FIGURES)
    found = _searches(question)
    return len(found), locating.coverage(found)


def searches(question: Question) -> list[locating.Search]:
    """The search for each of them whom the person sees."""
    access.check(frame.this().person, access.CHILDREN)
    return [search for search in _searches(question) if seen.sees(search.said["child"])]


def diary_file(question: Question) -> Callable[[datetime], bytes]:
    """What is owed, as a calendar file to be made at a click; it has an entry for each child, so it asks as a list does."""
    access.check(frame.this().person, access.CHILDREN)
    world, among = _world(None), seen.children()  # a click is answered outside the run that knows whose it is
    return lambda now: diary.diary(world, question, now, among)


def _searches(question: Question) -> list[locating.Search]:
    asked = _Asked(locating.searches, _world(None), "searches", question)
    return cast(list[locating.Search], _kept(asked))


def uploaded(*registers: str) -> bool:
    """Whether any of these registers has an upload at all; else its figures are no zeros but blanks."""
    return bool(frame.this().world.registers & set(registers))


def panel_days() -> list[date]:
    """The days on which the panel met, as known now, earliest first."""
    return cast(list[date], _kept(_Asked(lambda world, _: panels.held(world), _world(None), "panels", None)))


def uploads() -> list[Upload]:
    """Every upload ever committed, newest first; why one was withdrawn is told to those who see its whole list."""
    access.check(frame.this().person, access.HISTORY)
    store = frame.this().store
    asked = _Asked(lambda world, _: store.uploads(), store.world(), "uploads", None)
    return [
        # Whoever wrote the reason may have named a child.
        replace(one, withdrawn_why=seen.file_of(one.register, one.provider, one.withdrawn_why) or "reason not shown")
        if one.withdrawn_why
        else one
        for one in cast(list[Upload], _kept(asked))
    ]


def panels_ago(number: int) -> date | None:
    """The day of the panel meeting so many meetings ago; None where not so many were held by today."""
    held = [day for day in panel_days() if day <= frame.this().now.date()]
    return held[-number] if len(held) >= number else None


def meetings() -> list[panels.Meeting]:
    """The next meeting of the panel, then the last ones that are listed, the newest first."""
    today, local = frame.this().now.date(), frame.this().settings

    def answer(world: World, today: date) -> list[panels.Meeting]:
        coming = panels.next_from(world, local, today)
        before = [day for day in panels.held(world) if day < today][-6:]
        return [coming, *(panels.meeting(world, local, day) for day in reversed(before))]

    return cast(list[panels.Meeting], _kept(_Asked(answer, _world(None), "meetings", today)))


def pack(held_on: date, boroughs: tuple[str, ...]) -> reports.Document:
    """The pack of a meeting, which is the same for everybody: only those hand it out who see every child."""
    access.check(frame.this().person, access.CHILDREN)
    now, local = frame.this().now, frame.this().settings

    def answer(world: World, _: Hashable) -> reports.Document:
        return reports.REPORTS["panel-pack"].build(world, local, held_on, boroughs, now)

    asked = _Asked(answer, _world(None), "pack", (held_on, boroughs, now.date()))
    return cast(reports.Document, _kept(asked))


def update_rows() -> dict[str, update_sheets.Held]:
    """What each service's update sheet holds today, for those who send the sheets out and take them in."""
    access.check(frame.this().person, access.UPLOAD)
    asked = _Asked(update_sheets.held_by, _world(None), "update sheets", frame.this().now.date())
    return cast(dict[str, update_sheets.Held], _kept(asked))


def room() -> list[Row]:
    """The children whom the panel goes through, as things stand today."""
    access.check(frame.this().person, access.CHILDREN)
    here, local = frame.this(), frame.this().settings
    made = _Asked(
        lambda world, today: panel.in_the_room(world, today, local), here.world, "room", here.now.date()
    )
    return seen.part(_kept(made))


def action_sheet() -> Part:
    """Every action agreed by today with its child's name, the first due first; those that the person sees."""
    access.check(frame.this().person, access.CHILDREN)
    world, today = _world(None), frame.this().now.date()
    rows = _kept(_Asked(panel.sheet, world, "action sheet", today))
    return named(rows)


def kept_dates() -> list[Row]:
    """How each service keeps the days agreed with it, over the year up to today."""
    access.check(frame.this().person, access.FIGURES)
    world, today = _world(None), frame.this().now.date()
    return cast(list[Row], _kept(_Asked(panel.kept_dates, world, "kept dates", today)))


def disagreements() -> list[panel.Disagreement]:
    """Where a newer list says otherwise than the panel wrote."""
    access.check(frame.this().person, access.CHILDREN)
    made = _Asked(lambda world, _: panel.disagreements(world), _world(None), "disagreements", None)
    return [one for one in cast(list[panel.Disagreement], _kept(made)) if seen.sees(one.child)]


def named(rows: Sequence[Row]) -> Part:
    """The rows whose children the person sees, with their names."""
    access.check(frame.this().person, access.CHILDREN)
    found, world = seen.part(rows), _world(None)
    known = _kept(_Asked(lambda world, _: quality.names(world), world, "names", None))
    return Part(quality.named(world, found, known), found.whole)


def search(text: str) -> list[Row]:
    """The children whom any list names so and whom the person sees; of others it does not even say that they are."""
    access.check(frame.this().person, access.CHILDREN)
    return list(seen.part(story.search(_world(None), text)))


def story_of(child: str, on: date) -> story.Story | None:
    """What the registers have said of a child whom the person sees; None where nobody has this id.

    Raises NotAllowed for any other id, whether somebody has it or not.
    """
    access.check(frame.this().person, access.CHILDREN)
    seen.refuse_another(child)
    told = story.tell(_world(None), child, on)
    return told and seen.case(told)


def namesakes(child: str) -> list[str]:
    """Other children with the same name and birth date, of those whom the person sees."""
    access.check(frame.this().person, access.CHILDREN)
    return [other for other in story.namesakes(_world(None), child) if seen.sees(other)]


def _world(known_at: date | None) -> World:
    return frame.this().world if known_at is None else frame.this().store.world(known_at)
