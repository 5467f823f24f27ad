"""The register of the pupil referral unit, kept by Malden Oaks."""

from schemas import codes
from schemas.child import CHILD_COLUMNS
from schemas.folding import spelt
from schemas.register import Column, Register
from schemas.shared import DATA_PROVIDER, HOURS, REVIEW_DUE, REVIEWED

_PLACEMENT = (
    Column(
        "admitted_on",
        "Date admitted",
        "The day the placement began.",
        kind="date",
        required=True,
        also=spelt(
            "Admitted on; Admission date; Date of admission; PRU admission date; Date admitted to PRU; Date "
            "of admission to PRU; PRU start date; Date started at PRU; Start date; Date started; Start of "
            "placement; Placement start date; Placement started; Date placement started; Admitted to PRU; On "
            "roll from; Date on roll; PRU start"
        ),
    ),
    Column(
        "basis",
        "Basis",
        "On what footing the child is placed.",
        kind="code",
        codes=codes.PRU_BASIS,
        required=True,
        also=spelt(
            "Basis of placement; Placement basis; Basis of admission; Admission basis; Reason for placement; "
            "Placement type; Type of placement; Reason for admission; Reason; Admission reason; Placement "
            "reason"
        ),
    ),
    Column(
        "excluded_on",
        "Date excluded",
        "The day of the exclusion that led here.",
        kind="date",
        also=spelt(
            "Excluded on; Exclusion date; Date of exclusion; PEX date; Date of PEX; Date of permanent "
            "exclusion; Permanent exclusion date; Date permanently excluded"
        ),
    ),
    Column(
        "commissioning_school",
        "Commissioning school",
        "The school that arranged the placement.",
        also=spelt(
            "Commissioned by; School commissioning; Commissioning school name; Excluding school; Referring "
            "school; Dual registered school; Placing school; Commissioner"
        ),
    ),
    HOURS,
    REVIEWED,
    REVIEW_DUE,
)

_ENDING = (
    Column(
        "left_on",
        "Date left",
        "The day the placement ended.",
        kind="date",
        not_before="admitted_on",
        not_before_level="error",
        also=spelt(
            "Left on; Leaving date; Date of leaving; Leave date; PRU leaving date; Date left PRU; End date; "
            "Date ended; Placement end date; Placement ended; Date placement ended; End of placement; Date "
            "closed; Closed on; Closed date; Closure date; PRU end date; Date off roll; Date off register"
        ),
    ),
    Column(
        "outcome",
        "Outcome",
        "What the child went on to.",
        kind="code",
        codes=codes.PRU_OUTCOME,
        expected_with="left_on",
        also=spelt(
            "Outcome of placement; Placement outcome; Reason left; Reason for leaving; Leaving reason; "
            "Reason closed; Reason for closure; Reason ended; Final outcome; Outcome on leaving"
        ),
    ),
    DATA_PROVIDER,
)

PRU = Register(
    name="pru",
    title="Pupil referral unit",
    sheet="PRU",
    one_row="one placement at the pupil referral unit",
    meaning="Children placed at the pupil referral unit.",
    opens="admitted_on",
    closes="left_on",
    holders=("Malden Oaks",),
    child="full",
    when_dropped="closes",
    columns=(*CHILD_COLUMNS, *_PLACEMENT, *_ENDING),
)
