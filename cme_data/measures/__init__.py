"""The contents page of the measures: one definition each of every figure, used by everything that shows one."""

from cme_data.measures.actions import ACTIONS
from cme_data.measures.caseload import CASELOAD
from cme_data.measures.clocks import CLOCKS
from cme_data.measures.count import Count
from cme_data.measures.dfe_return import DFE_RETURN
from cme_data.measures.duration import DURATION
from cme_data.measures.ehe_annual import EHE_ANNUAL
from cme_data.measures.figure import Figure
from cme_data.measures.flows import FLOWS
from cme_data.measures.gaps import GAPS
from cme_data.measures.hours import HOURS
from cme_data.measures.measure import Measure
from cme_data.measures.question import Question
from cme_data.measures.rates import RATES
from cme_data.measures.trend import TREND
from cme_data.measures.unknown import UNKNOWN

__all__ = ["MEASURES", "Count", "Figure", "Measure", "Question"]

MEASURES: dict[str, Measure] = {
    measure.name: measure
    for measure in (
        CASELOAD, HOURS, ACTIONS, FLOWS, TREND, DURATION, UNKNOWN, CLOCKS, GAPS, DFE_RETURN, EHE_ANNUAL, RATES,
    )
}  # fmt: skip
"""Every measure by its name; listed here, it is on the command line, in the handbook and in the tests."""
