"""How a case on the CME register goes on: changes of category, hours that grow, and removal by the panel."""

from datetime import date

from cme_data.sample.authority import Authority
from cme_data.sample.cme_kinds import (
    AT_RISK,
    EXCLUDED,
    HOME,
    HOURS,
    LASTING,
    LOCATED,
    MEDICAL,
    NEAR_EXCLUSION,
    NOT_LOCATED,
    NOT_SUITABLE,
    OUTCOMES,
    PROVISIONS,
)
from cme_data.sample.dice import Dice
from cme_data.sample.people import year_of
from cme_data.sample.places import MALDEN_OAKS
from cme_data.sample.spells import Spell
from cme_data.sample.terms import DAY, leaving_date, school_day, weekday

_FULL_TIME = 25.0


def run(authority: Authority, spell: Spell, category: str, reason: str) -> None:
    """Log the whole course of a case, from the day it is added to its removal."""
    dice = authority.dice
    lasting = dice.along(LASTING[category])
    end = weekday(max(spell.opened + DAY * max(6, lasting), authority.days[0] + DAY * dice.between(1, 45)))
    turn = spell.opened + DAY * int((end - spell.opened).days * 0.5)
    _exclude(dice, spell, reason, spell.opened)
    _provide(authority, spell, category, reason, date.min, end)
    last_category = category
    if category == AT_RISK and dice.chance(0.15):
        last_category = NOT_SUITABLE
        spell.says(turn, category=NOT_SUITABLE)
        if reason == NEAR_EXCLUSION:
            reason = EXCLUDED
            spell.says(turn, reason=EXCLUDED, on_roll="No", referral_group="Not on roll and hard to place")
            _exclude(dice, spell, EXCLUDED, turn)
        _provide(authority, spell, NOT_SUITABLE, reason, turn, end)
    elif category == NOT_LOCATED:
        last_category = _search(dice, spell, end)
    elif category == LOCATED:
        spell.says(date.min, located_on=dice.day(spell.opened - DAY * 3, spell.opened))
    _remove(authority, spell, last_category, end)


def _exclude(dice: Dice, spell: Spell, reason: str, day: date) -> None:
    since = date.min if day == spell.opened else day
    if reason == EXCLUDED:
        excluded = min(day, school_day(day - DAY * dice.between(1, 9), 1))
        spell.says(since, exclusion="Permanent", excluded_on=excluded)
        if dice.chance(0.9):
            provided = school_day(excluded, dice.along((5, 6, 6, 6, 6, 7, 12, 30)))
            spell.says(max(provided, day), provision_started_on=provided)
    elif reason == NEAR_EXCLUSION and dice.chance(0.6):
        spell.says(
            since,
            exclusion="Suspension",
            excluded_on=min(day, school_day(day - DAY * dice.between(3, 40), 1)),
        )


def _provide(authority: Authority, spell: Spell, category: str, reason: str, since: date, end: date) -> None:
    """Provision and hours; for many with too few hours a gradual transition to 25."""
    dice = authority.dice
    provision = dice.weighted(PROVISIONS[category])
    if category == NOT_SUITABLE:
        special = {
            MEDICAL: "Medical tuition",
            EXCLUDED: "Pupil referral unit",
            HOME: "Elective home education",
        }
        provision = special.get(reason, provision) if dice.chance(0.8) else provision
    hours: float | None = dice.pick(HOURS[provision])
    if dice.chance(0.45 if category == NOT_LOCATED else 0.09):
        hours = None
    begun = max(since, spell.opened)
    other = {"Medical tuition": "medical_tuition", "Pupil referral unit": "pru"}.get(provision)
    for known in authority.open(other, begun) if other else []:
        told = known.told("hours_per_week", begun)
        if known.child is spell.child and isinstance(told, float) and dice.chance(0.75):
            hours = told
            if provision == "Pupil referral unit":
                spell.says(since, lead_service=MALDEN_OAKS)
    spell.says(since, provision=provision, hours_per_week=hours)
    if (
        hours is not None
        and 0 < hours < _FULL_TIME
        and dice.chance(0.62 if category == NOT_SUITABLE else 0.45)
    ):
        _grow(dice, spell, provision, hours, begun + DAY * dice.between(0, 12), end)


def _grow(dice: Dice, spell: Spell, provision: str, hours: float, agreed: date, end: date) -> None:
    """A gradual transition: hours grow in steps, often slower than was agreed."""
    weeks = dice.between(6, 14)
    spell.says(agreed, transition_agreed="Yes")
    if dice.chance(0.9):
        spell.says(agreed, full_time_due=agreed + DAY * 7 * weeks)
    step = (_FULL_TIME - hours) / dice.between(3, 5)
    day = agreed
    while hours < _FULL_TIME:
        day += DAY * dice.between(12, 32)
        if day >= end:
            return
        hours = min(_FULL_TIME, max(hours + 0.5, float(round(hours + step))))
        spell.says(day, hours_per_week=hours)
    if provision == "School reduced timetable":
        spell.says(day, provision="School full timetable")


def _search(dice: Dice, spell: Spell, end: date) -> str:
    """A child not located: the school's referral, day 20, and, for most, the day the child is found."""
    missing = spell.told("missing_from", date.min)
    start = missing if isinstance(missing, date) else spell.opened
    if dice.chance(0.86):
        referred = school_day(start, dice.along((3, 5, 5, 5, 6, 9, 16)))
        spell.says(max(referred, spell.opened), spa_referred_on=referred)
    located = spell.opened + DAY * dice.between(6, 60)
    found = located < end and dice.chance(0.6)
    decided = school_day(max(start, spell.opened - DAY * 25), 20) + DAY * dice.between(0, 9)
    if (not found or decided < located) and decided < end and dice.chance(0.8):
        decision = dice.weighted({"Removal from roll permitted": 70.0, "Refused - safeguarding": 30})
        spell.says(decided, day_20_decision=decision, day_20_decided_on=decided)
        if decision == "Removal from roll permitted":
            spell.says(decided, on_roll="No", referral_group="Not on roll and hard to place")
    if not found:
        return NOT_LOCATED
    spell.says(located, category=LOCATED, located_on=located, on_roll="No", dfe_reason=None)
    return LOCATED


def _remove(authority: Authority, spell: Spell, category: str, end: date) -> None:
    """The child leaves once the panel has approved it, on the later of the two days (R21)."""
    dice, child = authority.dice, spell.child
    outcome = dice.weighted(OUTCOMES[category])
    leaves = leaving_date(
        spell.opened.year + 11 - year_of(child.born, spell.opened) + (spell.opened.month >= 9)
    )
    if end >= leaves:
        end, outcome = max(leaves, spell.opened + DAY), "Over compulsory school age"
    approved = authority.next_panel(max(end, spell.opened + DAY))
    if dice.chance(0.03):
        approved = authority.next_panel(approved + DAY * 14)  # overlooked at first
    timing = dice.weighted({"same day": 50.0, "later": 28, "before": 22})
    removed = {"same day": approved, "later": weekday(approved + DAY * dice.between(1, 8)), "before": end}[
        timing
    ]
    destination = (
        child.now("school", removed)
        if outcome in ("Returned to full timetable", "New school place")
        else None
    )
    if timing == "before" or approved > end + DAY * 60:
        spell.says(removed, removed_on=removed, outcome=outcome, destination=destination)
        spell.says(approved, removal_approved_on=approved)
    else:
        spell.says(
            approved,
            removed_on=removed,
            removal_approved_on=approved,
            outcome=outcome,
            destination=destination,
        )
    spell.closed = max(removed, approved)
