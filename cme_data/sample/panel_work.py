"""What the ROME panel does: its meetings, and the actions agreed at each with who owes them."""

from datetime import date

from cme_data.sample.authority import Authority
from cme_data.sample.cme_kinds import AT_RISK, LOCATED, NOT_LOCATED, NOT_SUITABLE
from cme_data.sample.people import school_year
from cme_data.sample.places import (
    ADMISSIONS,
    BUSINESS_SUPPORT,
    CAMHS,
    CHAIR,
    EISS,
    EWS,
    EXCLUSIONS,
    HEALTH,
    MALDEN_OAKS,
    OFFICERS,
    PSYCHOLOGY,
    SEND,
    SPA,
    VIRTUAL_SCHOOL,
    YOUTH,
)
from cme_data.sample.spells import Child, Spell
from cme_data.sample.terms import DAY, school_day

FINDABLE = frozenset({"upn", "record_number", "surname", "forename", "date_of_birth", "borough"})
NOBODY = Child("", "", "", date.min, "")
_DUE = (14, 14, 14, 21, 28, 28, 42)
_LATE = (2, 8, 16, 26, 38, 52, 70, 95, 150)
_ACTIONS = {
    AT_RISK: (
        (EWS, "Agree an attendance plan with the school and parents"),
        (EISS, "Observe in class and advise the school"),
        (YOUTH, "Offer a mentor and report on take-up"),
        (CAMHS, "Triage the referral and advise on waiting time"),
        (SEND, "Decide whether an EHC needs assessment is opened"),
        (EXCLUSIONS, "Meet the school before the next suspension"),
        (HEALTH, "Offer a place in the next anxiety group"),
        (PSYCHOLOGY, "Consult with the school on support in class"),
    ),
    LOCATED: (
        (ADMISSIONS, "Confirm the offer and the start date"), (ADMISSIONS, "Bring to the Fair Access Panel"),
        (EWS, "Visit the family and confirm they want the place"),
        (EISS, "Arrange interim tuition until the place starts"),
    ),
    NOT_LOCATED: (
        (EWS, "Make a home visit and speak to neighbours"), (SPA, "Check with social care and housing"),
        (EWS, "Ask the possible new authority"), (EWS, "Ask Border Force about travel"),
    ),
    NOT_SUITABLE: (
        (SEND, "Consult three schools on a placement"), (MALDEN_OAKS, "Add hours to the tuition timetable"),
        (EISS, "Plan the return to school with the family"),
        (CAMHS, "Update the panel on treatment and readiness"),
        (VIRTUAL_SCHOOL, "Bring the next PEP forward"), (SEND, "Hold an early annual review"),
        (EWS, "Issue a notice where education at home is unsuitable"),
        (MALDEN_OAKS, "Report on engagement with tuition"),
    ),
}  # fmt: skip
_DONE = (
    "Done; reported to the panel.",
    "Done.",
    "Agreed with the family.",
    "Place confirmed.",
    "Plan in place.",
    None,
)


def agree_actions(authority: Authority) -> None:
    """12 to 20 actions at every meeting, most done in time, some late, a few escalated."""
    dice = authority.dice
    numbers: dict[int, int] = {}
    for held in authority.panels:
        if held > authority.last:
            continue
        year = school_year(held)
        for spell in dice.some(authority.open("cme", held), authority.number(dice.between(12, 20))):
            numbers[year] = numbers.get(year, 0) + 1
            number = f"ROME-{year % 100}{(year + 1) % 100:02}-{numbers[year]:03}"
            service, text = dice.pick(_ACTIONS[str(spell.told("category", held))])
            due = school_day(held + DAY * dice.pick(_DUE), 1)
            action = Spell(
                spell.child, "actions", BUSINESS_SUPPORT, held, authority.shown(held), shows=FINDABLE
            )
            authority.add(action).says(
                date.min,
                action_id=number,
                agreed_on=held,
                action=text,
                owner=dice.pick(OFFICERS[service]) if dice.chance(0.92) else None,
                service=service,
                due_on=due,
                status="Open",
            )
            _complete(authority, action, held, due)


def _complete(authority: Authority, action: Spell, held: date, due: date) -> None:
    dice = authority.dice
    done = dice.day(held + DAY * 2, due) if dice.chance(0.3) else due + DAY * dice.along(_LATE)
    escalated = authority.next_panel(due + DAY * 12)
    if done > escalated and dice.chance(0.7):
        action.says(escalated, escalated_on=escalated)
    action.closed = done
    status = "Cancelled" if dice.chance(0.04) else "Completed"
    outcome = "No longer needed." if status == "Cancelled" else dice.pick(_DONE)
    action.says(done, status=status, completed_on=done, outcome=outcome)


def hold_meetings(authority: Authority) -> None:
    """One row a meeting: when the agenda and the register went out, and who came."""
    dice = authority.dice
    for held in authority.panels:
        agenda = held - DAY * dice.pick((7, 7, 7, 7, 8, 9, 6 if held < authority.last else 7))
        register = held - DAY * dice.pick((7, 7, 7, 7, 7, 6 if held < authority.last else 7))
        emergency = held < authority.last and dice.chance(0.08)
        if emergency:
            agenda = held - DAY * 2
        meeting = authority.add(
            Spell(NOBODY, "meetings", BUSINESS_SUPPORT, held, known=authority.shown(agenda))
        )
        meeting.says(date.min, held_on=held, kind="ROME", chair=CHAIR)
        meeting.says(date.min, agenda_exception="Yes" if emergency else "No")
        meeting.says(agenda, agenda_sent_on=agenda)
        meeting.says(register, register_sent_on=register)
        came = [service for service in OFFICERS if dice.chance(0.85)]
        meeting.says(held, attended="; ".join(came))
