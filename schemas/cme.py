"""The single register of children missing education or at risk of it, kept for the ROME panel."""

from dataclasses import replace

from schemas import codes
from schemas.child import CHILD_COLUMNS
from schemas.folding import spelt
from schemas.register import Column, Register
from schemas.removal import REMOVAL
from schemas.shared import DATA_PROVIDER, HOURS, PROVISION
from schemas.signs_of_safety import SIGNS_OF_SAFETY

_STATUS = (
    Column(
        "category",
        "Category",
        "Where the child stands by the policy's definitions (section 1).",
        kind="code",
        codes=codes.CATEGORY,
        required=True,
        also=spelt(
            "CME category; Category of CME; CME status; Register category; Policy category; CME "
            "classification"
        ),
    ),
    Column(
        "referral_group",
        "Panel group",
        "The group in which the panel considers the child (appendix 2).",
        kind="code",
        codes=codes.REFERRAL_GROUP,
        also=spelt(
            "Referral group; ROME group; ROME panel group; Group; Panel category; Panel referral group"
        ),
    ),
    Column(
        "reason",
        "Reason",
        "Why the child is missing education or at risk of it.",
        kind="code",
        codes=codes.REASON,
        required=True,
        also=spelt(
            "Reason CME; CME reason; Primary reason; Main reason; Reason for CME; Reason for referral; "
            "Referral reason; Reason at risk; Reason at risk or missing; Reason at risk of or missing "
            "education; Reason for being on register; Reason on register; Reason for being at risk; Why not "
            "in education; Reason missing education; Local reason; "
            "Reason missing; Why missing education"
        ),
    ),
    Column(
        "dfe_reason",
        "DfE reason",
        "The reason in the wording of the Department for Education's return; a blank counts as Not recorded.",
        kind="code",
        codes=codes.CME_DFE_REASON,
        also=spelt(
            "DfE CME reason; CME reason (DfE); Reason (DfE); DfE reason code; DfE reason for CME; DfE "
            "primary reason; Primary reason (DfE); Census reason; Return reason"
        ),
    ),
    Column(
        "on_roll",
        "On roll",
        "Whether the child is on the roll of a school.",
        kind="yes_no",
        codes=codes.YES_NO,
        required=True,
        also=spelt(
            "On a roll; On school roll; On a school roll; Is on roll; Currently on roll; On roll of a "
            "school; On roll of school; Registered at a school; Registered at school; "
            "Is child on roll; Is the child on roll; Child on roll"
        ),
    ),
)

