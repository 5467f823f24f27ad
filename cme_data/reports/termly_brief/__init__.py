"""“Learning from ROME”: what a term's panels show, in two pages for colleagues and with no child in them."""

from cme_data.reports.statistical import Statistical
from cme_data.reports.termly_brief.gathering import gather
from cme_data.reports.termly_brief.sections import sections
from cme_data.reports.termly_brief.sets import LISTS

__all__ = ["TERMLY_BRIEF"]

TERMLY_BRIEF = Statistical(
    name="termly-brief",
    title="Learning from ROME",
    says="What came to the panel in a term, what worked, themes by reason, successes and challenges; two pages.",
    every="term",
    gather=gather,
    sections=sections,
    lists=LISTS,
    outward=True,
    short=True,
)
