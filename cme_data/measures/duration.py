"""How long spells last."""

from collections.abc import Collection
from typing import Any

from cme_data.calendar import DURATION_BANDS
from cme_data.dimensions import Dimension
from cme_data.measures.compose import beside, in_force
from cme_data.measures.measure import Figure, Measure, Own, Question
from schemas import CHILD_REGISTERS

BANDS = DURATION_BANDS[:-1]
"""The DfE's bands of time (R5), but for *Unknown*: a spell has an opening day."""

BAND = Own(
    Dimension("band", "Length of time", CHILD_REGISTERS, BANDS, scale="steps"),
    "list_extract($bands, 1 + len(list_filter($edges, lambda edge: edge <= days)))",
)


def _share(days: int) -> str:
    return f"avg((days < {days})::INTEGER) FILTER (WHERE NOT still_open)"


class Duration(Measure):
    """Open spells are grouped as at the day, closed ones as at the end of the period."""

    def cases(self, needed: Collection[str]) -> dict[str, str]:
        """The queries up to `cases`, the set."""
        return {"in_force_at_end": in_force("end"), **super().cases(needed)}

    def params(self, question: Question) -> dict[str, Any]:
        """The parameters that its SQL may name."""
        return super().params(question) | {"bands": list(BANDS), "edges": list(question.duration_edges)}


DURATION = Duration(
    name="duration",
    title="Duration",
    definition=(
        "Days since opening of the spells open as at the day; and of the spells closed in a period, where one is "
        "given, their length and the shares that lasted under 4, 12 and 26 weeks (under 28, 84 and 182 days)."
    ),
    file=beside(__file__),
    unit="spell",
    figures=(
        Figure("spells", "Open spells", where="still_open"),
        Figure("median_days", "Median days open", value="median(days) FILTER (WHERE still_open)"),
        Figure("p75_days", "75th percentile of days open", value="quantile_cont(days, 0.75) FILTER (WHERE still_open)"),
        Figure("closed", "Closed spells", where="NOT still_open", of_period=True),
        Figure(
            "closed_median_days",
            "Median days of closed spells",
            value="median(days) FILTER (WHERE NOT still_open)",
            of_period=True,
        ),
        Figure("within_4_weeks", "Share closed within 4 weeks", value=_share(28), of_period=True),
        Figure("within_12_weeks", "Share closed within 12 weeks", value=_share(84), of_period=True),
        Figure("within_26_weeks", "Share closed within 26 weeks", value=_share(182), of_period=True),
    ),
    own=(BAND,),
    detail=("days",),
)
