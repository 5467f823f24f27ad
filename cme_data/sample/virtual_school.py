"""The Virtual School's list: looked after, in need or under a child protection plan; PEPs, attendance."""

from datetime import date

from cme_data.sample.authority import Authority
from cme_data.sample.dice import Dice
from cme_data.sample.people import year_of
from cme_data.sample.places import VIRTUAL_SCHOOL
from cme_data.sample.spells import Spell
from cme_data.sample.terms import DAY, is_school_day, weekday

_STATUSES = {"Looked after": 46.0, "Child in need": 36, "Child protection": 18}
_YEARS = {-1: 3.0, 0: 4, 1: 4, 2: 4, 3: 5, 4: 5, 5: 6, 6: 6, 7: 8, 8: 9, 9: 11, 10: 12, 11: 13, 12: 10, 13: 3}
_LASTING = {
    "Looked after": (60, 180, 330, 500, 700, 950, 1300, 1900, 2600),
    "Child in need": (40, 90, 140, 190, 250, 310, 400, 520, 800),
    "Child protection": (60, 110, 160, 200, 240, 290, 350, 430, 600),
}
_SEN = {"None": 36.0, "SEN support": 30, "EHC needs assessment": 5, "EHC plan": 27, "": 2}
_PROVISIONS = {
    "School full timetable": 86.0, "School reduced timetable": 5, "Alternative provision": 4,
    "Individual tuition": 2, "Online tuition": 1, "None": 2,
}  # fmt: skip
_HOURS = {
    "School full timetable": (25.0, 25.0, 25.0, 26.5, 27.5, 32.5),
    "School reduced timetable": (8.0, 12.5, 15.0, 20.0),
    "Alternative provision": (15.0, 18.0, 25.0), "Individual tuition": (6.0, 10.0, 12.0),
    "Online tuition": (10.0, 15.0),
    "None": (0.0,),
}  # fmt: skip


def join(authority: Authority, since: date | None, until: date) -> None:
    """Open spells until the Virtual School's list has its level on that day."""
    dice = authority.dice
    for _ in range(authority.wanted("virtual_school", until)):
        status = dice.weighted(_STATUSES)
        lasting = dice.along(_LASTING[status])
        if since is None:
            lasting = max(lasting, dice.along(_LASTING[status]))
        told = authority.opening(since, until, lasting)
        opened = told - DAY * dice.pick((0, 0, 0, 1, 2, 5, 9))
        child = authority.returning("virtual_school", opened) if since and dice.chance(0.05) else None
        if child is None:
            day = until if since is None else opened
            child = authority.people.child(dice.weighted(_YEARS), day, sen=_SEN, social_care={status: 1})
        spell = authority.add(
            Spell(child, "virtual_school", VIRTUAL_SCHOOL, opened, known=authority.shown(told))
        )
        far = dice.chance(0.38) if status == "Looked after" else dice.chance(0.04)
        spell.says(
            date.min,
            status=status,
            opened_on=opened,
            placement="Out of borough" if far else "In borough",
            placement_changing="Yes" if dice.chance(0.06) else "No",
            social_care=status,
        )
        closed = max(opened + DAY * max(14, lasting), authority.days[0] + DAY * dice.between(1, 60))
        leaves = date(opened.year + 13 - year_of(child.born, opened) + (opened.month >= 9), 8, 31)
        spell.closed = min(weekday(closed), max(leaves, authority.days[0] + DAY))
        spell.says(spell.closed + DAY * dice.between(0, 10), closed_on=spell.closed)
        _teach(dice, spell, authority.days[0], min(spell.closed, authority.last))
        if status == "Child in need" and dice.chance(0.12):
            worse = dice.day(opened + DAY * 20, spell.closed)
            spell.says(worse, status="Child protection", social_care="Child protection")


def _teach(dice: Dice, spell: Spell, first: date, last: date) -> None:
    """Provision, hours, attendance and personal education plans, term by term."""
    provision = dice.weighted(_PROVISIONS)
    hours = dice.pick(_HOURS[provision]) if dice.chance(0.95) else None
    spell.says(date.min, provision=provision, hours_per_week=hours)
    attendance = dice.along((420, 680, 820, 880, 915, 940, 960, 975, 1000))
    begun = max(spell.opened, first - DAY * 100)
    plan = max(spell.opened, begun) + DAY * dice.between(8, 45)
    seen = begun + DAY * dice.between(0, 60)
    while seen < last:
        attendance = min(1000, max(150, attendance + dice.between(-45, 45)))
        spell.says(seen, attendance=attendance / 10)
        seen += DAY * dice.between(50, 75)
    spell.says(date.min, pep_due=plan + DAY * 5)
    while plan < last:
        if is_school_day(plan):
            due = plan + DAY * dice.between(110, 130)
            spell.says(plan, pep_on=plan, pep_due=due)
            plan = due + DAY * dice.along((-30, -20, -12, -6, -2, 0, 4, 14, 60))
        else:
            plan += DAY
    if provision == "School reduced timetable":
        back = max(spell.opened, first) + DAY * dice.between(60, 300)
        spell.says(back, provision="School full timetable", hours_per_week=25.0)
