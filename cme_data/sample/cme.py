"""The register of children missing education: who is added, on which grounds, from which other list."""

from datetime import date

from cme_data.sample import cme_course
from cme_data.sample.authority import Authority
from cme_data.sample.cme_kinds import (
    ARRIVED,
    AT_RISK,
    ATTENDANCE,
    CARE,
    DFE_REASONS,
    ESCALATING,
    EXCLUDED,
    HOME,
    IN_YEAR,
    LASTING,
    LEADS,
    LOCATED,
    MEDICAL,
    NEAR_EXCLUSION,
    NOT_LOCATED,
    NOT_SUITABLE,
    REASONS,
    REFUSAL,
    SCHOOL,
    SHARES,
    SPRING,
    YEARS,
)
from cme_data.sample.curves import open_on
from cme_data.sample.dice import Dice
from cme_data.sample.people import USUAL_SEN, year_of
from cme_data.sample.places import BUSINESS_SUPPORT, EWS
from cme_data.sample.spells import Child, Spell
from cme_data.sample.terms import DAY, school_day
from cme_data.sample.texts import discussion

# Children who are mostly on another list already, and how often.
_POOLS = {
    EXCLUDED: ("pru", 0.75),
    IN_YEAR: ("pru", 0.4),
    NEAR_EXCLUSION: ("pru", 0.35),
    MEDICAL: ("medical_tuition", 0.75),
    REFUSAL: ("medical_tuition", 0.2),
    CARE: ("virtual_school", 0.9),
}
_OTHERS = ("ehe", "medical_tuition", "pru", "virtual_school")
_PLANNED = {"None": 10.0, "SEN support": 20, "EHC needs assessment": 30, "EHC plan": 40}


def join(authority: Authority, since: date | None, until: date) -> None:
    """Add children to the register until each category has its level on that day."""
    dice = authority.dice
    for ended, child in [home for home in authority.unsuitable_homes if home[0] <= until]:
        authority.unsuitable_homes.remove((ended, child))
        if since and not dice.chance(0.1) and not child.is_on(("cme",), ended):  # the tenth is forgotten
            _add(authority, dice.pick((LOCATED, NOT_SUITABLE)), HOME, child, identified=ended)
    for category, share in SHARES.items():
        here = sum(spell.told("category", until) == category for spell in authority.open("cme", until))
        for _ in range(round(open_on("cme", until, authority.scale) * share) - here):
            _new_case(authority, category, since, until)


def _new_case(authority: Authority, category: str, since: date | None, until: date) -> None:
    dice = authority.dice
    added = authority.opening(since, until, dice.along(LASTING[category]))
    weights = REASONS[category] | (SPRING.get(category, {}) if added.month in (1, 2, 3, 4) else {})
    reason = dice.weighted(weights)
    day = until if since is None else added
    child = _who(authority, reason, day)
    if child is None:
        sen = _PLANNED if reason == ESCALATING else USUAL_SEN
        on_roll = category in (AT_RISK, NOT_SUITABLE)
        child = authority.people.child(dice.weighted(YEARS[category]), day, on_roll=on_roll, sen=sen)
    _add(
        authority,
        category,
        reason,
        child,
        identified=added - DAY * dice.along((0, 0, 1, 2, 4, 7)),
        added=added,
    )


def _who(authority: Authority, reason: str, day: date) -> Child | None:
    """A child already on another list, or one who comes back; None where it is to be a new one."""
    dice = authority.dice
    register, share = _POOLS.get(reason, ("virtual_school", 0.1))
    if dice.chance(share):
        others = [
            spell.child
            for spell in authority.open(register, day)
            if 1 <= year_of(spell.child.born, day) <= 11 and not spell.child.is_on(("cme",), day)
        ]
        if others:
            return dice.pick(others)
    return authority.returning("cme", day) if dice.chance(0.06) else None


def _add(
    authority: Authority,
    category: str,
    reason: str,
    child: Child,
    *,
    identified: date,
    added: date | None = None,
) -> Spell:
    dice = authority.dice
    added = added or identified + DAY * dice.between(0, 5)
    spell = authority.add(Spell(child, "cme", BUSINESS_SUPPORT, added, known=authority.sent(added)))
    on_roll = _is_on_roll(dice, category, reason)
    lead = dice.weighted(LEADS[reason])
    school = child.now("school", added)
    spell.says(
        date.min,
        data_provider=BUSINESS_SUPPORT,
        category=category,
        reason=reason,
        referral_group=_group(dice, category, on_roll),
        on_roll="Yes" if on_roll else "No",
        dfe_reason=_dfe_reason(dice, category, reason) if dice.chance(0.1 if on_roll else 0.86) else None,
        identified_on=identified,
        added_on=added,
        missing_from=_missing_from(dice, category, identified),
        safeguarding_concern="Yes" if dice.chance(0.34 if category == NOT_LOCATED else 0.16) else "No",
        joint_agency="Yes" if dice.chance(0.05) else "No",
        lead_service=(school or EWS) if lead == SCHOOL else lead,
        exclusion="None",
        transition_agreed="No",
        **discussion(dice, category),
    )
    if child.is_on(_OTHERS, added) and dice.chance(0.2):
        # Business support does not always have the numbers that the service has.
        spell.says(date.min, upn=None, record_number=None)
    cme_course.run(authority, spell, category, reason)
    return spell


def _is_on_roll(dice: Dice, category: str, reason: str) -> bool:
    if category == NOT_SUITABLE:
        return reason not in (EXCLUDED, HOME, ARRIVED) and dice.chance(0.85)
    if category == NOT_LOCATED:  # the school may not delete the child before day 20
        return reason == ATTENDANCE or dice.chance(0.5)
    return category == AT_RISK


def _group(dice: Dice, category: str, on_roll: bool) -> str | None:
    if dice.chance(0.07):
        return None
    if not on_roll:
        return "Not on roll and hard to place"
    if category == AT_RISK and dice.chance(0.7):
        return "Concerns or risk of breakdown"
    return "On roll and not attending"


def _dfe_reason(dice: Dice, category: str, reason: str) -> str:
    reasons = DFE_REASONS.get(category) or DFE_REASONS.get(reason) or DFE_REASONS["Other"]
    return dice.weighted(reasons)


def _missing_from(dice: Dice, category: str, identified: date) -> date | None:
    """The first day missing: mostly days before anyone knew, sometimes months."""
    if not dice.chance({AT_RISK: 0.25, NOT_SUITABLE: 0.62}.get(category, 0.94)):
        return None
    late = dice.chance(0.22 if category != AT_RISK else 0.08)
    day = identified - DAY * (dice.between(40, 190) if late else dice.along((0, 1, 2, 4, 6, 9, 14, 25)))
    return min(identified, school_day(day, 1))
