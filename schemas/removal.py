"""How a child leaves the school roll (day 20) and, with the panel's approval, the single register."""

from schemas import codes
from schemas.folding import spelt
from schemas.register import Column

REMOVAL = (
    Column(
        "located_on",
        "Date located",
        "The day the child was found.",
        kind="date",
        also=spelt(
            "Located on; Located date; Date child located; Date found; Date child found; Found on; When "
            "located"
        ),
    ),
    Column(
        "day_20_decision",
        "Day 20 decision",
        "The Education Welfare Service's decision on removal from the school roll (not from this register).",
        kind="code",
        codes=codes.DAY_20_DECISION,
        also=spelt(
            "Decision at day 20; Day 20 outcome; 20 day decision; Day twenty decision; EWS day 20 decision; "
            "Decision on removal from roll; Removal from roll decision; Permission to remove from roll"
        ),
    ),
    Column(
        "day_20_decided_on",
        "Day 20 decided on",
        "The day of that decision.",
        kind="date",
        also=spelt(
            "Date of day 20 decision; Day 20 decision date; Day 20 decided; Date day 20 decided; Day 20 "
            "decision made on; Date of 20 day decision; 20 day decision date; Day 20 decision on"
        ),
    ),
    Column(
        "joint_agency",
        "Joint Agency Panel",
        "Whether the case needs joint commissioning or pooled budgets.",
        kind="yes_no",
        codes=codes.YES_NO,
        also=spelt(
            "Joint agency; JAP; Referred to Joint Agency Panel; Joint Agency Panel referral; Referred to "
            "JAP; Joint commissioning; Joint agency panel needed; For Joint Agency Panel"
        ),
    ),
    Column(
        "removed_on",
        "Date removed",
        "The day the child is to leave the register; carried out only with the panel's approval.",
        kind="date",
        not_before="added_on",
        not_before_level="error",
        also=spelt(
            "Removed on; Date removed from register; Date removed from CME register; Removal date; Date of "
            "removal; Date removed from CME; Date off register; Off register on; Date closed; Closed on; "
            "Closed date; Closing date; Closure date; Date of closure; Date case closed; End date; Date "
            "ended; Removed from register on; Date left register; Date taken off register"
        ),
    ),
    Column(
        "removal_approved_on",
        "Removal approved by ROME on",
        "The day the ROME panel approved the removal; the child leaves on the later of the two days.",
        kind="date",
        also=spelt(
            "Removal approved on; Removal approved; Date removal approved; Removal approval date; ROME "
            "approval date; Removal approved by ROME; Approved by ROME; Approved by ROME on; Date approved "
            "by ROME; Removal approved by panel on; Date removal approved by ROME; Panel approval date; Date "
            "of ROME approval; Removal approved by ROME panel on; ROME approval; Approved for removal on"
        ),
    ),
    Column(
        "outcome",
        "Outcome",
        "What the child left the register for.",
        kind="code",
        codes=codes.CME_OUTCOME,
        expected_with="removed_on",
        also=spelt(
            "Reason closed; Reason removed; Reason for removal; Reason for closure; Closure reason; Removal "
            "reason; Outcome at closure; Final outcome; Outcome on removal; Reason removed from register; "
            "Reason for leaving; Reason off register; Reason ended; Reason for closing; Closing reason; "
            "Leaving reason; Outcome/reason closed; "
            "Outcome on closure"
        ),
    ),
    Column(
        "destination",
        "Destination",
        "The school, provision or place the child went to.",
        personal=True,
        also=spelt(
            "Destination school; New school; Destination (if known); Moved to; Destination on closure; Gone "
            "to; Destination on removal; Where gone; Next school; Destination school or authority"
        ),
    ),
)
