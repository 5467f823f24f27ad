"""What is owed, as a calendar file (RFC 5545) that any diary takes in; it names no child."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from cme_data.annual_reviews import ANNUAL_REVIEW, annual_reviews
from cme_data.measures import MEASURES, Question
from cme_data.measures.duties import DUTIES, Duty
from cme_data.settings import Settings
from cme_data.store import World

_OWED = ("late", "due")


def diary(world: World, question: Question, now: datetime) -> bytes:
    """Every duty not met and every annual review, on the day it is due: what, who owes it, and the child's opaque id."""
    from icalendar import Calendar

    filters = {**question.filters, "status": _OWED}
    asked = Question(question.as_at, filters=filters, settings=question.settings)
    rows = MEASURES["clocks"].list(world, asked, detail=True)
    owed = [_event(DUTIES[row["duty"]], row, question.settings, now.astimezone(UTC)) for row in rows]
    owed += [
        _event(ANNUAL_REVIEW, row, question.settings, now.astimezone(UTC))
        for row in annual_reviews(world, question)
        if row["due_on"]
    ]
    made: bytes = Calendar.new(
        uid="duties@children-missing-education",
        prodid="-//Children missing education//Duties//EN",
        name=f"Duties as at {question.as_at.day} {question.as_at:%B %Y}",
        subcomponents=owed,
    ).to_ical()
    return made


def _event(duty: Duty, row: Mapping[str, Any], settings: Settings, now: datetime) -> Any:
    from icalendar import CLASS, TRANSP, Event

    due = row["due_on"]
    record = [f"Record {row['child']}."] if row["child"] else []
    late = [f"Late by {row['days_late']} days when this file was made."] if row["status"] == "late" else []
    return Event.new(
        uid=_uid(duty, row),
        stamp=now,
        start=due,
        end=due + timedelta(days=1),
        summary=f"{duty.label} · {row['owed_by'] or 'Owed by nobody recorded'}",
        description=" ".join((*record, *late, duty.says(settings))),
        categories=[duty.label],
        classification=CLASS.PRIVATE,
        transparency=TRANSP.TRANSPARENT,  # a duty fills nobody's day
    )


def _uid(duty: Duty, row: Mapping[str, Any]) -> str:
    """The same for one duty of one record in every file, so that a diary moves it where its day moves."""
    known = (
        duty.name,
        *(row.get(name) for name in ("register", "provider", "child", "opened_on", "action_id")),
    )
    return (
        hashlib.sha256("|".join(map(str, known)).encode()).hexdigest()[:32]
        + "@duties.children-missing-education"
    )
