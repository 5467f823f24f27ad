"""Placements at the pupil referral unit, most of them after the exclusions that peak in spring."""

from datetime import date

from cme_data.sample.authority import Authority
from cme_data.sample.people import year_of
from cme_data.sample.places import MALDEN_OAKS
from cme_data.sample.spells import Spell
from cme_data.sample.terms import DAY, leaving_date, school_day, weekday

_YEARS = {7: 7.0, 8: 14, 9: 26, 10: 32, 11: 21}
_BASES = {"Permanent exclusion": 26.0, "Dual registered": 48, "Fair Access": 16, "Medical": 6, "Other": 4}
_SPRING = {"Permanent exclusion": 80.0, "Dual registered": 10, "Fair Access": 6, "Medical": 2, "Other": 2}
_LASTING = (30, 60, 85, 110, 145, 190, 250, 330, 460)
_ENDS = {"Reintegrated to mainstream": 60.0, "Specialist placement": 20, "Moved away": 11, "Other": 9}
_SEN = {"None": 22.0, "SEN support": 45, "EHC needs assessment": 12, "EHC plan": 19, "": 2}
_SOCIAL_CARE = {
    "None": 38.0,
    "Early help": 24,
    "Child in need": 18,
    "Child protection": 8,
    "Looked after": 6,
    "": 6,
}


def join(authority: Authority, since: date | None, until: date) -> None:
    """Admit children until the unit has its level on that day."""
    dice = authority.dice
    for _ in range(authority.wanted("pru", until)):
        lasting = dice.along(_LASTING)
        admitted = authority.opening(since, until, lasting)
        basis = dice.weighted(_SPRING if admitted.month in (1, 2, 3, 4) else _BASES)
        child = authority.returning("pru", admitted) if since and dice.chance(0.05) else None
        if child is None:
            day = until if since is None else admitted
            child = authority.people.child(dice.weighted(_YEARS), day, sen=_SEN, social_care=_SOCIAL_CARE)
        spell = authority.add(Spell(child, "pru", MALDEN_OAKS, admitted, known=authority.shown(admitted)))
        spell.says(
            date.min, admitted_on=admitted, basis=basis, commissioning_school=child.now("school", admitted)
        )
        if basis == "Permanent exclusion":
            excluded = admitted - DAY * dice.along((6, 7, 7, 8, 8, 9, 12, 24))
            spell.says(date.min, excluded_on=excluded, school="Malden Oaks")
        _teach(authority, spell, basis, min(admitted + DAY * lasting, authority.last))
        _end(
            authority,
            spell,
            max(admitted + DAY * max(14, lasting), authority.days[0] + DAY * dice.between(2, 50)),
        )


def _teach(authority: Authority, spell: Spell, basis: str, last: date) -> None:
    dice = authority.dice
    hours = (
        dice.pick((25.0, 25.0, 25.0, 20.0, 15.0))
        if basis == "Permanent exclusion"
        else dice.pick((10.0, 12.5, 15.0, 25.0))
    )
    recorded = dice.chance(0.95)
    review = school_day(spell.opened, dice.between(28, 34))
    spell.says(date.min, hours_per_week=hours if recorded else None, review_due=review)
    day = spell.opened
    while hours < 25 and recorded and basis != "Dual registered" and day < last:
        day += DAY * dice.between(20, 45)
        hours = min(25.0, hours + 5)
        spell.says(day, hours_per_week=hours)
    held = review + DAY * dice.along((-5, -2, 0, 3, 10, 40))
    while held < last:
        due = held + DAY * dice.between(40, 48)
        spell.says(held, reviewed_on=held, review_due=due)
        held = due + DAY * dice.along((-5, -2, 0, 3, 10, 40))


def _end(authority: Authority, spell: Spell, left: date) -> None:
    dice = authority.dice
    left, outcome = weekday(left), dice.weighted(_ENDS)
    final = spell.opened.year + 11 - year_of(spell.child.born, spell.opened) + (spell.opened.month >= 9)
    leaves = leaving_date(final)
    if left >= leaves:
        left, outcome = max(leaves, spell.opened), "Completed Year 11"
    spell.closed = left
    spell.says(left + DAY * dice.between(0, 7), left_on=left, outcome=outcome)
