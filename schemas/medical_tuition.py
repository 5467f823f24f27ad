"""The registers of medical tuition, kept by the Education Inclusion Support Service and by Malden Oaks."""

from dataclasses import replace

from schemas import codes
from schemas.child import CHILD_COLUMNS
from schemas.folding import spelt
from schemas.register import Column, Register
from schemas.shared import DATA_PROVIDER, HOURS, REVIEW_DUE, REVIEWED

_REFERRAL = (
    Column(
        "absent_from",
        "First day absent",
        "The first school day missed for this illness; tuition is due by the fifteenth.",
        kind="date",
        also=spelt(
            "Absent from; Absent since; First day of absence; Date first absent; First absent; First date "
            "absent; Absence from; Absence start date; Start of absence; Date absence started; First day of "
            "illness; First day missed; Absence started; Date of first absence; Out of school since"
        ),
    ),
    Column(
        "absence_days",
        "School days absent this year",
        "School days missed through illness this school year, 0 to 200.",
        kind="whole",
        low=0,
        high=200,
        also=spelt(
            "Absence days; Days absent; Days absent this year; Number of days absent; No of days absent; "
            "School days absent; School days missed; Days missed; Total days absent; Days of absence; School "
            "days missed this year; School days absent (this year); Cumulative days absent; Days lost"
        ),
    ),
    Column(
        "referred_on",
        "Date referred",
        "The day the child was referred for tuition; a child waiting for tuition counts.",
        kind="date",
        required=True,
        also=spelt(
            "Referred on; Referral date; Date of referral; Date referred for tuition; Referral received; "
            "Medical referral date; Date of medical referral; Date referral received; Tuition referral date; "
            "Date referred for medical tuition; Medical tuition referral date"
        ),
    ),
    Column(
        "evidence_on",
        "Medical evidence dated",
        "The date of the medical evidence.",
        kind="date",
        also=spelt(
            "Evidence on; Medical evidence date; Date of medical evidence; Evidence dated; Evidence date; "
            "Date of evidence; Medical letter dated; Date of medical letter; Medical letter date"
        ),
    ),
)

_TUITION = (
    Column(
        "started_on",
        "Tuition started",
        "The day tuition began; blank while the child waits.",
        kind="date",
        also=spelt(
            "Started on; Tuition started on; Tuition start date; Tuition start; Start of tuition; Date "
            "tuition started; Date tuition began; Tuition began; Start date; Date started; Tuition from; "
            "Date of start of tuition; Medical tuition started; Medical tuition start date; Tuition "
            "commenced"
        ),
    ),
    Column(
        "tuition",
        "Type of tuition",
        "How the tuition is given.",
        kind="code",
        codes=codes.TUITION,
        also=spelt(
            "Tuition; Tuition type; Kind of tuition; Mode of tuition; Type of medical tuition; Form of "
            "tuition; Tuition mode; Tuition format"
        ),
    ),
    replace(
        HOURS,
        also=HOURS.also
        + spelt(
            "Tuition hours; Hours of tuition; Hours of tuition per week; Tuition hours per week; Hrs tuition"
        ),
    ),
    REVIEWED,
    REVIEW_DUE,
)

_ENDING = (
    Column(
        "ended_on",
        "Tuition ended",
        "The day the spell of medical tuition ended.",
        kind="date",
        not_before="referred_on",
        not_before_level="error",
        also=spelt(
            "Ended on; Tuition ended on; Tuition end date; Tuition end; End of tuition; Date tuition ended; "
            "End date; Date ended; Date closed; Closed on; Closed date; Closure date; Date off register; "
            "Date removed from register; Medical tuition ended; Medical tuition end date; Date tuition "
            "ceased; Tuition ceased"
        ),
    ),
    Column(
        "outcome",
        "Outcome",
        "What the child went on to.",
        kind="code",
        codes=codes.MEDICAL_OUTCOME,
        expected_with="ended_on",
        also=spelt(
            "Reason ended; Reason closed; Reason for closure; Closure reason; Outcome of tuition; Tuition "
            "outcome; Final outcome; Reason tuition ended; Reason for ending; Outcome at closure; Reason "
            "removed; Reason for leaving"
        ),
    ),
    replace(
        DATA_PROVIDER,
        meaning="The service whose list this is; the two lists never replace each other.",
        kind="code",
        codes=codes.MEDICAL_PROVIDER,
        required=True,
    ),
)

MEDICAL_TUITION = Register(
    name="medical_tuition",
    title="Medical tuition",
    sheet="Medical tuition",
    one_row="one spell of medical tuition",
    meaning="Children taught, or waiting to be taught, because illness keeps them from school.",
    opens="referred_on",
    closes="ended_on",
    holders=codes.MEDICAL_PROVIDER.values,
    child="full",
    when_dropped="closes",
    columns=(*CHILD_COLUMNS, *_REFERRAL, *_TUITION, *_ENDING),
)
