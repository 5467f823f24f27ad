"""The register of the Virtual School: children looked after, in need or under child protection."""

from schemas import codes
from schemas.child import CHILD_COLUMNS
from schemas.folding import spelt
from schemas.register import Column, Register
from schemas.shared import DATA_PROVIDER, HOURS, PROVISION

_STATUS = (
    Column(
        "status",
        "Status",
        "Why the child is open to the Virtual School.",
        kind="code",
        codes=codes.VIRTUAL_SCHOOL_STATUS,
        required=True,
        also=spelt(
            "Virtual School status; Status (LAC/CIN/CP); Care status; Current status; VS status; LAC status; "
            "CLA status"
        ),
    ),
    Column(
        "opened_on",
        "Date opened",
        "The day the spell opened: looked after, or open as child in need or child protection.",
        kind="date",
        required=True,
        also=spelt(
            "Opened on; Open date; Opening date; Start date; Date started; Date became looked after; Date "
            "looked after; Date started to be looked after; Looked after from; Looked after since; LAC start "
            "date; Date became LAC; LAC since; LAC from; CLA start date; Date became CLA; Date of becoming "
            "looked after; Start of care; Date entered care; Date into care; Date came into care; Care start "
            "date; Date opened to Virtual School; Date opened to VS; Date started being looked after"
        ),
    ),
    Column(
        "placement",
        "Placement",
        "Whether the child is placed in the borough or out of it.",
        kind="code",
        codes=codes.PLACEMENT,
        also=spelt(
            "Placement location; Placement area; In or out of borough; In/out of borough; Placed in or out "
            "of borough; Location of placement; In borough / out of borough; IB/OOB"
        ),
    ),
)

_EDUCATION = (
    PROVISION,
    HOURS,
    Column(
        "pep_on",
        "Last PEP",
        "The day of the last personal education plan meeting.",
        kind="date",
        also=spelt(
            "PEP on; PEP; PEP date; Date of PEP; Date of last PEP; Last PEP date; PEP completed; Last PEP "
            "on; Most recent PEP; PEP held; Date PEP held; PEP meeting date; Last PEP meeting; Last PEP "
            "completed; Date of most recent PEP; Last personal education plan"
        ),
    ),
    Column(
        "pep_due",
        "Next PEP due",
        "The day by which the next personal education plan is due.",
        kind="date",
        also=spelt(
            "PEP due; PEP due date; Next PEP; Next PEP date; Date of next PEP; Date next PEP due; Next PEP "
            "due date; PEP due on; Next PEP due on; PEP due by; Next personal education plan due; PEP review "
            "due"
        ),
    ),
    Column(
        "attendance",
        "Attendance %",
        "Attendance this school year, 0 to 100 per cent.",
        kind="number",
        low=0,
        high=100,
        also=spelt(
            "Attendance percentage; Attendance per cent; Attendance percent; % attendance; Attendance rate; "
            "Att %; Attendance % to date; Attendance year to date; Attendance YTD; School attendance; "
            "Attendance this year; Current attendance; Percentage attendance"
        ),
    ),
    Column(
        "placement_changing",
        "Care placement changing",
        "Whether a change of care placement may move the child's school.",
        kind="yes_no",
        codes=codes.YES_NO,
        also=spelt(
            "Placement changing; Care placement change; Change of placement; Placement change; Placement "
            "move; Change of care placement; Placement about to change; Care placement moving"
        ),
    ),
)

_ENDING = (
    Column(
        "closed_on",
        "Date closed",
        "The day the spell closed.",
        kind="date",
        not_before="opened_on",
        not_before_level="error",
        also=spelt(
            "Closed on; Close date; Closed date; Closing date; Closure date; Date of closure; End date; Date "
            "ended; Date ceased to be looked after; Ceased to be looked after; Date ceased; Date left care; "
            "LAC end date; CLA end date; Date ceased being looked after; Care end date; Date off register; "
            "Looked after until; Date closed to Virtual School"
        ),
    ),
    DATA_PROVIDER,
)

VIRTUAL_SCHOOL = Register(
    name="virtual_school",
    title="Virtual School",
    sheet="Virtual School",
    one_row="one spell looked after, or open as child in need or child protection",
    meaning="Children looked after, and those open as child in need or child protection.",
    opens="opened_on",
    closes="closed_on",
    holders=("Virtual School",),
    child="full",
    when_dropped="closes",
    columns=(*CHILD_COLUMNS, *_STATUS, *_EDUCATION, *_ENDING),
)
