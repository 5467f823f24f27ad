"""A write of the panel: an additions upload of one row, kept only if nothing it goes by has changed meanwhile."""

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cme_data import ingest
from cme_data.checked import Examined
from cme_data.errors import CmeError, Overtaken
from cme_data.examine import examine
from cme_data.ingest import Sent
from cme_data.panel.standing import Standing, day, saw
from cme_data.store import Store, World
from cme_data.workbook.template import template
from schemas import REGISTERS

SAYS = "panel"
"""The upload's option that names the columns of which the panel spoke."""


class RowChanged(CmeError):
    """The row has changed since the person saw it."""


@dataclass(frozen=True, slots=True)
class By:
    """Who writes, when, and the day from which it counts: today where it is not said."""

    who: str
    now: dt.datetime
    effective_on: dt.date | None = None

    @property
    def counts_from(self) -> dt.date:
        """The day the row speaks for."""
        return self.effective_on or self.now.date()


@dataclass(frozen=True, slots=True)
class Write:
    """One row to be written: `says` names the columns the panel spoke of, `what` stands in the file's name."""

    what: str
    register: str
    row: Mapping[str, Any]
    says: tuple[str, ...]
    provider: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was kept: its uploads, and the number of a new action; none where the same stood already."""

    uploads: tuple[str, ...]
    number: str | None = None
    notice: str | None = None


def record(store: Store, writes: Callable[[World], Sequence[Write]], by: By) -> tuple[str, ...]:
    """Keep the rows that follow from the world as it is, in one transaction; returns their uploads.

    Where somebody else writes in between, they are worked out again, so that nothing is written over unseen.
    Raises CmeError with the sentence to show where a row cannot be kept.
    """
    if not by.who.strip():
        raise CmeError("Say who records this: the history keeps the name.")
    while True:
        known = store.fingerprint
        ((newest,),) = store.ask("SELECT max(number) FROM store.uploads")
        sent = [
            Sent(_workbook(write, by, newest), "additions", by.who, by.now) for write in writes(store.world())
        ]
        try:
            outcomes = ingest.commit_many(store, sent, since=known)
        except Overtaken:
            continue
        return tuple(outcome.upload for outcome in outcomes if outcome.committed and outcome.upload)


def changed(
    world: World, standing: Standing, shown: int | None, what: str, by: By, **said: Any
) -> list[Write]:
    """The row in force with what the panel says of it; none where it says so already.

    Raises RowChanged where it is no longer the row that was `shown` (its content), and CmeError where a newer
    list would make the write count for nothing.
    """
    if all(standing.row[name] == value for name, value in said.items()):
        return []
    told = saw(world, standing, shown, said)
    if told:
        raise RowChanged(told)
    if standing.since > by.counts_from:
        raise CmeError(
            f"The newest list speaks for {day(standing.since)}, so that what counts from {day(by.counts_from)} would"
            f" not be seen: let it count from {day(standing.since)} or later."
        )
    row = dict(standing.row) | said
    return [Write(what, standing.register, row, tuple(said), standing.provider)]


def _workbook(write: Write, by: By, newest: int) -> Examined:
    """The row as a workbook of its own, read and validated; its file name tells of no child.

    It says upon which upload it was written: the same words again, after a list that spoke otherwise, are news.
    """
    register = REGISTERS[write.register]
    data = template(register, write.row, told=f"Recorded by the panel after upload {newest}")
    examined = examine(
        data, f"Panel, {write.what}, {day(by.counts_from)}.xlsx", as_at=by.counts_from,
        today=by.now.date(), register=register.name, sheet=register.sheet, provider=write.provider,
    )  # fmt: skip
    examined.chosen[SAYS] = json.dumps(write.says)
    for problem in examined.sheets[0].problems:
        if problem.level == "error":
            label = register.column(problem.column).label if problem.column else ""
            told = problem.message.split(f"{label}: ", 1)[-1]
            raise CmeError(f"{label}: {told} {problem.fix}".removeprefix(": "))
    return examined
