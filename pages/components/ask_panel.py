"""The same door for what the panel's pages ask besides: annual reviews, returns, causes, and a child's cells."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, cast

from cme_data import access, annual_reviews, panel, quality, retention, story, update_sheets
from cme_data.measures.measure import Question
from cme_data.reports.causes import Cause
from cme_data.reports.changed import Changed, because
from cme_data.store import World
from cme_data.store.frozen import Frozen
from pages.components import ask, frame
from pages.components.kept import Asked, kept

Row = dict[str, Any]


def reviews(question: Question) -> list[Row]:
    """The annual reviews of EHC plans of children educated at home, without names."""
    access.check(frame.this().person, access.FIGURES)
    asked = Asked(annual_reviews.annual_reviews, frame.this().world, "annual reviews", question)
    return cast(list[Row], kept(asked))


def causes(pack: Frozen, found: Sequence[Changed], as_at: date) -> list[list[Cause]]:
    """What lies behind each thing that changed since a pack, for those who hand it out."""
    access.check(frame.this().person, access.REPORT)
    same = pack.as_at == as_at

    def answer(world: World, about: tuple[int, date, tuple[Changed, ...]]) -> list[list[Cause]]:
        return because(world, about[-1], pack.known_by, same_day=same)

    asked = Asked(answer, frame.this().world, "causes", (pack.entry, as_at, tuple(found)))
    return cast(list[list[Cause]], kept(asked))


def returns(held_on: date) -> list[update_sheets.Returned]:
    """The update sheets of a meeting that went out and came back, asked anew at each run: a download is no upload."""
    access.check(frame.this().person, access.UPLOAD)
    return update_sheets.returns(frame.this().store, held_on)


def open_actions(child: str) -> list[Row]:
    """The actions of a child that are open today."""
    return [row for row in ask.action_sheet() if row["child"] == child and row["status"] == "Open"]


def approved_unlisted() -> list[Row]:
    """The removals approved on a day on which no meeting is listed, without names."""
    access.check(frame.this().person, access.CHILDREN)
    made = Asked(
        lambda world, _: panel.approved_unlisted(world), frame.this().world, "approved unlisted", None
    )
    return cast(list[Row], kept(made))


def kept_until() -> list[Row]:
    """Each child with the day until which the record is kept, those that end first come first."""
    access.check(frame.this().person, access.KEEP)
    local = frame.this().settings

    def answer(world: World, _: object) -> list[Row]:
        return quality.named(world, retention.keeping(world, local))

    return cast(list[Row], kept(Asked(answer, frame.this().world, "kept until", None)))


def columns_of(uploads: Collection[str]) -> dict[str, Mapping[str, str]]:
    """The letters of the columns that these uploads were read from, for those who may see children's names."""
    access.check(frame.this().person, access.CHILDREN)
    made = Asked(story.columns_of, frame.this().world, "columns", frozenset(uploads))
    return cast("dict[str, Mapping[str, str]]", kept(made))
