"""Children of the CME register who were located in a period, and how long it took."""

from cme_data.events.in_period import InPeriod
from cme_data.measures.compose import beside
from cme_data.measures.measure import Figure

LOCATED = InPeriod(
    name="located",
    title="Located",
    definition=(
        "Spells on the CME register whose child was located in the period, by the dates newest known, and the days "
        "from the first day missing until then. Without a first day missing, or with one after it, nobody knows "
        "how long it took."
    ),
    file=beside(__file__),
    unit="spell",
    registers=("cme",),
    figures=(
        Figure("located", "Located", where="TRUE"),
        Figure("known", "Located, days known", where="days IS NOT NULL"),
        Figure("within_4_weeks", "Located within 4 weeks", where="days < 28"),
        Figure("median_days", "Median days until located", value="median(days)"),
    ),
    detail=("missing_from", "located_on", "days"),
)
