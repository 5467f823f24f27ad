"""The clocks and the gaps again: every day counted one by one, written from the contract alone."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from tests.alternative_facts import CARRIED_BY, Rows, action_fact, fact, said
from tests.alternative_spells import CHILD_REGISTERS, Known, Spell

DAY = timedelta(days=1)
NOT_LOCATED = "Missing - not located"

BANK_HOLIDAYS = {
    date(year, month, day)
    for year, days in {
        2025: ((1, 1), (4, 18), (4, 21), (5, 5), (5, 26), (8, 25), (12, 25), (12, 26)),
        2026: ((1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28)),
        2027: ((1, 1), (3, 26), (3, 29), (5, 3), (5, 31), (8, 30), (12, 27), (12, 28)),
    }.items()
    for month, day in days
}
"""England's, as gov.uk lists them."""

CONFIRMED = {
    "cme": (
        "Returned to full timetable", "New school place", "Alternative provision", "Suitable home education",
        "Moved and confirmed by new authority", "Left the country", "Over compulsory school age",
    ),
    "ehe": ("Returned to school", "Over compulsory school age"),
    "medical_tuition": ("Returned to school", "Moved to alternative provision", "Over compulsory school age"),
    "pru": ("Reintegrated to mainstream", "Specialist placement", "Completed Year 11"),
}  # fmt: skip


class Owed(NamedTuple):
    """One duty of one spell, action or meeting."""

    duty: str
    of: Spell
    owed_by: str
    due_on: date
    done_on: date | None
    in_time: bool = False

    def row(self, day: date) -> dict[str, Any]:
        met_on = self.done_on if self.done_on is not None and self.done_on <= day else None
        late = 0 if met_on and self.in_time else ((met_on or day) - self.due_on).days
        return {
            "duty": self.duty,
            "register": self.of.register,
            "child": None if self.of.register == "meetings" else self.of.child,
            "owed_by": self.owed_by,
            "due_on": self.due_on,
            "met_on": met_on,
            "status": "met" if met_on else "late" if self.due_on < day else "due",
            "days_late": max(0, late),
        }


# Days, one by one.


def is_working_day(day: date) -> bool:
    assert 2025 <= day.year <= 2027, "the bank holidays of these years only are written down here"
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


def is_school_day(day: date, borough: str | None, settings: Any) -> bool:
    """A day of the borough's terms; before the first and after the last that is entered, any working day."""
    terms = [term for term in settings.terms if term.borough == borough]
    if any(closure.borough == borough and closure.day == day for closure in settings.closures):
        return False
    entered = terms and min(term.first for term in terms) <= day <= max(term.last for term in terms)
    return is_working_day(day) and (not entered or any(term.first <= day <= term.last for term in terms))


def school_day(number: int, start: date, borough: str | None, settings: Any) -> date:
    """The school day of that number; day 1 is the first on or after the start."""
    day, counted = start, int(is_school_day(start, borough, settings))
    while counted < number:
        day += DAY
        counted += is_school_day(day, borough, settings)
    return day


def working_days_before(day: date, number: int) -> date:
    while number:
        day -= DAY
        number -= is_working_day(day)
    return day


# Clocks.


def clocks(told: Known, asked: Any) -> Rows:
    found = [(owed.of, owed.row(asked.as_at)) for owed in duties(told, asked)]
    return counted(told, asked, found)


def duties(told: Known, asked: Any) -> list[Owed]:
    day, settings = asked.as_at, asked.settings
    found: list[Owed] = []
    for spell in told.spells:
        row = spell.at(day)
        if spell.register == "meetings":
            found += of_meeting(spell, row, settings)
        elif spell.register == "actions" and spell.opened_on <= day:
            found.append(Owed("action", spell, row["service"], row["due_on"], spell.closed_on))
        elif spell.register in CHILD_REGISTERS and spell.is_open(day):
            found += (
                of_cme(spell, row, settings) if spell.register == "cme" else of_service(spell, row, settings)
            )
    return found + enquiries(told, day, settings)


