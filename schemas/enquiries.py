"""The enquiries made to locate a child, kept by the Education Welfare Service (section 8)."""

from schemas import codes
from schemas.child import FINDABLE_COLUMNS
from schemas.folding import spelt
from schemas.register import Column, Register

_ENQUIRY = (
    Column(
        "made_on",
        "Date made",
        "The day the enquiry was made.",
        kind="date",
        required=True,
        also=spelt(
            "Made on; Date of enquiry; Enquiry date; Date enquiry made; Enquiry made on; Enquiry made; Date "
            "of check; Date checked; Check date; Date of contact; Checked on; Date check made; Date check "
            "completed"
        ),
    ),
    Column(
        "check",
        "Check",
        "Which of the checks of section 8 was made.",
        kind="code",
        codes=codes.ENQUIRY_CHECK,
        also=spelt(
            "Check made; Type of check; Type of enquiry; Enquiry type; Check type; Enquiry; Enquiry made "
            "with; Check (section 8); Section 8 check; Enquiry / check; Kind of check; Enquiry made to"
        ),
    ),
    Column(
        "outcome",
        "Outcome",
        "What the enquiry found.",
        personal=True,
        also=spelt(
            "Outcome of enquiry; Enquiry outcome; Outcome of check; Check outcome; Result; Result of "
            "enquiry; Findings; Result of check; Response"
        ),
    ),
    Column(
        "located",
        "Located",
        "Whether the enquiry found the child.",
        kind="yes_no",
        codes=codes.YES_NO,
        also=spelt(
            "Child located; Located?; Found; Child found; Was the child located; Located by this enquiry"
        ),
    ),
)

ENQUIRIES = Register(
    name="enquiries",
    title="Enquiries to locate a child",
    sheet="Enquiries",
    one_row="one enquiry made to locate a child (section 8)",
    meaning="The checks made to find a child who is missing and not located.",
    opens="made_on",
    closes=None,
    holders=("Education Welfare Service",),
    child="findable",
    when_dropped="accumulates",
    columns=(*FINDABLE_COLUMNS, *_ENQUIRY),
)
