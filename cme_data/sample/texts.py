"""What the panel writes about a case: short sentences in the manner of Signs of Safety."""

from cme_data.sample.cme_kinds import AT_RISK, LOCATED, NOT_LOCATED, NOT_SUITABLE
from cme_data.sample.dice import Dice
from cme_data.sample.spells import Changes

_WELL = {
    AT_RISK: (
        "Attends most mornings and has one trusted adult in school.",
        "Good relationship with the form tutor.",
        "Enjoys art and sport; attendance is better on those days.", "Parents engage well with the school.",
        "Mentoring has started and is going well.", "Has kept to the support plan for three weeks.",
    ),
    LOCATED: (
        "Family is in contact and wants a school place.", "School place has been offered.",
        "Application made and preferences agreed.", "Child is safe and seen by the health visitor.",
    ),
    NOT_LOCATED: (
        "Last school has shared its records promptly.", "Relatives have agreed to pass a message on.",
        "Nothing known yet.",
    ),
    NOT_SUITABLE: (
        "Attends all tuition sessions.", "Reintegration plan agreed with the school.",
        "Hours have grown since last panel.",
        "Engages well one to one.", "Tutor reports good progress in English and maths.",
        "Parents support the gradual return.",
    ),
}  # fmt: skip
_WORRIES = {
    AT_RISK: (
        "Attendance has fallen below 60 per cent since half term.", "Two suspensions this term.",
        "School reports that needs are not met in class.", "Anxiety about the journey to school.",
        "Placement at home is fragile.", "Peer conflict; moves between groups.", "Not attending afternoons.",
    ),
    LOCATED: (
        "No school place for several weeks.", "Preferred schools are full in this year group.",
        "Temporary accommodation; may move again.", "Records from the previous school are incomplete.",
    ),
    NOT_LOCATED: (
        "No contact since the summer holiday.", "Home address found empty.", "Phone numbers no longer work.",
        "Younger child in the family is also not seen.",
    ),
    NOT_SUITABLE: (
        "Only a few hours of teaching a week.", "No contact with peers.",
        "Placement cannot meet need described in the plan.",
        "Waiting for a specialist placement.", "Anxiety prevents return to a full timetable.",
        "Tuition provider cannot offer more hours yet.",
    ),
}  # fmt: skip
_VIEWS = (
    "Wants to go back with friends.", "Finds the building too loud.", "Would like a smaller school.",
    "Parents feel the school has not listened.", "Mother asks for more tuition.",
    "Wants to finish the year here.",
    "Parents want an EHC needs assessment.", "Is worried about falling behind.", "Feels safe with the tutor.",
)  # fmt: skip
_NEXT = {
    AT_RISK: (
        "School and Education Welfare Service to agree an attendance plan.",
        "Educational psychologist to advise.",
        "Youth worker to meet weekly.", "Support plan to be reviewed in six weeks.",
        "Consider a managed move.",
    ),
    LOCATED: (
        "Admissions to confirm a start date.", "Refer to the Fair Access Panel.",
        "Interim tuition until the place starts.",
        "Uniform and travel to be settled with the family.",
    ),
    NOT_LOCATED: (
        "Home visit and further enquiries.", "Check with the possible new authority.", "Ask Border Force.",
        "Strategy discussion with social care.",
    ),
    NOT_SUITABLE: (
        "Add five hours from next half term.", "SEND Service to name a placement.",
        "Plan the return to school in steps.",
        "Medical evidence to be reviewed.", "Alternative provider to visit the family.",
        "Joint meeting with CAMHS.",
    ),
}  # fmt: skip


def discussion(dice: Dice, category: str) -> Changes:
    """What is working well, what worries, what the family says and what is to happen; some left blank."""
    return {
        "working_well": dice.pick(_WELL[category]) if dice.chance(0.82) else None,
        "concerns": dice.pick(_WORRIES[category]) if dice.chance(0.93) else None,
        "child_view": dice.pick(_VIEWS) if category != NOT_LOCATED and dice.chance(0.6) else None,
        "what_next": dice.pick(_NEXT[category]) if dice.chance(0.9) else None,
    }
