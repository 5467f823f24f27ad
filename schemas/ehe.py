"""The register of elective home education, kept by the Education Welfare Service."""

from schemas import codes
from schemas.child import CHILD_COLUMNS
from schemas.folding import spelt
from schemas.register import Column, Register
from schemas.shared import DATA_PROVIDER, REVIEW_DUE

_OPENING = (
    Column(
        "started_on",
        "Date EHE started",
        "The day home education began.",
        kind="date",
        required=True,
        also=spelt(
            "Started on; EHE started; EHE start date; EHE start; EHE started on; Date started EHE; Date EHE "
            "began; Date EHE commenced; EHE commenced; Date became EHE; Date of EHE; Start of EHE; EHE from; "
            "EHE since; Start date; Date started; Date home education started; Home education start date; "
            "Date of start of EHE; Home educated from; Home educated since; Home education started; EHE "
            "date; EHE start date (first day); Date elective home education started; Elective home education "
            "start date"
        ),
    ),
    Column(
        "notified_on",
        "Date notified",
        "The day the authority was told of the home education.",
        kind="date",
        also=spelt(
            "Notified on; Notification date; Date of notification; Date AfC notified; Date LA notified; EHE "
            "notification date; Date EHE notified; Notification received; Date notification received; "
            "Date informed; Date LA informed"
        ),
    ),
    Column(
        "reason",
        "Reason",
        "Why the parent educates at home, in the Department for Education's wording; "
        "a blank counts as No reason given, with a warning.",
        kind="code",
        codes=codes.EHE_REASON,
        blank="No reason given",
        blank_noted=True,
        also=spelt(
            "EHE reason; Reason for EHE; Reason EHE; Primary reason; Main reason; Reason for home education; "
            "Reason for electing to home educate; Reason for elective home education; DfE reason; DfE EHE "
            "reason; Reason given; Reason for EHE (DfE); Parent's reason; Parental reason; Reason home "
            "educated; EHE reason (DfE); "
            "Reason for home educating; Parents' reason"
        ),
    ),
    Column(
        "previous_setting",
        "Previous setting",
        "The kind of setting the child came from.",
        kind="code",
        codes=codes.PREVIOUS_SETTING,
        also=spelt(
            "Previous school type; Type of previous school; Previous setting type; Type of previous setting; "
            "Previous provision; Last setting; Previous education setting; Previous educational setting; "
            "Setting before EHE"
        ),
    ),
)

_OVERSIGHT = (
    Column(
        "suitability",
        "Suitability",
        "The Education Welfare Service's judgement of the education; a blank counts as Not yet assessed.",
        kind="code",
        codes=codes.SUITABILITY,
        blank="Not yet assessed",
        also=spelt(
            "Suitable; Suitable education; Suitability of education; Education suitable; Suitability "
            "outcome; EHE suitability; Suitability status; Assessment outcome; Suitability judgement; "
            "Suitability decision; EHE suitable; Is education suitable; Suitable or unsuitable; "
            "Suitable/Unsuitable"
        ),
    ),
    Column(
        "assessed_on",
        "Last assessed",
        "The day the education was last assessed.",
        kind="date",
        also=spelt(
            "Assessed on; Last assessed on; Date last assessed; Last assessment; Last assessment date; Date "
            "of last assessment; Date assessed; Assessment date; Date of assessment; Last review; Last "
            "reviewed; Date of last review; Last review date; Date last reviewed"
        ),
    ),
    REVIEW_DUE,
    Column(
        "notice_437_on",
        "Section 437(1) notice",
        "The day a notice to satisfy the authority was served (Education Act 1996).",
        kind="date",
        also=spelt(
            "Notice 437 on; Section 437 notice; S437 notice; S437(1) notice; s.437(1) notice; s.437 notice; "
            "437 notice; 437(1) notice; Section 437(1); Section 437; S437(1); S437; s437 notice served; "
            "Section 437(1) notice served; Date of section 437(1) notice; Date of s437 notice; s437 notice "
            "date; Date s437 notice served; Section 437 notice served; s437(1) notice date; Notice to "
            "satisfy; Section 437(1) notice served on; Section 437(1) notice date"
        ),
    ),
    Column(
        "sao_issued_on",
        "School attendance order issued",
        "The day a school attendance order was issued.",
        kind="date",
        also=spelt(
            "SAO issued; SAO issued on; SAO date; SAO issue date; Date SAO issued; Date of SAO; School "
            "attendance order issued on; School attendance order date; SAO served; Date school attendance "
            "order issued; Date of school attendance order; SAO made"
        ),
    ),
    Column(
        "sao_revoked_on",
        "School attendance order revoked",
        "The day the order was revoked.",
        kind="date",
        also=spelt(
            "SAO revoked; SAO revoked on; SAO revocation date; Date SAO revoked; SAO revocation; SAO "
            "withdrawn; School attendance order revoked on; Date school attendance order revoked"
        ),
    ),
    Column(
        "annual_review_due",
        "EHC plan annual review due",
        "Where the child has an EHC plan, the day its annual review is due.",
        kind="date",
        also=spelt(
            "Annual review due; EHCP annual review due; EHC annual review due; EHCP review due; Annual "
            "review due date; EHCP AR due; AR due; Next annual review; Next EHCP annual review"
        ),
    ),
)

_ENDING = (
    Column(
        "ended_on",
        "Date EHE ended",
        "The day home education ended.",
        kind="date",
        not_before="started_on",
        not_before_level="error",
        also=spelt(
            "Ended on; EHE ended; EHE ended on; EHE end date; EHE end; Date ended EHE; End of EHE; End date; "
            "Date ended; EHE ceased; Date EHE ceased; Date ceased EHE; Date closed; Closed on; Closed date; "
            "Closure date; Date off register; Date removed from register; Date home education ended; Home "
            "education end date; Date removed from EHE register; Date ceased"
        ),
    ),
    Column(
        "end_reason",
        "Reason ended",
        "Why home education ended.",
        kind="code",
        codes=codes.EHE_END_REASON,
        expected_with="ended_on",
        also=spelt(
            "Reason EHE ended; EHE end reason; Reason for ending; Reason closed; Reason for closure; Closure "
            "reason; Reason ceased; Reason EHE ceased; Reason for EHE ending; Reason for leaving; Ending "
            "reason; Reason off register; Reason removed; Reason for ending EHE; Reason home education ended"
        ),
    ),
    DATA_PROVIDER,
)

EHE = Register(
    name="ehe",
    title="Elective home education",
    sheet="EHE",
    one_row="one spell of elective home education",
    meaning="Children whose parents have chosen to educate them at home.",
    opens="started_on",
    closes="ended_on",
    holders=("Education Welfare Service",),
    child="full",
    when_dropped="closes",
    columns=(*CHILD_COLUMNS, *_OPENING, *_OVERSIGHT, *_ENDING),
)
