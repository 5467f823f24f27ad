"""Why a child stands in the pack: each child on the register is of one kind, and in one panel group."""

from collections.abc import Callable
from dataclasses import dataclass

from cme_data.reports.panel_pack.known import Known, Row
from schemas.codes import REFERRAL_GROUP

GROUPS: tuple[str | None, ...] = (*REFERRAL_GROUP.values, None)
"""The panel groups in their order (policy, appendix 2), those not recorded last."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One reason to speak of a child; the first that holds is the child's."""

    title: str
    says: str
    holds: Callable[[Known, Row], bool]
    has_page: bool = True


def _concern(known: Known, child: Row) -> bool:
    return bool(
        child["safeguarding_concern"] == "Yes" or known.late(child["child"]) or known.gaps.get(child["child"])
    )


KINDS = (
    Kind("New referrals", "joined the register since the last panel", Known.is_new),
    Kind("Concerns", "a safeguarding concern, a duty that is late, or held by nobody (a gap)", _concern),
    Kind(
        "Reviews", "an open action of the panel", lambda known, child: bool(known.actions_of(child["child"]))
    ),
    Kind("No change", "none of these; listed without a page of their own", lambda *_: True, has_page=False),
)


def kind_of(known: Known, child: Row) -> Kind:
    """The first kind that holds."""
    return next(kind for kind in KINDS if kind.holds(known, child))
