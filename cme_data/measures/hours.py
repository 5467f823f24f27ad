"""The weekly hours of provision that children receive."""

from cme_data.dimensions import NOT_RECORDED, Dimension
from cme_data.measures.compose import beside
from cme_data.measures.measure import Figure, Measure, Own
from schemas import CHILD_REGISTERS, REGISTERS

HOURS_REGISTERS = tuple(name for name in CHILD_REGISTERS if "hours_per_week" in REGISTERS[name].names)
"""The registers that record hours."""

BAND = Own(
    Dimension(
        "band",
        "Hours a week",
        HOURS_REGISTERS,
        (NOT_RECORDED, "0", "0.1–4.9", "5–9.9", "10–14.9", "15–19.9", "20–24.9", "25 or more"),
        scale="steps",
    ),
    f"""CASE
        WHEN hours IS NULL THEN '{NOT_RECORDED}'
        WHEN hours = 0 THEN '0'
        WHEN hours < 5 THEN '0.1–4.9'
        WHEN hours < 10 THEN '5–9.9'
        WHEN hours < 15 THEN '10–14.9'
        WHEN hours < 20 THEN '15–19.9'
        WHEN hours < 25 THEN '20–24.9'
        ELSE '25 or more'
    END""",
    figures=("children",),
)

HOURS = Measure(
    name="hours",
    title="Hours of provision",
    definition=(
        "Of the children in the caseload of the registers that record hours: how many receive fewer than 25 hours "
        "a week (a local measure, no statute's), with and without an agreed gradual transition. A child's hours "
        "are the largest recorded in the group, because registers repeat each other; a blank is not recorded, "
        "never 0, and no statistic includes it."
    ),
    file=beside(__file__),
    registers=HOURS_REGISTERS,
    carried={"hours": "max(hours_per_week)", "transition": "coalesce(bool_or(transition_agreed = 'Yes'), FALSE)"},
    figures=(
        Figure("children", "Children", where="TRUE"),
        Figure("not_recorded", "Hours not recorded", where="hours IS NULL"),
        Figure("none", "No hours", where="hours = 0", printed=False),
        Figure("below_25", "Below {full} hours", where="hours < $full"),
        Figure(
            "below_25_no_transition",
            "Below {full} hours without an agreed transition",
            where="hours < $full AND NOT transition",
        ),
        # Rounded, because the last places of a sum of decimals depend on the order in which it is added up.
        Figure("mean", "Mean hours", value="round(avg(hours), 6)"),
        Figure("median", "Median hours", value="median(hours)"),
        Figure(
            "shortfall",
            "Weekly shortfall in hours",
            # greatest() passes over a NULL, and would count a blank as a shortfall of nothing.
            value="round(sum(greatest(0, $full - hours)) FILTER (WHERE hours IS NOT NULL), 6)",
        ),
    ),
    own=(BAND,),
    in_detail={"hours_per_week": "hours"},
)
