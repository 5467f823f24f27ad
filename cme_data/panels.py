"""The days on which the panel met, and the next one with its two duties."""

from dataclasses import dataclass
from datetime import date, timedelta

from cme_data.calendar import school_days_of, working_days_before, working_days_between
from cme_data.settings import Settings
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
    """The first meeting on a day or after it: a listed one, else the calendar's next in term time."""
    listed = held(world)
    rhythm = timedelta(days=settings.panel.every_days)
    planned = [known for known in listed if known >= day]
    expected = _calendar(settings, day, listed)
    # A listed meeting within half the rhythm is the calendar's own, moved by hand.
    if planned and (expected is None or planned[0] - expected < rhythm / 2):
        expected = planned[0]
    return meeting(world, settings, expected or day)


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
    )


def _calendar(settings: Settings, day: date, listed: list[date]) -> date | None:
    """The calendar's first meeting day that lies in term time and for which none is listed in its stead."""
    rhythm = timedelta(days=settings.panel.every_days)
    behind = (day - settings.panel.first_meeting) % rhythm
    first = day + (rhythm - behind if behind else timedelta())
    boroughs = [school_days_of(settings, borough.name) for borough in settings.boroughs]
    while first < day + _YEAR:
        moved = any(abs(known - first) < rhythm / 2 for known in listed)
        if not moved and any(days.is_school_day(first) for days in boroughs):
            return first
        first += rhythm
    return None
