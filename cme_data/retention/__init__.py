"""How long a child's record is kept, what holds it, and what everything held of one child is."""

from cme_data.retention.disposing import disposals, dispose
from cme_data.retention.holds import Hold, approve, hold, holds, lift
from cme_data.retention.keep import keeping
from cme_data.retention.reach import Reach, reach
from cme_data.retention.subject_access import bundle

__all__ = [
    "Hold",
    "Reach",
    "approve",
    "bundle",
    "disposals",
    "dispose",
    "hold",
    "holds",
    "keeping",
    "lift",
    "reach",
]
