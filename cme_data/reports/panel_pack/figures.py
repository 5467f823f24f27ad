"""What a pack said, by name: kept with it when it is frozen, and compared with what is known later."""

from typing import Any

from cme_data.reports.panel_pack.kinds import kind_of
from cme_data.reports.panel_pack.known import Known
from cme_data.reports.said import name
from schemas import CHILD_REGISTERS

COUNTS = {
    "Children on the CME register": ("cme",),
    "New referrals": ("cme", "meetings"),
    "Open actions": ("actions",),
    "Overdue actions": ("actions",),
    "Duties late": (*CHILD_REGISTERS, "enquiries", "actions"),
}
"""Each count with the registers that it is counted from."""

_OF_CHILD = ("category", "referral_group", "provision", "hours_per_week", "lead_service")


def figures(known: Known) -> dict[str, Any]:
    """The counts, and of each child (by the opaque id) what stands in the strip."""
    still = [action for action in known.actions if action["is_open"]]
    counted = (
        len({child["child"] for child in known.children}),
        sum(known.is_new(child) for child in known.children),
        len(still),
        sum(action["due_on"] < known.as_at for action in still),
        sum(len(known.late(child["child"])) for child in known.children),
    )
    return {
        "counts": dict(zip(COUNTS, counted, strict=True)),
        "children": {
            child["child"]: {
                "name": name(child),
                "kind": kind_of(known, child).title,
                "row": child["content_id"],
            }
            | {column: child[column] for column in _OF_CHILD}
            for child in known.children
        },
    }
