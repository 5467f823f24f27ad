"""The days on which the panel met, and the next one with its two duties."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from cme_data.calendar import school_days_of, working_days_before, working_days_between
from cme_data.settings import Moved, Settings
from cme_data.sql import beside, sql
from cme_data.store.world import World

_HELD = "SELECT DISTINCT opened_on AS held_on FROM spells WHERE register = 'meetings' ORDER BY held_on"
_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class PaperDuty:
    """A paper that goes out before a meeting, and when it did."""

    paper: str
    due_on: date
    sent_on: date | None
    excepted: bool = False
    """The chair agreed to a later one."""

    def told(self, today: date) -> str:
        """How it stands on a day, counted in working days."""
        if self.sent_on is not None:
            late = self.sent_on > self.due_on
            return (
                "Sent late, as the chair agreed"
                if late and self.excepted
                else "Sent late"
                if late
                else "Sent in time"
            )
        days = working_days_between(today, self.due_on)
        some = f"{abs(days)} working {'day' if abs(days) == 1 else 'days'}"
        if self.due_on == today:
            return "Due today"
        return f"{some} left" if self.due_on > today else f"{some} late"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of the panel; one that is not listed follows from the calendar."""

    held_on: date
    listed: bool
    agenda: PaperDuty
    register: PaperDuty
    moved: Moved | None = None
    """How the calendar's day became this one, where somebody moved it."""

    @property
    def duties(self) -> tuple[PaperDuty, PaperDuty]:
        """What goes out before it, the earlier first."""
        return (
            (self.register, self.agenda)
            if self.register.due_on <= self.agenda.due_on
            else (self.agenda, self.register)
        )


def held(world: World) -> list[date]:
    """The days of the listed meetings known to a world, earliest first, planned ones too."""
    return [row["held_on"] for row in world.rows(_HELD)]


def last_before(days: list[date], as_at: date) -> date | None:
    """The last meeting before a day, with which a page compares; None where none is listed."""
    return max((day for day in days if day < as_at), default=None)


def next_from(world: World, settings: Settings, day: date) -> Meeting:
    """The first meeting on a day or after it: a listed one, or the calendar's next in term time, moved by hand."""
    listed = held(world)
    planned = [known for known in listed if known >= day]
    return meeting(world, settings, min([*planned[:1], *_calendar(settings, day, listed)], default=day))


def cancelled(settings: Settings, first: date, last: date) -> list[Moved]:
    """The meetings of the calendar between two days, both included, that are not held at all."""
    return sorted(
        (move for move in settings.moved if move.to is None and first <= move.day <= last),
        key=lambda move: move.day,
    )


def meeting(world: World, settings: Settings, held_on: date) -> Meeting:
    """The meeting of a day, with when its papers are due and when they went out."""
    (row,) = world.rows(sql(beside(__file__)), {"held_on": held_on}) or ({},)
    return Meeting(
        held_on,
        bool(row),
        PaperDuty(
            "Agenda",
            working_days_before(held_on, settings.panel.agenda_working_days),
            row.get("agenda_sent_on"),
            row.get("agenda_exception") == "Yes",
        ),
        PaperDuty(
            "Register re-circulated",
            held_on - timedelta(days=settings.panel.register_days),
            row.get("register_sent_on"),
        ),
        next((move for move in settings.moved if move.to == held_on), None),
    )


def _calendar(settings: Settings, day: date, listed: list[date]) -> list[date]:
    """The calendar's first day in term time, and every day moved to by hand, for which no meeting is listed."""
    rhythm = timedelta(days=settings.panel.every_days)
    moves = {move.day: move.to for move in settings.moved}
    boroughs = [school_days_of(settings, borough.name) for borough in settings.boroughs]

    def is_open(on: date) -> bool:
        # A listed meeting within half the rhythm is the calendar's own, unless it is one moved here from further away.
        return not any(abs(known - on) < rhythm / 2 for known in listed if known not in moves.values())

    behind = (day - settings.panel.first_meeting) % rhythm
    first = day + (rhythm - behind if behind else timedelta())
    days = (first + rhythm * number for number in range(-(-_YEAR // rhythm)))
    regular = (
        on
        for on in days
        if on not in moves and is_open(on) and any(borough.is_school_day(on) for borough in boroughs)
    )
    return [
        *islice(regular, 1),
        *(to for on, to in moves.items() if to is not None and to >= day and is_open(on)),
    ]