def of_meeting(spell: Spell, row: dict[str, Any], settings: Any) -> Iterable[Owed]:
    held, panel, who = row["held_on"], settings.panel, "Business support"
    agenda = working_days_before(held, panel.agenda_working_days)
    exception = row.get("agenda_exception") == "Yes"
    yield Owed("agenda", spell, who, agenda, row.get("agenda_sent_on"), exception)
    out = held - timedelta(days=panel.register_days)
    yield Owed("register_out", spell, who, out, row.get("register_sent_on"))


def of_cme(spell: Spell, row: dict[str, Any], settings: Any) -> Iterable[Owed]:
    borough, triggers, school = row.get("borough"), settings.triggers, row.get("school") or "School"
    missing, excluded = row.get("missing_from"), row.get("excluded_on")
    if missing:
        due = school_day(triggers.spa_referral_day, missing, borough, settings)
        yield Owed("spa_referral", spell, school, due, row.get("spa_referred_on"))
    if missing and row.get("category") == NOT_LOCATED:
        due = school_day(triggers.day_20, missing, borough, settings)
        yield Owed("day_20", spell, "Education Welfare Service", due, row.get("day_20_decided_on"))
    if excluded and row.get("exclusion") in ("Suspension", "Permanent"):
        due = school_day(triggers.sixth_day, excluded, borough, settings)
        who = "Achieving for Children" if row["exclusion"] == "Permanent" else school
        yield Owed("sixth_day", spell, who, due, row.get("provision_started_on"))


def of_service(spell: Spell, row: dict[str, Any], settings: Any) -> Iterable[Owed]:
    if spell.register == "medical_tuition":
        due = medical_due(spell, row, settings)
        if due:
            yield Owed("medical_15", spell, spell.provider, due, row.get("started_on"))
    duty, who, due_on, done_on = {
        "ehe": ("ehe_review", "Education Welfare Service", "review_due", "assessed_on"),
        "virtual_school": ("pep", "Virtual School", "pep_due", "pep_on"),
        "medical_tuition": ("tuition_review", spell.provider, "review_due", "reviewed_on"),
        "pru": ("pru_review", spell.provider, "review_due", "reviewed_on"),
    }[spell.register]
    due, done = row.get(due_on), row.get(done_on)
    if due:
        yield Owed(duty, spell, who, due, done if done and done >= due else None)


def medical_due(spell: Spell, row: dict[str, Any], settings: Any) -> date | None:
    days = settings.triggers.medical_days
    if row.get("absent_from"):
        return school_day(days, row["absent_from"], row.get("borough"), settings)
    if (row.get("absence_days") or 0) < days:
        return None
    return min(as_at for as_at, row in spell.versions if (row.get("absence_days") or 0) >= days)


def enquiries(told: Known, day: date, settings: Any) -> list[Owed]:
    """One for each child not located: so many school days after the last enquiry or the identification."""
    newest: dict[int, Owed] = {}
    started: dict[int, date] = {}
    for spell in told.spells:
        row = spell.at(day)
        if spell.register != "cme" or not spell.is_open(day) or row.get("category") != NOT_LOCATED:
            continue
        made = [
            each.opened_on
            for each in told.spells
            if each.register == "enquiries" and each.child == spell.child and each.opened_on <= day
        ]
        start = max([row["identified_on"], *made])
        if start > started.get(spell.child, date.min):
            due, left = start, settings.triggers.enquiry_every
            while left:
                due += DAY
                left -= is_school_day(due, row.get("borough"), settings)
            started[spell.child] = start
            newest[spell.child] = Owed("enquiry", spell, "Education Welfare Service", due, None)
    return list(newest.values())


# Gaps.


def gaps(told: Known, asked: Any) -> Rows:
    day = asked.as_at
    found = [*spells_in_gaps(told, day), *late_duties(told, asked)]
    rows = [
        (spell, {"gap": gap, "register": spell.register, "child": spell.child, "since": since})
        for gap, spell, since in found
    ]
    return counted(told, asked, rows)


