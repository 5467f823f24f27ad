"""Medical tuition: two services' lists, primary and secondary, hours that grow, reviews that fall due."""

from datetime import date

from cme_data.sample.authority import Authority
from cme_data.sample.dice import Dice
from cme_data.sample.people import year_of
from cme_data.sample.places import EISS, MALDEN_OAKS
from cme_data.sample.spells import Child, Spell
from cme_data.sample.terms import DAY, NEWEST, school_day, weekday

_YEARS = {
    EISS: {0: 1.0, 1: 5, 2: 8, 3: 13, 4: 18, 5: 25, 6: 30},
    MALDEN_OAKS: {7: 12.0, 8: 17, 9: 23, 10: 27, 11: 21},
}
_SHARE = {EISS: 22 / 60, MALDEN_OAKS: 38 / 60}
_LASTING = (25, 45, 65, 85, 105, 130, 165, 220, 340)
_TUITION = {
    EISS: {"Individual": 70.0, "Small group": 12, "Online": 8, "Hospital": 10},
    MALDEN_OAKS: {"Individual": 40.0, "Small group": 22, "Online": 28, "Hospital": 10},
}
_ENDS = {"Returned to school": 72.0, "Moved to alternative provision": 12, "Moved away": 7, "Other": 9}


def join(authority: Authority, since: date | None, until: date) -> None:
    """Refer children to each service until its list has its level on that day."""
    dice = authority.dice
    for left, child in [one for one in authority.moved_up if one[0] <= until]:
        authority.moved_up.remove((left, child))
        _tuition(authority, MALDEN_OAKS, child, left + DAY * dice.between(1, 12), False)
    for provider, share in _SHARE.items():
        for _ in range(authority.wanted("medical_tuition", until, share, provider)):
            referred = authority.opening(since, until, dice.along(_LASTING) if since is None else 0)
            back = authority.returning("medical_tuition", referred) if since and dice.chance(0.06) else None
            fits = back and year_of(back.born, referred) in _YEARS[provider]
            day = until if since is None else referred
            child = back if back and fits else authority.people.child(dice.weighted(_YEARS[provider]), day)
            _tuition(authority, provider, child, referred, since is None)


def _tuition(authority: Authority, provider: str, child: Child, referred: date, settled: bool) -> None:
    dice = authority.dice
    absent = referred - DAY * dice.between(8, 40)
    spell = Spell(child, "medical_tuition", provider, referred, known=authority.shown(referred))
    authority.add(spell)
    spell.says(
        date.min,
        data_provider=provider,
        referred_on=referred,
        absent_from=absent if dice.chance(0.93) else None,
        absence_days=dice.between(12, 45) if dice.chance(0.8) else None,
        tuition=dice.weighted(_TUITION[provider]),
        hours_per_week=None,
    )
    if dice.chance(0.85):
        evidence = absent + DAY * dice.between(2, 25)
        spell.says(evidence, evidence_on=evidence)
    lasting = max(dice.along(_LASTING), dice.along(_LASTING) if settled else 0, 21)
    ended = weekday(max(referred + DAY * lasting, authority.days[0] + DAY * dice.between(3, 60)))
    outcome = dice.weighted(_ENDS)
    top = max(_YEARS[provider])
    leaves = date(referred.year + top - year_of(child.born, referred) + (referred.month >= 9), 8, 31)
    if ended > leaves > authority.days[0]:
        ended = leaves
        outcome = "Over compulsory school age" if top == 11 else "Other"
        if top == 6 and dice.chance(0.6):  # goes on with the secondary service
            authority.moved_up.append((ended, child))
    spell.closed = ended
    spell.says(ended + DAY * dice.between(0, 6), ended_on=ended, outcome=outcome)
    started = school_day(referred, dice.along((2, 4, 6, 8, 10, 13, 18, 30)))
    if started < ended and not dice.chance(0.04):
        spell.says(started, started_on=started)
        _teach(dice, spell, started, min(ended, NEWEST))


def _teach(dice: Dice, spell: Spell, started: date, last: date) -> None:
    """Hours that grow, from the day tuition starts, and a review every six weeks or so."""
    unrecorded = dice.chance(0.07)
    hours = dice.pick((2.0, 3.0, 5.0, 5.0, 5.0, 6.0, 7.5, 10.0))
    day, review = started, started + DAY * dice.between(35, 49)
    spell.says(started, hours_per_week=None if unrecorded else hours, review_due=review)
    while day < last and not unrecorded:
        day += DAY * dice.between(28, 70)
        if dice.chance(0.45) and hours < 20:
            hours += dice.pick((1.0, 2.0, 2.5, 5.0))
            spell.says(day, hours_per_week=hours)
    held = review + DAY * dice.along((-7, -3, 0, 0, 4, 12, 35))
    while held < last:
        review = held + DAY * dice.between(38, 46)
        spell.says(held, reviewed_on=held, review_due=review)
        held = review + DAY * dice.along((-7, -3, 0, 0, 4, 12, 35))