_DATES = (
    Column(
        "identified_on",
        "Date identified",
        "The day the child was identified as missing education or at risk of it.",
        kind="date",
        required=True,
        also=spelt(
            "Identified on; Identified date; Date identified as CME; Date CME identified; Date child "
            "identified; Date of identification; Date first identified"
        ),
    ),
    Column(
        "added_on",
        "Date added to register",
        "The day the child went on the register.",
        kind="date",
        required=True,
        not_before="identified_on",
        also=spelt(
            "Added on; Date added; Date added to CME register; Date added to CME; Date added to the "
            "register; Date on register; Date put on register; Date on to register; Date onto register; Date "
            "placed on register; Added to register; Added to register on; Date added to ROME; Date added to "
            "ROME register; Date joined register; Date became CME; Start date; Referral date; CME start "
            "date; Date CME started; Date entered on register; Register start date; Date case "
            "opened; "
            "Date added to list"
        ),
    ),
    Column(
        "missing_from",
        "First day missing",
        "The first school day absent or without a place.",
        kind="date",
        also=spelt(
            "Missing from; Missing since; First day of absence; First day absent; Date missing from; Date "
            "missing from education; Date first missing; First school day missing; First day missing "
            "education; Missing education since; First date missing; First day out of school; Out of school "
            "since; Out of education since; Absent since; Absent from; First day without a school place; "
            "First day without a place; "
            "Missing from education since; CME since; CME from"
        ),
    ),
    Column(
        "spa_referred_on",
        "SPA referral date",
        "The day the school referred the child to the Single Point of Access (section 8).",
        kind="date",
        also=spelt(
            "Date referred to SPA; Referred to SPA on; SPA referred on; SPA date; Date of SPA referral; Date "
            "SPA referral; Single Point of Access referral date; SPA referral made; Date of referral to SPA; "
            "SPA referral made on"
        ),
    ),
    Column(
        "safeguarding_concern",
        "Safeguarding concern",
        "Whether there is a safeguarding concern; a blank counts as No.",
        kind="yes_no",
        codes=codes.YES_NO,
        blank="No",
        also=spelt(
            "Safeguarding; Safeguarding concerns; Safeguarding issue; Safeguarding issues; Safeguarding "
            "concern?; Any safeguarding concerns; Immediate safeguarding concern; Immediate safeguarding "
            "concerns"
        ),
    ),
    Column(
        "exclusion",
        "Exclusion",
        "Whether the child is suspended or permanently excluded; a blank counts as None.",
        kind="code",
        codes=codes.EXCLUSION,
        blank="None",
        also=spelt("Type of exclusion; Exclusion type; Exclusion status; Suspension/exclusion"),
    ),
    Column(
        "excluded_on",
        "Date excluded",
        "The first school day of the suspension or exclusion; provision is due from the sixth.",
        kind="date",
        also=spelt(
            "Excluded on; Exclusion date; Date of exclusion; Date of PEX; PEX date; Excluded from; Date of "
            "permanent exclusion; Date of suspension; Suspension date; First day of exclusion; First day of "
            "suspension; Excluded since"
        ),
    ),
    Column(
        "provision_started_on",
        "Provision started",
        "The day provision after the exclusion began.",
        kind="date",
        also=spelt(
            "Provision started on; Date provision started; Provision start date; Provision start; Start of "
            "provision; Date provision began; Provision began; Day 6 provision started; Sixth day provision "
            "started; Day 6 provision start date"
        ),
    ),
)

_PROVISION = (
    replace(PROVISION, required=True),
    HOURS,
    Column(
        "transition_agreed",
        "Gradual transition agreed",
        "Whether a gradual return to full time is planned and agreed; a blank counts as No.",
        kind="yes_no",
        codes=codes.YES_NO,
        blank="No",
        also=spelt(
            "Transition agreed; Gradual transition; Transition plan; Transition plan agreed; Gradual "
            "transition planned; Gradual transition plan; Transition"
        ),
    ),
    Column(
        "full_time_due",
        "Full-time target date",
        "The day by which the child is to be in full-time education.",
        kind="date",
        expected_with="transition_agreed",
        expected_values=("Yes",),
        also=spelt(
            "Full time due; Full-time by; Full time target; Full-time date; Target date for full time; "
            "Target full-time date; Full timetable target date; Target date for full timetable; Full-time "
            "due date; Date full-time due; Full timetable by; Full time from; Full timetable due"
        ),
    ),
    Column(
        "lead_service",
        "Responsible school or team",
        "The school or team that leads for the child.",
        required=True,
        also=spelt(
            "Lead service; Lead; Lead team; Lead agency; Responsible team; Responsible service; Responsible "
            "school; Responsible school/team; Responsible team or school; School or team responsible; Team "
            "responsible; Service responsible; Responsible agency; Responsibility; Case owner; EWO; Lead "
            "professional; Responsible; Case lead; Lead school or team; Responsible team/school; Lead "
            "service/team"
        ),
    ),
    replace(DATA_PROVIDER, required=True),
)

CME = Register(
    name="cme",
    title="Children missing education",
    sheet="CME",
    one_row="one child's spell on the single register",
    meaning="Every child missing education, or at risk of it, whom the ROME panel oversees.",
    opens="added_on",
    closes="removed_on",
    holders=("Business support",),
    child="full",
    when_dropped="stays_open",
    columns=(*CHILD_COLUMNS, *_STATUS, *_DATES, *_PROVISION, *SIGNS_OF_SAFETY, *REMOVAL),
)
