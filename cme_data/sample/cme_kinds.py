"""What the cases of each category look like: reasons, provision, services, outcomes, how long they last."""

from cme_data.sample.places import (
    ADMISSIONS,
    CAMHS,
    EISS,
    EWS,
    EXCLUSIONS,
    MALDEN_OAKS,
    PSYCHOLOGY,
    SEND,
    VIRTUAL_SCHOOL,
    YOUTH,
)

AT_RISK = "At risk"
LOCATED = "Missing - located"
NOT_LOCATED = "Missing - not located"
NOT_SUITABLE = "Not receiving suitable education"
SHARES = {AT_RISK: 0.45, LOCATED: 0.15, NOT_LOCATED: 0.06, NOT_SUITABLE: 0.34}

EXCLUDED = "Permanently excluded"
NEAR_EXCLUSION = "At risk of permanent exclusion"
MEDICAL = "Medical needs"
CARE = "Care placement changing"
HOME = "Unsuitable home education"
ESCALATING = "Escalating special educational needs"
ATTENDANCE = "Poor attendance and emerging needs"
DIFFICULT = "School finding it difficult to meet needs"
IN_YEAR = "In-year admission with instability"
REFUSAL = "School refusal"
NO_ROLL = "Not on a school roll"
ARRIVED = "Arrived in borough and hard to place"

REASONS = {
    AT_RISK: {
        ATTENDANCE: 29.0,
        DIFFICULT: 21,
        ESCALATING: 16,
        NEAR_EXCLUSION: 14,
        REFUSAL: 8,
        CARE: 11,
        IN_YEAR: 4,
    },
    LOCATED: {NO_ROLL: 52.0, ARRIVED: 34, IN_YEAR: 10, "Other": 4},
    NOT_LOCATED: {NO_ROLL: 66.0, ATTENDANCE: 26, "Other": 8},
    NOT_SUITABLE: {
        EXCLUDED: 10.0,
        MEDICAL: 32,
        REFUSAL: 19,
        ESCALATING: 20,
        DIFFICULT: 12,
        CARE: 11,
        IN_YEAR: 6,
    },
}
# Exclusions peak in spring.
SPRING = {AT_RISK: {NEAR_EXCLUSION: 22.0}, NOT_SUITABLE: {EXCLUDED: 50.0}}

YEARS = {
    AT_RISK: {1: 3.0, 2: 4, 3: 5, 4: 6, 5: 7, 6: 8, 7: 12, 8: 14, 9: 16, 10: 17, 11: 8},
    LOCATED: {0: 3.0, 1: 9, 2: 9, 3: 9, 4: 9, 5: 9, 6: 8, 7: 10, 8: 10, 9: 10, 10: 9, 11: 5},
    NOT_LOCATED: {0: 3.0, 1: 10, 2: 10, 3: 10, 4: 9, 5: 8, 6: 8, 7: 10, 8: 9, 9: 9, 10: 9, 11: 5},
    NOT_SUITABLE: {1: 2.0, 2: 3, 3: 5, 4: 6, 5: 7, 6: 8, 7: 11, 8: 14, 9: 18, 10: 18, 11: 8},
}

LASTING = {
    AT_RISK: (14, 35, 56, 80, 105, 135, 175, 230, 380),
    LOCATED: (7, 16, 28, 42, 56, 75, 105, 160, 300),
    NOT_LOCATED: (10, 20, 32, 45, 60, 80, 110, 170, 360),
    NOT_SUITABLE: (14, 40, 65, 90, 120, 160, 215, 300, 480),
}

PROVISIONS = {
    AT_RISK: {"School full timetable": 66.0, "School reduced timetable": 24, "Alternative provision": 10},
    LOCATED: {"None": 1.0},
    NOT_LOCATED: {"None": 1.0},
    NOT_SUITABLE: {
        "School reduced timetable": 40.0, "Individual tuition": 24, "Online tuition": 13,
        "Alternative provision": 11, "None": 12,
    },
}  # fmt: skip
HOURS = {
    "School full timetable": (25.0, 25.0, 27.5, 30.0, 32.5),
    "School reduced timetable": (5.0, 7.5, 10.0, 12.5, 15.0, 18.0, 20.0),
    "Alternative provision": (9.0, 12.0, 15.0, 18.0, 25.0),
    "Individual tuition": (2.0, 3.0, 5.0, 5.0, 6.0, 10.0),
    "Online tuition": (4.0, 7.5, 10.0, 12.5, 15.0),
    "Medical tuition": (3.0, 5.0, 5.0, 7.5, 10.0),
    "Pupil referral unit": (10.0, 15.0, 20.0, 25.0),
    "Elective home education": (0.0, 4.0, 6.0),
    "None": (0.0,),
}

