"""The contents page of the duties: every one that the clocks count, with its rule in words."""

from datetime import timedelta

from cme_data.calendar import working_days_before
from cme_data.measures.duties.duty import Duty

__all__ = ["DUTIES", "Duty"]

SPA_REFERRAL = Duty(
    "spa_referral",
    "Referral to the Single Point of Access",
    "The school refers the child to the Single Point of Access by school day {triggers.spa_referral_day} of an "
    "unexplained absence; day 1 is the first school day on or after the first day missing (policy, section 8).",
    lambda settings, days, start: days.nth(start, settings.triggers.spa_referral_day),
)

ENQUIRY = Duty(
    "enquiry",
    "Enquiry to locate the child",
    "While a child is missing and not located, the Education Welfare Service makes an enquiry within "
    "{triggers.enquiry_every} school days of the last one, or of the day the child was identified (policy, "
    "section 8).",
    lambda settings, days, start: days.add(start, settings.triggers.enquiry_every),
)

DAY_20 = Duty(
    "day_20",
    "Decision on removal from the school roll",
    "The Education Welfare Service decides by school day {triggers.day_20} of the absence of a child not located "
    "whether the school may remove the name from its roll (policy, section 8; SI 2024/208, regulation 9(1)(i)).",
    lambda settings, days, start: days.nth(start, settings.triggers.day_20),
)

SIXTH_DAY = Duty(
    "sixth_day",
    "Provision after an exclusion",
    "Provision begins by school day {triggers.sixth_day} of an exclusion, day 1 being the first school day on or "
    "after it: the school's duty for a suspension, Achieving for Children's for a permanent exclusion (policy, "
    "section 9).",
    lambda settings, days, start: days.nth(start, settings.triggers.sixth_day),
)

MEDICAL_15 = Duty(
    "medical_15",
    "Tuition after absence with illness",
    "Tuition begins by school day {triggers.medical_days} of the absence. Where its first day is not recorded but "
    "{triggers.medical_days} school days of absence or more are, it was due on the day of the first list that said "
    "so.",
    lambda settings, days, start: days.nth(start, settings.triggers.medical_days),
)

EHE_REVIEW = Duty(
    "ehe_review",
    "Review of home education",
    "The Education Welfare Service assesses the home education on or after the day its review is due.",
)

PEP = Duty(
    "pep",
    "Personal education plan",
    "The Virtual School holds the personal education plan meeting on or after the day it is due.",
)

TUITION_REVIEW = Duty(
    "tuition_review",
    "Review of medical tuition",
    "The provider reviews the tuition on or after the day its review is due.",
)

PRU_REVIEW = Duty(
    "pru_review",
    "Review of a placement at the pupil referral unit",
    "The provider reviews the placement on or after the day its review is due.",
)

AGENDA = Duty(
    "agenda",
    "Agenda of the panel",
    "Business support sends the agenda at least {panel.agenda_working_days} working days before the meeting, "
    "unless the chair agrees to an emergency agenda (policy, appendix 2).",
    lambda settings, _, held_on: working_days_before(held_on, settings.panel.agenda_working_days),
)

REGISTER_OUT = Duty(
    "register_out",
    "Register sent round before the panel",
    "Business support sends the register round again {panel.register_days} days before the meeting (policy, "
    "section 10).",
    lambda settings, _, held_on: held_on - timedelta(days=settings.panel.register_days),
)

ACTION = Duty(
    "action",
    "Action agreed by the panel",
    "The service carries out what the panel agreed by the action's due date; a cancelled action is owed no longer.",
)

DUTIES: dict[str, Duty] = {
    duty.name: duty
    for duty in (
        SPA_REFERRAL, ENQUIRY, DAY_20, SIXTH_DAY, MEDICAL_15, EHE_REVIEW, PEP, TUITION_REVIEW, PRU_REVIEW, AGENDA,
        REGISTER_OUT, ACTION,
    )
}  # fmt: skip
"""Every duty by its name, in the order in which they are shown."""
