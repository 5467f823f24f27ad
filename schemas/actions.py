"""The actions that ROME panels agreed, kept by business support."""

from schemas import codes
from schemas.child import FINDABLE_COLUMNS
from schemas.folding import spelt
from schemas.register import Column, Register

_NUMBER = Column(
    "action_id",
    "Action number",
    "The action's own number, once in a list.",
    required=True,
    unique=True,
    also=spelt(
        "Action ID; Action no; Action ref; Action reference; Action reference number; Action number "
        "(unique); Ref of action; Number of action"
    ),
)

_AGREED = (
    Column(
        "agreed_on",
        "Date agreed",
        "The day of the panel that agreed the action.",
        kind="date",
        required=True,
        also=spelt(
            "Agreed on; Date action agreed; Action agreed on; Panel date; Date of panel; ROME panel date; "
            "ROME date; Date set; Agreed at panel on; Action agreed; Date of agreement; Date of action; "
            "Action date; Date of ROME panel; Agreed date"
        ),
    ),
    Column(
        "action",
        "Action",
        "What is to be done.",
        required=True,
        personal=True,
        also=spelt(
            "Action agreed at panel; Action from panel; Action required; Agreed action; Action to be taken; "
            "Actions; Actions from last panel; Action description; Description of action; Description; "
            "Action needed; Task"
        ),
    ),
    Column(
        "owner",
        "Owner",
        "The person who is to do it.",
        also=spelt(
            "Action owner; Owned by; By whom; Who; Lead; Responsible person; Person responsible; Responsible "
            "officer; Officer; Action by; Assigned to; Lead officer; Named officer; Case owner; EWO; Lead "
            "person"
        ),
    ),
    Column(
        "service",
        "Service",
        "The service that owes it.",
        required=True,
        also=spelt(
            "Responsible service; Service responsible; Team; Responsible team; Lead service; Owner service; "
            "Agency; Responsible school or team; Service/team; Team responsible; Lead team; Lead agency; "
            "Responsible agency; Owning service; Service owner"
        ),
    ),
    Column(
        "due_on",
        "Due date",
        "The day by which it is to be done.",
        kind="date",
        required=True,
        not_before="agreed_on",
        also=spelt(
            "Due on; Due; Due by; Date due; Action due; Action due date; Deadline; Target date; By when; "
            "Completion due; Complete by; To be done by; Date due by; Timescale; To be completed by; Due for "
            "completion"
        ),
    ),
)

_DONE = (
    Column(
        "status",
        "Status",
        "Whether it is open, completed or cancelled.",
        kind="code",
        codes=codes.ACTION_STATUS,
        required=True,
        also=spelt("Action status; Status of action; Current status; Open/Completed"),
    ),
    Column(
        "completed_on",
        "Date completed",
        "The day it was completed or cancelled.",
        kind="date",
        expected_with="status",
        expected_values=("Completed", "Cancelled"),
        not_before="agreed_on",
        not_before_level="error",
        also=spelt(
            "Completed on; Completion date; Date of completion; Date action completed; Date done; Done on; "
            "Date closed; Closed on; Closed date; Date completed/cancelled; Completed date; Date completed "
            "or cancelled; Action completed on"
        ),
    ),
    Column(
        "outcome",
        "Outcome of action",
        "What came of it.",
        personal=True,
        also=spelt(
            "Outcome; Action outcome; Result; Update; Progress update; Result of action; Outcome/update"
        ),
    ),
    Column(
        "escalated_on",
        "Escalated to Associate Director on",
        "The day the unmet action was escalated.",
        kind="date",
        also=spelt(
            "Escalated on; Date escalated; Escalation date; Escalated to AD; Escalated to AD on; Escalated "
            "to Associate Director; Date escalated to Associate Director; Date escalated to AD; Date of "
            "escalation"
        ),
    ),
)

ACTIONS = Register(
    name="actions",
    title="Panel actions",
    sheet="Actions",
    one_row="one action agreed at a ROME panel",
    meaning="What the panel agreed, who is to do it and by when.",
    opens="agreed_on",
    closes="completed_on",
    holders=("Business support",),
    child="findable",
    when_dropped="stays_open",
    columns=(_NUMBER, *FINDABLE_COLUMNS, *_AGREED, *_DONE),
)
