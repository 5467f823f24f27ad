"""The same door for what the page of data quality asks: what was wrong in the lists, and what they say against each other."""

from collections.abc import Callable, Hashable
from datetime import date
from typing import Any, TypeVar, cast

from cme_data import access, checks, quality
from cme_data.checks.registers import REGISTER_CHECKS
from cme_data.store import World, settled
from pages.components import frame, seen
from pages.components.kept import Asked, kept

Row = dict[str, Any]
Found = TypeVar("Found")


def sent() -> list[Row]:
    """Every upload that counts, with what was wrong in it."""
    return _amiss("sent", lambda world, today, _: quality.uploads(world))


def kept_out() -> list[Row]:
    """The rows kept out that no later list has carried, explained or not."""
    return _amiss("kept out", lambda world, today, _: quality.kept_out(world, today, quality.uploads(world)))


def warnings() -> list[Row]:
    """The warnings of the rows in force, explained or not."""
    return _amiss("warnings", lambda world, today, _: quality.open_warnings(world, today))


def lacking(panel: date | None) -> list[quality.Lacking]:
    """How many rows in force lack what they should have; `panel` is the day since which an unchanged row counts."""
    return _amiss("lacking", quality.lacking, panel)


def rows_lacking(lack: quality.Lack, panel: date | None) -> list[Row]:
    """The rows that lack it, as far as the person sees their children."""
    access.check(frame.this().person, access.CHILDREN)
    return seen.whole(quality.rows(frame.this().world, frame.this().now.date(), panel, lack))


def contradictions() -> list[tuple[str, list[Row]]]:
    """What the registers say against each other today: each check's sentence, and the pairs of spells it finds."""

    def answer(world: World, today: date, _: Hashable) -> list[tuple[str, list[Row]]]:
        return [(check.says, checks.found(check, world, today)) for check in REGISTER_CHECKS]

    return _amiss("contradictions", answer)


def problems(register: str, provider: str) -> list[Row]:
    """What stands wrong in a source's list, for those who see that list whole."""
    access.check(frame.this().person, access.CHILDREN)
    return quality.problems(frame.this().world, register, provider) if seen.sees_list(register, provider) else []


def said_against(child: str) -> list[str]:
    """What the registers say against each other of one child, a sentence each."""
    return [says for says, rows in contradictions() if any(row.get("child") == child for row in rows)]


def explained() -> quality.Explanations:
    """What has been explained of each source, asked anew at each run: it changes without an upload."""
    access.check(frame.this().person, access.HISTORY)
    return quality.explanations_by_way(settled.settled(frame.this().store))


def _amiss(what: str, answer: Callable[[World, date, Any], Found], of: Hashable = None) -> Found:
    """What data quality finds today; the answer is shared between people, so nobody changes it."""
    access.check(frame.this().person, access.HISTORY)
    today = frame.this().now.date()
    asked = Asked(lambda world, about: answer(world, *about), frame.this().world, what, (today, of))
    return cast(Found, kept(asked))