def late_duties(told: Known, asked: Any) -> Iterable[tuple[str, Spell, date]]:
    for owed in duties(told, asked):
        permanent = owed.of.at(asked.as_at).get("exclusion") == "Permanent"
        if owed.row(asked.as_at)["status"] != "late":
            continue
        if owed.duty == "enquiry":
            yield "not_located_no_enquiry", owed.of, owed.due_on
        elif owed.duty == "sixth_day" and permanent:
            yield "excluded_no_provision", owed.of, owed.due_on


def spells_in_gaps(told: Known, day: date) -> Iterable[tuple[str, Spell, date]]:
    spells = [spell for spell in told.spells if spell.register in CHILD_REGISTERS and spell.opened_on <= day]
    for child in {spell.child for spell in spells}:
        own = [spell for spell in spells if spell.child == child]
        held = [spell for spell in own if spell.is_open(day)]
        closed = [spell for spell in own if not spell.is_open(day)]
        yield from dropped(own, held, day)
        yield from closed_nowhere([spell for spell in closed if spell.register != "virtual_school"], held)
        cme = [spell for spell in held if spell.register == "cme"]
        ehe = [spell for spell in held if spell.register == "ehe"]
        for spell in cme:
            removed = spell.newest.get("removed_on")
            if removed and removed <= day:
                yield "removed_unapproved", spell, removed
        for spell in ehe:
            if spell.at(day).get("suitability") == "Unsuitable" and not cme:
                judged = spell.at(day).get("assessed_on")
                ended = [each.closed_on for each in closed if each.register == "cme" and each.closed_on]
                yield (
                    "ehe_unsuitable",
                    spell,
                    max([judged if judged and judged <= day else spell.opened_on, *ended]),
                )
        missing = [spell for spell in cme if spell.at(day)["category"].startswith("Missing")]
        if missing and ehe:
            both = [(max(one.opened_on, other.opened_on), one) for one in missing for other in ehe]
            since, spell = min(both, key=lambda pair: pair[0])
            yield "ehe_and_missing", spell, since


def dropped(own: list[Spell], held: list[Spell], day: date) -> Iterable[tuple[str, Spell, date]]:
    for spell in own:
        gone = spell.dropped_on if spell.was_dropped else None
        if gone and gone <= day and (spell.register == "cme" or not held):
            yield "dropped", spell, max(gone, spell.opened_on)


def closed_nowhere(closed: list[Spell], held: list[Spell]) -> Iterable[tuple[str, Spell, date]]:
    if not closed or held:
        return
    latest = max((spell.closed_on or date.min, spell.opened_on) for spell in closed)
    last = [spell for spell in closed if (spell.closed_on, spell.opened_on) == latest]
    nowhere = [spell for spell in last if spell.outcome not in CONFIRMED[spell.register]]
    nowhere = [spell for spell in nowhere if not spell.was_dropped]
    if nowhere:
        first = min(nowhere, key=lambda spell: CHILD_REGISTERS.index(spell.register))
        yield "closed_nowhere", first, latest[0]


# Splitting and narrowing what names each row.


def counted(told: Known, asked: Any, found: list[tuple[Spell, dict[str, Any]]]) -> Rows:
    def value(spell: Spell, row: dict[str, Any], name: str) -> Any:
        if name in row:
            return row[name]
        if spell.register == "actions":
            return action_fact(told, spell, name, asked.as_at)
        return fact(spell, name, asked.as_at)

    kept = [
        (spell, row)
        for spell, row in found
        if all(name in row or carries(spell.register, name) for name in [*asked.by, *asked.filters])
        and all(said(value(spell, row, name)) in values for name, values in asked.filters.items())
    ]
    if not asked.by:
        return [row for _, row in kept]
    groups: dict[tuple[Any, ...], int] = {}
    for spell, row in kept:
        key = tuple(value(spell, row, name) for name in asked.by)
        groups[key] = groups.get(key, 0) + 1
    return [dict(zip(asked.by, key, strict=True)) | {"count": number} for key, number in groups.items()]


def carries(register: str, name: str) -> bool:
    if register == "meetings":
        return False
    if register == "actions":
        return name not in CARRIED_BY
    return register in CARRIED_BY.get(name, CHILD_REGISTERS)