SCHOOL = "the child's school"
LEADS = {
    ATTENDANCE: {EWS: 55.0, SCHOOL: 25, YOUTH: 12, CAMHS: 8},
    DIFFICULT: {EISS: 34.0, SCHOOL: 24, SEND: 24, PSYCHOLOGY: 10, MALDEN_OAKS: 8},
    ESCALATING: {SEND: 78.0, PSYCHOLOGY: 12, EISS: 10},
    CARE: {VIRTUAL_SCHOOL: 1.0},
    IN_YEAR: {ADMISSIONS: 60.0, EISS: 25, EWS: 15},
    EXCLUDED: {MALDEN_OAKS: 55.0, EXCLUSIONS: 30, EISS: 15},
    NEAR_EXCLUSION: {EXCLUSIONS: 40.0, YOUTH: 25, EISS: 20, SCHOOL: 15},
    ARRIVED: {ADMISSIONS: 85.0, EWS: 15},
    MEDICAL: {MALDEN_OAKS: 50.0, EISS: 30, CAMHS: 20},
    REFUSAL: {EWS: 45.0, CAMHS: 25, SCHOOL: 18, YOUTH: 12},
    NO_ROLL: {EWS: 55.0, ADMISSIONS: 45},
    HOME: {EWS: 1.0},
    "Other": {EWS: 60.0, SEND: 20, YOUTH: 20},
}

_ELSEWHERE = {
    "Believed to have moved to another local authority": 38.0,
    "Believed to have moved to another country": 34,
    "Unknown": 22, "Not recorded": 6,
}  # fmt: skip
_PLACE = "Difficulty accessing suitable school place"
DFE_REASONS = {
    NOT_LOCATED: _ELSEWHERE,
    NO_ROLL: {
        "School application awaiting outcome": 30.0, "Offered school place but not yet accepted": 15,
        "Waiting school start": 14, "Moved in from another local authority": 12, "Unknown": 6, _PLACE: 6,
        "Parental decision not to register at school": 6,
        "Did not apply for school place at compulsory school age": 6,
        "Did not get school preference": 5,
    },
    ARRIVED: {"Moved in from another local authority": 45.0, "Moved in from another country": 35, _PLACE: 20},
    EXCLUDED: {_PLACE: 70.0, "Other": 30},
    MEDICAL: {"Mental health": 65.0, "Physical health": 35},
    REFUSAL: {"Mental health": 60.0, "School dissatisfaction general": 25, "School dissatisfaction SEND": 15},
    ESCALATING: {"School dissatisfaction SEND": 55.0, _PLACE: 45},
    HOME: {"Unsuitable elective home education": 1.0},
    "Other": {"Other": 60.0, "Challenging school attendance order": 25, "School dissatisfaction general": 15},
}  # fmt: skip

_FULL, _PLACED, _AP, _EHE = (
    "Returned to full timetable",
    "New school place",
    "Alternative provision",
    "Suitable home education",
)
_MOVED, _ABROAD = "Moved and confirmed by new authority", "Left the country"
OUTCOMES = {
    AT_RISK: {_FULL: 62.0, _PLACED: 13, _AP: 9, _EHE: 5, _MOVED: 6, _ABROAD: 1, "Other": 4},
    LOCATED: {_PLACED: 68.0, _EHE: 12, _MOVED: 10, _AP: 5, _ABROAD: 3, "Other": 2},
    NOT_LOCATED: {_MOVED: 55.0, _ABROAD: 28, _PLACED: 10, "Other": 7},
    NOT_SUITABLE: {_FULL: 50.0, _PLACED: 20, _AP: 16, _EHE: 3, _MOVED: 6, "Other": 5},
}
