"""What the rows of open spells lacked at the end of a period."""

from cme_data.events.in_period import InPeriod
from cme_data.measures.compose import beside
from cme_data.measures.measure import Figure

UNRECORDED = InPeriod(
    name="unrecorded",
    title="What rows lack",
    definition=(
        "Spells open as at the end of the period, and those of them whose row in force has no UPN, a temporary or wrong "
        "one, no hours where the register asks for them, or on the CME register a reason for the DfE that is Unknown or "
        "not recorded. Sex and other reasons are told by splitting any measure."
    ),
    file=beside(__file__),
    unit="spell",
    figures=(
        Figure("rows", "Rows", where="TRUE"),
        Figure("no_upn", "UPN missing", where="upn IS NULL"),
        Figure("odd_upn", "UPN temporary or wrong", where="upn IS NOT NULL AND upn_key IS NULL"),
        Figure("no_hours", "Hours not recorded", where="hours_per_week IS NULL"),
        Figure("reason_unknown", "DfE reason Unknown", where="dfe_reason = 'Unknown'"),
        Figure(
            "no_reason",
            "DfE reason not recorded",
            where="coalesce(dfe_reason, 'Not recorded') = 'Not recorded'",
        ),
    ),
    detail=("dfe_reason",),
)
