"""Children on a register."""

from cme_data.measures.compose import beside
from cme_data.measures.measure import Figure, Measure

CASELOAD = Measure(
    name="caseload",
    title="Caseload",
    definition=(
        "Children with an open spell as at the day: opened on or before it, not closed by the end of it. "
        "A child on two registers counts once in the total and once in each register."
    ),
    file=beside(__file__),
    figures=(Figure("children", "Children", where="TRUE"),),
)
