"""What a pack said, by name: kept with it when it is frozen, and compared with what is known later."""

from typing import Any

from cme_data.reports.panel_pack.kinds import kind_of
from cme_data.reports.panel_pack.known import Known
from cme_data.reports.said import name

_OF_CHILD = ("category", "referral_group", "provision", "hours_per_week", "lead_service")


def figures(known: Known) -> dict[str, Any]:
    """The counts, and of each child (by the opaque id) what stands in the strip."""
    still = [action for action in known.actions if action["is_open"]]
    return {
        "counts": {
            "Children on the CME register": len({child["child"] for child in known.children}),
            "New referrals": sum(known.is_new(child) for child in known.children),
            "Open actions": len(still),
            "Overdue actions": sum(action["due_on"] < known.as_at for action in still),
            "Duties late": sum(len(known.late(child["child"])) for child in known.children),
        },
        "children": {
            child["child"]: {"name": name(child), "kind": kind_of(known, child).title}
            | {column: child[column] for column in _OF_CHILD}
            for child in known.children
        },
    }
