"""Who left a register in a period, to what, and whether education was restored."""

from cme_data.dimensions import Dimension
from cme_data.events.in_period import InPeriod
from cme_data.measures.compose import beside
from cme_data.measures.measure import Figure, Own
from schemas import codes

REGISTERS = ("cme", "ehe", "medical_tuition", "pru")
"""The registers that record how a spell ended."""

_OUTCOMES = (codes.CME_OUTCOME, codes.EHE_END_REASON, codes.MEDICAL_OUTCOME, codes.PRU_OUTCOME)

OUTCOME = Own(
    Dimension(
        "outcome",
        "Outcome",
        REGISTERS,
        (
            *dict.fromkeys(v for c in _OUTCOMES for v in c.values if v != "Other"),
            "Other",
            "Not in the later list",
        ),
    )
)

LEAVERS = InPeriod(
    name="leavers",
    title="Outcomes",
    definition=(
        "Spells that left a register in the period, by the outcome newest known, and those of them whose outcome is "
        "that the child is in education again: returned to or placed in a school, alternative or specialist "
        "provision, or suitable home education. Weeks count from the day the child joined the register."
    ),
    file=beside(__file__),
    unit="spell",
    registers=REGISTERS,
    own=(OUTCOME,),
    figures=(
        Figure("left", "Left", where="TRUE"),
        Figure("within_4_weeks", "Left within 4 weeks", where="days < 28"),
        Figure("within_12_weeks", "Left within 12 weeks", where="days < 84"),
        Figure("within_26_weeks", "Left within 26 weeks", where="days < 182"),
        Figure("restored", "In education again", where="restored"),
        Figure("restored_4", "In education again within 4 weeks", where="restored AND days < 28"),
        Figure("restored_12", "In education again within 12 weeks", where="restored AND days < 84"),
        Figure("restored_26", "In education again within 26 weeks", where="restored AND days < 182"),
        Figure("destination", "Destination recorded", where="destination IS NOT NULL"),
    ),
    detail=("outcome", "destination", "days"),
)  # fmt: skip
