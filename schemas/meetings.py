"""The meetings of the ROME panel, kept by business support."""

from schemas import codes
from schemas.folding import spelt
from schemas.register import Column, Register

_COLUMNS = (
    Column(
        "held_on",
        "Meeting date",
        "The day of the panel, once in a list.",
        kind="date",
        required=True,
        unique=True,
        also=spelt(
            "Held on; Date of meeting; Date held; Panel date; Date of panel; ROME date; ROME panel date; "
            "Meeting held on; ROME meeting date; Date of ROME panel; Date meeting held; Date of ROME meeting"
        ),
    ),
    Column(
        "kind",
        "Kind",
        "The kind of meeting; a blank counts as ROME.",
        kind="code",
        codes=codes.MEETING_KIND,
        blank="ROME",
        also=spelt(
            "Meeting kind; Kind of meeting; Meeting type; Type of meeting; Panel; Panel type; Meeting; Type"
        ),
    ),
    Column(
        "agenda_sent_on",
        "Agenda sent",
        "The day the agenda went out: at least five working days before the meeting.",
        kind="date",
        also=spelt(
            "Agenda sent on; Date agenda sent; Agenda sent out; Agenda date; Agenda issued; Agenda issued "
            "on; Agenda circulated; Agenda circulated on; Date agenda circulated; Agenda distributed; Date "
            "agenda issued; Agenda distributed on; Agenda out"
        ),
    ),
    Column(
        "agenda_exception",
        "Emergency agenda agreed by the chair",
        "Whether the chair agreed to a later agenda, as in an emergency.",
        kind="yes_no",
        codes=codes.YES_NO,
        also=spelt(
            "Agenda exception; Emergency agenda; Emergency agenda agreed; Agenda exception agreed; Late "
            "agenda agreed; Emergency agenda agreed by chair; Chair agreed emergency agenda; Late agenda "
            "agreed by chair; Emergency"
        ),
    ),
    Column(
        "register_sent_on",
        "Register re-circulated",
        "The day the register went out again: seven days before the meeting.",
        kind="date",
        also=spelt(
            "Register sent on; Register sent; Register recirculated; Register recirculated on; Register "
            "re-circulated on; Date register sent; Date register recirculated; Date register re-circulated; "
            "Register circulated; Register circulated on; Register sent out; Register out"
        ),
    ),
    Column(
        "chair",
        "Chair",
        "Who chaired the meeting.",
        also=spelt("Chaired by; Chair of meeting; Chair of panel; Name of chair; Chairperson; Panel chair"),
    ),
    Column(
        "attended",
        "Services attending",
        "The services that attended, separated by semicolons.",
        also=spelt(
            "Attended; Attendance; Attendees; Attended by; Services attended; In attendance; Present; "
            "Services present; Who attended; Services represented; Services in attendance"
        ),
    ),
)

MEETINGS = Register(
    name="meetings",
    title="ROME panel meetings",
    sheet="Meetings",
    one_row="one ROME panel meeting",
    meaning="When the panel met, and whether its papers went out in time.",
    opens="held_on",
    closes=None,
    holders=("Business support",),
    child="none",
    when_dropped="accumulates",
    columns=_COLUMNS,
)
