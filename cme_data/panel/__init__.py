"""What the panel decides, written as any upload is: a workbook of one row, with who and when, that can be withdrawn."""

from cme_data.panel.actions import agree_action, cancel, complete, escalate, extend, refer_on, take_back
from cme_data.panel.disagreements import Disagreement, disagreements, keep_list, keep_panel
from cme_data.panel.kept_dates import kept_dates
from cme_data.panel.meetings import attended, meeting_on, meetings
from cme_data.panel.record import By, Recorded, RowChanged, Write, record
from cme_data.panel.removals import approve_removal, approved_unlisted, refuse_removal
from cme_data.panel.room import GROUPS, in_the_room
from cme_data.panel.services import BODIES, SERVICES
from cme_data.panel.sheet import sheet
from cme_data.panel.undo import undo

__all__ = [
    "BODIES", "GROUPS", "SERVICES", "By", "Disagreement", "Recorded", "RowChanged", "Write", "agree_action", "approve_removal",
    "approved_unlisted", "attended", "cancel", "complete", "disagreements", "escalate", "extend", "in_the_room", "keep_list", "keep_panel",
    "kept_dates", "meeting_on", "meetings", "record", "refer_on", "refuse_removal", "sheet", "take_back", "undo",
]  # fmt: skip
