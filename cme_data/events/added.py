"""Children added to the CME register in a period, and how long after they were identified."""

from cme_data.events.in_period import InPeriod
from cme_data.measures.compose import beside
from cme_data.measures.measure import Figure

ADDED = InPeriod(
    name="added",
    title="From identified to added",
    definition=(
        "Spells that joined the CME register in the period, and the days from the day the child was identified, by "
        "the dates newest known. Where a list says that the child was identified after it was added, nobody knows."
    ),
    file=beside(__file__),
    unit="spell",
    registers=("cme",),
    figures=(
        Figure("added", "Added", where="TRUE"),
        Figure("known", "Added, days known", where="days IS NOT NULL"),
        Figure("median_days", "Median days from identified to added", value="median(days)"),
        Figure("p75_days", "75th percentile of days from identified to added", value="quantile_cont(days, 0.75)"),
    ),
    detail=("identified_on", "days"),
)  # fmt: skip
