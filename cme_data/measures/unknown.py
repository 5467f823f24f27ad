"""Children who were missing education before anyone knew."""

from cme_data.measures.compose import beside
from cme_data.measures.measure import Figure, Measure

_FIRST = "(opened_on, spell_id)"

UNKNOWN = Measure(
    name="unknown",
    title="Unknown then, identified since",
    definition=(
        "Children on the CME register whose first day missing was on or before the day and who were identified "
        "after it, by the category they were first given; and the median days between the two. A child with two "
        "such spells counts once, by the one that opened first."
    ),
    file=beside(__file__),
    registers=("cme",),
    carried={
        "first_category": f"arg_min(first_category, {_FIRST})",
        "days_unknown": f"arg_min(days_unknown, {_FIRST})",
        "missing_from": f"arg_min(missing_from, {_FIRST})",
        "identified_on": f"arg_min(identified_on, {_FIRST})",
    },
    figures=(
        Figure("all", "Children", where="TRUE", printed=False),
        Figure(
            "missing",
            "Missing",
            where="first_category IN ('Missing - located', 'Missing - not located')",
        ),
        Figure("at_risk", "At risk", where="first_category = 'At risk'"),
        Figure(
            "not_suitable",
            "Not receiving suitable education",
            where="first_category = 'Not receiving suitable education'",
        ),
        Figure("median_days_unknown", "Median days unknown", value="median(days_unknown)"),
    ),
    detail=("missing_from", "identified_on", "days_unknown"),
    in_detail={name: name for name in ("missing_from", "identified_on", "days_unknown")},
)
