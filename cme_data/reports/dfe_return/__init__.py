"""The termly return of children missing education and in home education, the one exact export (domain.md 1)."""

from cme_data.reports.dfe_return.files import FORMS
from cme_data.reports.dfe_return.gathering import gather
from cme_data.reports.dfe_return.lists import LISTS, look_at
from cme_data.reports.dfe_return.named import named
from cme_data.reports.dfe_return.sections import sections
from cme_data.reports.statistical import Statistical

__all__ = ["DFE_RETURN"]

DFE_RETURN = Statistical(
    name="dfe-return",
    title="DfE return",
    says=(
        "The termly CME and EHE counts in the published order and words, what would go in as Unknown, what changed "
        "since last term child by child, and the annual EHE items; as a CSV and as sheets to key from, too."
    ),
    every="term",
    gather=gather,
    sections=sections,
    named=named,
    look_at=look_at,
    lists=LISTS,
    forms=FORMS,
    exact=True,
)
