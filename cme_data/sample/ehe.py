"""Home education: who begins, how the Education Welfare Service judges it, and why it ends."""

from datetime import date

from cme_data.sample.authority import Authority
from cme_data.sample.dice import Dice
from cme_data.sample.people import year_of
from cme_data.sample.places import EWS
from cme_data.sample.spells import Child, Spell
from cme_data.sample.terms import DAY, weekday

_YEARS = {0: 0.3, 1: 3.0, 2: 4, 3: 6, 4: 7, 5: 8, 6: 7, 7: 10, 8: 13, 9: 16, 10: 15, 11: 6}
_LASTING = (70, 220, 430, 680, 960, 1300, 1700, 2200, 3000)
_REASONS = {
    "Mental health": 15.0, "Philosophical or preferential": 14, "Lifestyle": 10,
    "School dissatisfaction general": 11,
    "School dissatisfaction SEND": 9, "School dissatisfaction bullying": 5, "Religious": 4,
    "Physical health": 2,
    "Risk of school exclusion": 2, "Did not get school preference": 5,
    "Difficulty accessing suitable school place": 2,
    "Offered school place but not yet accepted": 1,
    "Did not apply for school place at compulsory school age": 1,
    "School suggestion": 1, "Other": 5, "No reason given": 6, "Unknown": 9, "": 2,
}  # fmt: skip
_SETTINGS = {
    "Academy": 46.0, "LA-maintained": 24, "Not previously in school": 6, "Independent": 8, "Free school": 4,
    "Special": 1, "Alternative provision": 1, "Already home educated": 4, "Elsewhere/unknown": 8,
    "Early years": 1, "Pupil referral unit": 1,
}  # fmt: skip
_ENDS = {"Returned to school": 62.0, "Moved away": 20, "Became CME": 6, "Other": 9}


def join(authority: Authority, since: date | None, until: date) -> None:
    """Let children begin home education until the register has its level on that day."""
    dice = authority.dice
    for _ in range(authority.wanted("ehe", until)):
        lasting = dice.along(_LASTING)
        if since is None:
            lasting = max(lasting, dice.along(_LASTING))
        notified = authority.opening(since, until, lasting)
        late = dice.chance(0.12) and since is not None
        started = notified - DAY * (dice.between(30, 150) if late else dice.between(0, 9))
        child = _who(authority, since, until if since is None else started)
        spell = authority.add(Spell(child, "ehe", EWS, started, known=authority.shown(notified)))
        spell.says(
            date.min,
            started_on=started,
            notified_on=notified if dice.chance(0.95) else None,
            reason=dice.weighted(_REASONS) or None,
            previous_setting=dice.weighted(_SETTINGS),
            suitability="Not yet assessed",
        )
        if child.now("sen", started) == "EHC plan":
            _review_plan(spell, notified + DAY * dice.between(40, 380), authority.last)
        _end(
            authority, spell, notified + DAY * max(20, lasting), _judge(dice, spell, notified, authority.last)
        )


def _who(authority: Authority, since: date | None, day: date) -> Child:
    dice, people = authority.dice, authority.people
    if since and dice.chance(0.04) and (back := authority.returning("ehe", day)):
        return back
    recent = authority.spells.get("ehe", [])[-3:]
    sibling = dice.pick(recent).child if recent and dice.chance(0.12) else None
    return people.child(dice.weighted(_YEARS), day, on_roll=False, sibling=sibling)


def _judge(dice: Dice, spell: Spell, notified: date, last: date) -> list[tuple[date, date]]:
    """Assess and review year by year; returns from when to when the education was judged unsuitable."""
    unsuitable: list[tuple[date, date]] = []
    seen = notified + DAY * dice.between(25, 85)
    if dice.chance(0.05):
        return unsuitable  # never seen
    while seen <= last:
        review = seen + DAY * 365
        if not dice.chance(0.045):
            spell.says(seen, suitability="Suitable", assessed_on=seen, review_due=review)
            seen = review + DAY * dice.along((-25, -8, 0, 6, 15, 30, 60, 120, 400))
            continue
        notice = seen + DAY * dice.between(5, 15)
        answered = notice + DAY * dice.between(25, 90)
        spell.says(seen, suitability="Unsuitable", assessed_on=seen, review_due=seen + DAY * 60)
        spell.says(notice, notice_437_on=notice)
        if dice.chance(0.2):
            order = answered - DAY * dice.between(0, 9)
            spell.says(order, sao_issued_on=order)
            if dice.chance(0.4):
                revoked = answered + DAY * dice.between(10, 40)
                spell.says(revoked, sao_revoked_on=revoked)
        unsuitable.append((seen, answered))
        seen = answered
    return unsuitable


def _review_plan(spell: Spell, due: date, last: date) -> None:
    """An EHC plan is reviewed about once a year; the list then gives the next day, and some reviews are forgotten."""
    dice = Dice(f"annual review {spell.child.born} {due}")  # its own, so that the rest is drawn as before
    spell.says(date.min, annual_review_due=due)
    while (held := due + DAY * dice.along((-21, -10, -3, 0, 4, 15, 40, 150))) < last:
        due = held + DAY * 365
        spell.says(held, annual_review_due=due)


def _end(authority: Authority, spell: Spell, ended: date, unsuitable: list[tuple[date, date]]) -> None:
    dice, child = authority.dice, spell.child
    reason = dice.weighted(_ENDS)
    years_left = 11 - year_of(child.born, spell.opened)
    leaves = date(spell.opened.year + years_left + (spell.opened.month >= 9), 8, 31)
    if ended > leaves:
        ended, reason = leaves, "Over compulsory school age"
    elif unsuitable and dice.chance(0.35) and unsuitable[0][1] < ended:
        ended, reason = unsuitable[0][1], "Became CME"
    elif reason == "Became CME":
        judged = max(spell.opened + DAY * 15, ended - DAY * dice.between(20, 50))
        spell.says(judged, suitability="Unsuitable", assessed_on=judged, review_due=None)
    if ended <= authority.days[0]:
        ended = authority.days[0] + DAY * dice.between(1, 40)  # those there at the beginning are still there
    ended = weekday(ended) if ended != leaves else ended
    if reason == "Became CME":
        authority.unsuitable_homes.append((ended, child))
    spell.closed = ended
    spell.says(ended + DAY * dice.between(0, 12), ended_on=ended, end_reason=reason)
